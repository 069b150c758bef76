import { filesText } from '../../i18n/files'
import { planeText } from '../../i18n/plane'
import { kindOf } from '../../shell/file-kind'
import type { Plane } from '../context'
import { openNetwork } from './follow'
import { MOST_BYTES } from './network-file'

/** Opens a file as a network that learned here; returns why it cannot be, told by what is in it. */
export async function takeNetwork(plane: Plane, file: File): Promise<string | undefined> {
  const words = planeText.planeLearning.files
  try {
    const kind = await kindOf(file)
    if (kind !== 'learner' && kind !== 'safetensors') return filesText.misplaced.plane(file.name, kind)
    if (file.size > MOST_BYTES) return words.tooLarge(file.name)
    openNetwork(plane, file.name, new Uint8Array(await file.arrayBuffer()))
    return undefined
  } catch {
    return words.unreadable(file.name)
  }
}

import { kindOf } from '../../files/kind'
import type { Plane } from '../context'
import { openNetwork } from './follow'
import { MOST_BYTES } from './network-file'
import type { NetworkRefusal } from './network-refusal'

/** Opens a file as a network that learned here. Its content decides; returns the reason if it is refused. */
export async function takeNetwork(plane: Plane, file: File): Promise<NetworkRefusal | undefined> {
  const { name } = file
  try {
    const kind = await kindOf(file)
    if (kind !== 'learner' && kind !== 'safetensors') return { reason: 'misplaced', name, kind }
    if (file.size > MOST_BYTES) return { reason: 'tooLarge', name }
    openNetwork(plane, name, new Uint8Array(await file.arrayBuffer()))
    return undefined
  } catch {
    return { reason: 'unreadable', name }
  }
}

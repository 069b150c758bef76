import type { Fault } from '../engine/protocol'
import { type FileKind, kindOf } from '../rooms/file-kind'
import type { Plane } from './context'
import { type Taken, takeFile } from './data/take'
import { openNetwork } from './learn/follow'
import { MOST_BYTES } from './learn/network-file'

/** Why a file has nothing to do in this room, and where it belongs; undefined for what may be points. */
export function elsewhere(kind: FileKind, name: string): Fault | undefined {
  switch (kind) {
    case 'picture': return { code: 'for-walk-picture', details: { name } }
    case 'safetensors': case 'network-config': case 'pytorch': case 'pickle': return { code: 'for-walk', details: { name } }
    case 'lfs-pointer': return { code: 'lfs-pointer', details: { file: name } }
    default: return undefined
  }
}

export function notifyFault({ store }: Pick<Plane, 'store'>, fault: Fault): void {
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }] }))
}

/** What was pasted or dropped becomes the points, or the network that learned here; what is neither is named, with where it belongs. */
export async function takeArrived(plane: Plane, file: File, onTaken: (taken: Taken) => void): Promise<void> {
  const kind = await kindOf(file).catch(() => 'binary' as const)
  const fault = elsewhere(kind, file.name)
  if (fault) notifyFault(plane, fault)
  else if (kind === 'learner' && file.size <= MOST_BYTES) openNetwork(plane, file.name, new Uint8Array(await file.arrayBuffer()))
  else onTaken(await takeFile(plane, file))
}

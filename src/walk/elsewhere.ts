import type { Fault } from '../engine/protocol'
import type { FileKind } from '../rooms/file-kind'
import type { Player } from './player'

/** Why one file that is neither picture nor network is not taken, and where it belongs; undefined for those, and for what only the browser may know. */
export function elsewhere(kind: FileKind, name: string): Fault | undefined {
  switch (kind) {
    case 'picture': case 'safetensors': case 'network-config': case 'binary': return undefined
    case 'text': case 'npy': case 'npz': return { code: 'for-plane', details: { name } }
    case 'learner': return { code: 'for-learner', details: { name } }
    case 'spreadsheet': case 'old-spreadsheet': return { code: 'for-sheet', details: { name } }
    case 'zip': case 'gzip': return { code: 'zip', details: { file: name } }
    case 'pytorch': case 'pickle': return { code: 'pickle', details: { file: name } }
    case 'lfs-pointer': return { code: 'lfs-pointer', details: { file: name } }
    default: return { code: 'for-nothing', details: { name } }
  }
}

export function notifyFault({ store }: Pick<Player, 'store'>, fault: Fault): void {
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }] }))
}

import type { Fault } from '../engine/protocol'
import type { FileKind } from '../rooms/file-kind'
import type { Player } from './player'

/** Why one file that is neither picture nor network is not taken, and where it belongs; undefined for those. */
export function elsewhere(kind: FileKind, name: string): Fault | undefined {
  switch (kind) {
    case 'points': return { code: 'for-plane', details: { name } }
    case 'learner': return { code: 'for-learner', details: { name } }
    case 'sheet': return { code: 'for-sheet', details: { name } }
    case 'archive': return { code: 'zip', details: { file: name } }
    case 'pickle': return { code: 'pickle', details: { file: name } }
    case 'pointer': return { code: 'lfs-pointer', details: { file: name } }
    case 'document': case 'text': case 'page': case 'empty': case 'unknown': return { code: 'for-nothing', details: { name } }
    default: return undefined
  }
}

export function notifyFault({ store }: Pick<Player, 'store'>, fault: Fault): void {
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }] }))
}

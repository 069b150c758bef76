import type { Fault } from '../../engine/protocol/pictures'
import type { Player } from './player'

/** Says in a notice what went wrong, instead of the last such. */
export function notifyFault({ store }: Player, fault: Fault): void {
  store.setState(({ notices }) => ({
    notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }],
  }))
}

import { patience, watchSteps } from '../step-watch'
import type { Slot } from '../../protocol/plane'

/** While it has questions to answer, which may take long and come first, a step is waited for so many times longer. */
const BUSY = 10

/** Which run of each slot is the present one, and which of them await a step. @param late none came for so many seconds */
export function slots(late: (seconds: number) => void, busy: () => boolean) {
  const open = new Map<Slot, number>()
  const awaited = new Set<Slot>()
  let last = 0
  let longest = 0
  const watch = watchSteps(late, () => (busy() ? BUSY : 1))
  const settle = (slot: Slot) => {
    awaited.delete(slot)
    if (awaited.size === 0) watch.rests()
  }
  return {
    begin: (slot: Slot) => {
      settle(slot)
      open.set(slot, ++last)
      return last
    },
    current: (slot: Slot) => open.get(slot),
    isCurrent: (slot: Slot, token: number) => open.get(slot) === token,
    awaits: (slot: Slot) => {
      awaited.add(slot)
      watch.awaits(patience(longest))
    },
    /** What was awaited has come, in so many milliseconds, or cannot come. */
    came: (slot: Slot, ms = 0) => {
      longest = Math.max(longest, ms)
      settle(slot)
    },
    heard: watch.heard,
    end: (slot: Slot) => {
      open.delete(slot)
      settle(slot)
    },
    endAll: () => {
      open.clear()
      awaited.clear()
      watch.rests()
    },
  }
}

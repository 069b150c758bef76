import type { Fault } from '../../protocol/pictures'
import { patience, watchSteps } from '../step-watch'
import type { Slot } from '../../protocol/plane'

/** How many times longer a step is waited for while questions wait too: the worker may answer them first, and they take long. */
const PATIENCE_BESIDE_QUESTIONS = 10

/**
 * The present run of each slot, by its token, and whether it awaits a step.
 *
 * @param onLate is called if no step came in time
 * @param haveQuestions whether questions are waiting
 */
export function slots(onLate: (fault: Fault) => void, haveQuestions: () => boolean) {
  const tokens = new Map<Slot, number>()
  const awaited = new Set<Slot>()
  let lastToken = 0
  let longestMs = 0
  const watch = watchSteps(onLate, () => (haveQuestions() ? PATIENCE_BESIDE_QUESTIONS : 1))
  const settle = (slot: Slot) => {
    awaited.delete(slot)
    if (awaited.size === 0) watch.stop()
  }
  return {
    begin: (slot: Slot) => {
      settle(slot)
      tokens.set(slot, ++lastToken)
      return lastToken
    },
    current: (slot: Slot) => tokens.get(slot),
    isCurrent: (slot: Slot, token: number) => tokens.get(slot) === token,
    awaitStep: (slot: Slot) => {
      awaited.add(slot)
      watch.start(patience(longestMs))
    },
    /** The awaited step has come; the engine took so many milliseconds for it. */
    stepCame: (slot: Slot, ms: number) => {
      longestMs = Math.max(longestMs, ms)
      settle(slot)
    },
    /** The awaited step cannot come. */
    stepFailed: settle,
    signOfLife: watch.signOfLife,
    end: (slot: Slot) => {
      tokens.delete(slot)
      settle(slot)
    },
    endAll: () => {
      tokens.clear()
      awaited.clear()
      watch.stop()
    },
  }
}

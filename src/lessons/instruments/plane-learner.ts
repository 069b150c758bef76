import { distilOn, learnOn, pauseLearning, startAgain } from '../../plane/learn/follow'
import type { Learning, PlaneState } from '../../plane/store'
import { Unanswered } from '../../walk/ask/answers'
import type { Instruments } from './instruments'
import { planeReady } from './plane-instrument'
import { until } from './until'

type Needed = Pick<Instruments, 'plane' | 'signal' | 'progress'>

/** Instruments for one half of a measurement: its progress begins at `from` and goes on by a half. */
export const halfOf = ({ plane, signal, progress }: Needed, from: 0 | 0.5): Needed => ({
  plane,
  signal,
  progress: (share) => {
    progress(from + share / 2)
  },
})

/** Waits until one of the two networks has learned so many steps and rests. @throws Unanswered with the reason why learning stopped */
function rested(
  { plane, signal, progress }: Needed,
  stepOf: (learning: Learning) => number,
  steps: number,
): Promise<void> {
  const isDone = ({ learning }: PlaneState): boolean => {
    if (learning.fault) throw new Unanswered(learning.fault)
    if (learning.status === 'diverged') throw new Unanswered({ code: 'learn-diverged', details: {} })
    progress(Math.min(1, stepOf(learning) / steps))
    return learning.awaited === 0 && learning.status === 'paused' && stepOf(learning) >= steps
  }
  return until(plane.player.plane.store, isDone, signal).catch((error: unknown) => {
    pauseLearning(plane.player.plane)
    throw error
  })
}

/**
 * Begins another network, as the settings on the screen ask for it, and lets it learn so many steps from the points on the screen.
 * The visitor sees it learn, and can bring back the network before.
 *
 * @throws Unanswered
 */
export async function learnAnew(instruments: Needed, steps: number): Promise<void> {
  const { plane } = instruments.plane.player
  await until(plane.store, planeReady, instruments.signal)
  startAgain(plane)
  learnOn(plane, steps)
  await rested(instruments, ({ step }) => step, steps)
}

/** Lets the network learn so many steps more, as the settings ask for it now. @throws Unanswered */
export async function learnMore(instruments: Needed, steps: number): Promise<void> {
  const { plane } = instruments.plane.player
  const before = plane.store.getState().learning.step
  learnOn(plane, steps)
  await rested(instruments, ({ step }) => step - before, steps)
}

/** Distils a student from the network that has learned, in so many further steps. @throws Unanswered */
export async function distil(instruments: Needed, steps: number): Promise<void> {
  const { plane } = instruments.plane.player
  const before = plane.store.getState().learning.studentStep
  distilOn(plane, steps)
  await rested(instruments, ({ studentStep }) => studentStep - before, steps)
}

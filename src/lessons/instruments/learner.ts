import type { Pairing } from '../../diffusion'
import { learnOn, startAgain } from '../../plane/learn/follow'
import { Unanswered } from '../../walk/ask/answers'
import type { PlaneInstrument } from './plane-instrument'
import { until } from './until'

/** Lets the network of the plane learn so many steps more, from where it stands, with a pairing of points and noises. */
export async function learnMore(
  { player: { plane } }: PlaneInstrument,
  pairing: Pairing,
  steps: number,
  signal: AbortSignal,
): Promise<void> {
  const { store } = plane
  const goal = store.getState().learning.step + steps
  store.setState(({ settings }) => ({ settings: { ...settings, pairing } }))
  learnOn(plane, steps)
  await until(
    store,
    ({ learning: { status, step, fault } }) => {
      if (fault) throw new Unanswered(fault)
      return status === 'paused' && step >= goal
    },
    signal,
  )
}

/** Begins another network in the plane, from its first weights; the one before can be brought back. */
export async function learnAnew({ player: { plane } }: PlaneInstrument, signal: AbortSignal): Promise<void> {
  startAgain(plane)
  await until(plane.store, ({ learning: { awaited } }) => awaited === 0, signal)
}

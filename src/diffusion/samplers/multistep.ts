import { isPureNoise, logSnr, type Level } from '../level'
import type { Past, StepInput } from '../step'

/** λ of DPM-Solver, log(α/σ): half the log-SNR. */
export const halfLogSnr = (at: Level) => logSnr(at) / 2

/**
 * What is remembered before a step, as far as its levels are not pure noise and each is noisier than the one after it: across a
 * jump back up (RePaint's), or a level that was stayed at, there is no past to go on from.
 */
export function remembered<X>({ from, history = [] }: StepInput<X>, count: number): readonly Past<X>[] {
  const end = history.findIndex(({ at }, k) => isPureNoise(at) || !(logSnr(at) < logSnr(history[k - 1]?.at ?? from)))
  return history.slice(0, Math.min(count, end < 0 ? count : end))
}

/** How far the k-th step before this one went in λ, in multiples of h. */
export function ratios<X>(history: readonly Past<X>[], from: Level, h: number): number[] {
  const levels = [from, ...history.map((past) => past.at)]
  return history.map((_, k) => (halfLogSnr(levels[k] ?? from) - halfLogSnr(levels[k + 1] ?? from)) / h)
}

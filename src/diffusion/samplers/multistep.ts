import { logSnr, type Level } from '../level'
import type { Past, StepInput } from '../step'

/** λ of DPM-Solver, log(α/σ): half the log-SNR. */
export const halfLogSnr = (at: Level) => logSnr(at) / 2

/** What is remembered before a step, as far as its levels have a finite λ. */
export function remembered<X>({ history = [] }: StepInput<X>, count: number): readonly Past<X>[] {
  const infinite = history.findIndex(past => past.at.signal === 0)
  return history.slice(0, Math.min(count, infinite < 0 ? count : infinite))
}

/** How far the k-th step before this one went in λ, in multiples of h. */
export function ratios<X>(history: readonly Past<X>[], from: Level, h: number): number[] {
  const levels = [from, ...history.map(past => past.at)]
  return history.map((_, k) => (halfLogSnr(levels[k] ?? from) - halfLogSnr(levels[k + 1] ?? from)) / h)
}

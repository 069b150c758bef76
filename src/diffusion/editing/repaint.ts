import type { Algebra } from '../algebra'
import { integerIn } from '../bounds'
import type { Level } from '../level'
import { posterior } from '../posterior'

/** How often a run steps back up. */
export interface Resampling {
  /** Levels of one jump up, an integer ≥ 1; 10 in the paper. */
  readonly jump: number
  /** How often each stretch is walked, an integer ≥ 1; 10 in the paper, 1 is no resampling. */
  readonly resamples: number
}

/**
 * RePaint's way through a grid of N steps: positions, N the noise and 0 the data, each one from the last, down or up. Every
 * `jump` positions from 1 on, it jumps up and comes down again until the stretch was walked `resamples` times; only from
 * positions from which a jump does not pass the beginning. A step down is the wrapped sampler's, a step up is `renoised`.
 *
 * Lugmayr et al. 2022, algorithm 1, with the jumps of its code (and of diffusers' `RePaintScheduler`), which numbers our position
 * p as p − 1. About N·resamples network evaluations. Multistep samplers have no past after a jump: step without history.
 *
 * @param steps N, an integer in [1, 10000].
 * @returns positions from N to 0.
 * @throws RangeError if a number is out of its range.
 */
export function repaintPath(steps: number, { jump, resamples }: Resampling): number[] {
  integerIn('steps', steps, 1, 10000)
  integerIn('jump', jump, 1, 10000)
  integerIn('resamples', resamples, 1, 1000)
  const jumpsLeft = new Map<number, number>()
  for (let position = 1; position + jump <= steps; position += jump) jumpsLeft.set(position, resamples - 1)
  const path = [steps]
  for (let position = steps; position > 0;) {
    const left = jumpsLeft.get(position) ?? 0
    if (left > 0) {
      jumpsLeft.set(position, left - 1)
      for (let up = 0; up < jump; up++) path.push(++position)
    } else path.push(--position)
  }
  return path
}

/**
 * A step of the forward process, back up from x at s to the noisier t: a sample of q(x_t | x_s), by
 * x_t = (α_t/α_s)·x + √β·z with β the variance of `posterior`. Ho et al. 2020, eq. 2, over any two levels; any process.
 *
 * @param normal draws z.
 * @throws RangeError if `to` is not noisier than `from`.
 */
export function renoised<X>(algebra: Algebra<X>, x: X, from: Level, to: Level, normal: () => X): X {
  return algebra.combine([to.signal / from.signal, x], [Math.sqrt(posterior(to, from).beta), normal()])
}

import { integerIn, realIn } from './bounds'
import type { Time } from './scalars'

/** How a run of fewer steps than T chooses its levels; the names are those of Lin et al. 2024, table 2, and of diffusers. */
export type Spacing = 'trailing' | 'leading' | 'linspace' | 'quadratic'

/** numerator/denominator rounded to the nearest integer, ties to even as numpy's `round`; exact for integers. */
function roundedQuotient(numerator: number, denominator: number): number {
  const floor = Math.floor(numerator / denominator)
  const twiceRest = 2 * (numerator - floor * denominator)
  if (twiceRest === denominator) return floor + (floor % 2)
  return twiceRest > denominator ? floor + 1 : floor
}

/** Time of the i-th of N levels from the top, i = 0…N−1. */
function gridTime(spacing: Spacing, T: number, N: number, i: number): number {
  switch (spacing) {
    case 'trailing':
      return roundedQuotient(T * (N - i), N)
    case 'leading':
      return (N - 1 - i) * Math.floor(T / N) + 1
    case 'linspace':
      return N === 1 ? T : 1 + roundedQuotient((T - 1) * (N - 1 - i), N - 1)
    case 'quadratic':
      return N === 1 ? T : 1 + roundedQuotient((T - 1) * (N - 1 - i) ** 2, (N - 1) ** 2)
  }
}

/** Descending integers ≥ 1, of which equal ones are raised until all differ; the first, T, is never reached. */
function distinct(levels: readonly number[]): number[] {
  let below = 0
  return levels
    .toReversed()
    .map((t) => (below = Math.max(t, below + 1)))
    .reverse()
}

/**
 * The levels that a run visits: strictly descending integers from where it starts to 0, the data. The sampler steps from
 * each to the next; the network sees all but the last, as its timestep t − 1.
 *
 *     trailing   T − i·T/N rounded: begins at T, so pure noise is what the network is told it gets
 *     leading    i·⌊T/N⌋ + 1: ends at 1, but begins short of T (diffusers' `leading` with steps_offset 0)
 *     linspace   from T to 1 inclusive, evenly, rounded (Improved DDPM's respacing); T where N = 1 (numpy's is 1)
 *     quadratic  1 + (T−1)·(i/(N−1))² rounded, equal ones raised to the next free: dense near the data, from T to 1
 *
 * Lin et al. 2024, table 2; rounding as numpy's, ties to even. Quadratic: Song et al. 2021 (DDIM), appendix D.2, τ_i = ⌊c·i²⌋,
 * here with both ends met.
 *
 * @param steps N, levels of the full grid, an integer in [1, T].
 * @param start where to begin, an integer in [0, T]: below T, the levels are start and those of the full grid below it.
 * @throws RangeError if a number is out of its range.
 */
export function timeGrid(spacing: Spacing, T: number, steps: number, start: Time = T): Time[] {
  integerIn('T', T, 1, 10000)
  integerIn('steps', steps, 1, T)
  integerIn('start', start, 0, T)
  const full = distinct(Array.from({ length: steps }, (_, i) => gridTime(spacing, T, steps, i)))
  return start === T ? [...full, 0] : startingAt([...full, 0], start)
}

/** A grid, descending to 0, begun at `start`: that time and those of the grid below it. @throws RangeError if start < 0. */
export function startingAt(grid: readonly Time[], start: Time): Time[] {
  realIn('start', start, 0, Infinity)
  return start === 0 ? [0] : [start, ...grid.filter((t) => t < start)]
}

/**
 * A grid without its first k steps.
 *
 * @throws RangeError if k is no integer in [0, the grid's steps].
 */
export function skipping(grid: readonly Time[], k: number): Time[] {
  return grid.slice(integerIn('k', k, 0, grid.length - 1))
}

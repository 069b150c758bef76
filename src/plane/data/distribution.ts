import { normalArray, uniformArray } from '../../diffusion'

/** The random numbers from which one point is made. */
export interface Draw {
  /** The number of the point. */
  readonly i: number
  /** u and v are independent and uniform on [0, 1). */
  readonly u: number
  readonly v: number
  /** z and w are independent and normal, N(0, 1). */
  readonly z: number
  readonly w: number
}

/** A point and its class. */
export type Drawn = readonly [x: number, y: number, label: 0 | 1]

/** A distribution: a function that makes a point, in any units, from its random numbers. */
export type Distribution = (draw: Draw) => Drawn

/**
 * n independent draws from a seed. The i-th does not depend on n: asking for more points keeps the first ones.
 *
 * @throws RangeError if the seed is no uint32.
 */
export function drawsOf(n: number, seed: number): Draw[] {
  const key = { seed, purpose: 'points', step: 0, sample: 0 } as const
  const uniform = uniformArray(key, 2 * n)
  const normal = normalArray({ ...key, draw: 1 }, 2 * n)
  return Array.from({ length: n }, (_, i) => ({
    i,
    u: uniform[2 * i] ?? NaN,
    v: uniform[2 * i + 1] ?? NaN,
    z: normal[2 * i] ?? NaN,
    w: normal[2 * i + 1] ?? NaN,
  }))
}

/** Cuts [0, 1) into n equal parts: the part into which u falls, and its position within it, again uniform on [0, 1). */
export function part(u: number, n: number): readonly [index: number, within: number] {
  const index = Math.floor(u * n)
  return [index, u * n - index]
}

/** 0 for an even number, 1 for an odd one. */
export const parity = (n: number): 0 | 1 => (n % 2 === 0 ? 0 : 1)

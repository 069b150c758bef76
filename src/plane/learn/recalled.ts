import type { PlaneGuidance } from '../changes'
import { findPoints } from '../data'
import { truthPoints } from '../measure/truth'
import type { PlaneSettings } from '../settings'

/** The most particles that are compared: the page computes the distance of each to every point. */
export const MOST = 500

/** The mean distance of the first particles [n·2] to their nearest points of the data [M·2], in the data's units. */
export function meanNearest(particles: Float32Array, data: Float32Array): number {
  const n = Math.min(MOST, particles.length / 2)
  let sum = 0
  for (let i = 0; i < n; i++) {
    const [x, y] = [particles[2 * i] ?? NaN, particles[2 * i + 1] ?? NaN]
    let least = Infinity
    for (let k = 0; k < data.length; k += 2)
      least = Math.min(least, ((data[k] ?? NaN) - x) ** 2 + ((data[k + 1] ?? NaN) - y) ** 2)
    sum += Math.sqrt(least)
  }
  return sum / n
}

/**
 * At most n fresh draws from the distribution of the points, by another seed: of the class towards which runs are guided, or of
 * all.
 *
 * @returns [n·2]; undefined for the visitor's own points, which have no distribution
 */
export function freshDraws(
  { points, seed }: Pick<PlaneSettings, 'points' | 'seed'>,
  guidance: PlaneGuidance,
  n: number,
): Float32Array | undefined {
  if (points.kind === 'own') return undefined
  const draws = findPoints(points, 8 * n, (seed + 1) % 2 ** 32) // enough for n of the rarer class
  const xy = draws && truthPoints(draws, guidance).subarray(0, 2 * n)
  return xy && xy.length > 0 ? xy : undefined
}

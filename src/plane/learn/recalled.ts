import type { PlaneGuidance } from '../changes'
import { findPoints } from '../data'
import { truthPoints } from '../measure/truth'
import type { PlaneSettings } from '../settings'

/** Particles that are looked at: each is held against every point, on the page. */
export const MOST = 500

/** Mean distance of the first particles [n·2] to the nearest point of the data [M·2], in the data's own units. */
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
 * n further draws of what the points were drawn of, by another seed: of the class that runs are asked for, or of all.
 *
 * @returns [n·2]; undefined of points that were given, of which there are no others
 */
export function freshDraws(
  { points, seed }: Pick<PlaneSettings, 'points' | 'seed'>,
  guidance: PlaneGuidance,
  n: number,
): Float32Array | undefined {
  if (points.kind === 'own') return undefined
  const drawn = findPoints(points, 8 * n, (seed + 1) % 2 ** 32) // as many that the rarer class has n
  const xy = drawn && truthPoints(drawn, guidance).subarray(0, 2 * n)
  return xy && xy.length > 0 ? xy : undefined
}

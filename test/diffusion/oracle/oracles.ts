import { normalArray, uniformArray, type Component, type Level } from '../../../src/diffusion'

// Data, mixtures and levels of which the tests of oracles know the answers.

export const at = (signal: number, noise: number): Level => ({ t: 1, signal, noise })

export const levels = [at(1, 1e-3), at(0.9, 0.3), at(0.2, 0.98), at(0, 1), at(1, 80)]

export const components: readonly Component[] = [
  { weight: 1, mean: [1, -0.5], covariance: [0.09, 0.05, 0.05, 0.04] },
  { weight: 3, mean: [-1, 0.25], covariance: [0.01, 0.25] },
  { weight: 2, mean: [0.3, 0.3], covariance: 0.02 },
]

export const points = Float64Array.of(0.5, 0.5, -0.5, 0.25, -0.5, 0.25, 0, -0.75)

/** A noisy sample somewhere in the bulk. */
export function sampleOf(level: Level, sample: number, d = 2): Float64Array {
  const [u, z] = [
    uniformArray({ seed: 3, purpose: 'start', step: 0, sample }, d),
    normalArray({ seed: 3, purpose: 'forward', step: 0, sample }, d),
  ]
  return Float64Array.from(u, (value, j) => level.signal * (2 * value - 1) + level.noise * (z[j] ?? NaN))
}

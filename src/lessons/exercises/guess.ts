import { convert, type Level } from '../../diffusion'
import { real } from './real'

/** x̂₀ of each number of xₜ, from ε̂; shaped as xₜ. */
export const guessOf = (xt: readonly number[], epsHat: readonly number[], at: Level): number[] =>
  xt.map((x, i) => convert(real, x, at, epsHat[i] ?? NaN, 'epsilon', 'sample'))

/** What typical mistakes make of x̂₀; each shaped as xₜ. */
export function guessSlips(xt: readonly number[], epsHat: readonly number[], { signal, noise }: Level) {
  const solved = (ofNoise: number, divisor: number) => xt.map((x, i) => (x - ofNoise * (epsHat[i] ?? NaN)) / divisor)
  return {
    'noise-unrooted': solved(noise ** 2, signal),
    'signal-unrooted': solved(noise, signal ** 2),
    'not-divided': solved(noise, 1),
    'noise-added': solved(-noise, signal),
  }
}

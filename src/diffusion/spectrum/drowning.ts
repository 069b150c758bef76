import { realIn } from '../bounds'
import { logSnr, type Level } from '../level'

/**
 * What the noise makes of a spectrum, in the mean over ε: E[P_t] = α²·P + σ². The cross term of picture and noise has mean
 * 0, and white noise has the same power σ² at every frequency: the floor.
 *
 * @param power P of x₀, by bands or not; each ≥ 0.
 * @returns the expected power of x_t; of the same length.
 */
export function noisySpectrum(power: Float64Array, { signal, noise }: Level): Float64Array {
  return power.map((p) => signal * signal * p + noise * noise)
}

/** The noise floor σ²: the expected power of the noise at every frequency. */
export function noiseFloor({ noise }: Level): number {
  return noise * noise
}

/**
 * The log-SNR at which a band drowns: where its signal meets the floor, α²·P = σ², so λ = −log P. Above that λ the band is
 * seen, below it not: strong coarse bands drown last. Any process; one number a band.
 *
 * This is the sense in which diffusion generates coarse before fine (Rissanen et al. 2023, "Generative modelling with
 * inverse heat dissipation", discuss the spectra of pictures under diffusion).
 *
 * @returns of power's length; +∞ for a band without power, which is never seen.
 * @throws RangeError if a power is below 0 or none.
 */
export function drowningLogSnr(power: Float64Array): Float64Array {
  return power.map((p) => -Math.log(realIn('power', p, 0, Infinity)))
}

/**
 * The frequency at which a picture drowns at a level: the first band from which on no band of a full ring of frequencies, up to
 * n/2, rises above the floor, α²·P > σ². What is coarser is seen at least in part, what is as fine or finer is noise.
 *
 * @param power P of x₀, or of x̂₀, by bands, as `radialSpectrum` gives it.
 * @param n side of the picture.
 * @returns in cycles per picture, an integer in [0, ⌊n/2⌋ + 1]: 0 where all has drowned, ⌊n/2⌋ + 1 where nothing has.
 */
export function drowningFrequency(power: Float64Array, n: number, { signal, noise }: Level): number {
  const rings = power.subarray(0, Math.floor(n / 2) + 1)
  return rings.findLastIndex((p) => signal * signal * p > noise * noise) + 1
}

/**
 * The first of ascending noise levels at which each band has drowned, α²·P ≤ σ²; levels.length where none does it.
 *
 * @param levels from data to noise, each noisier than the one before.
 * @returns indices, of power's length.
 * @throws RangeError if the levels do not rise.
 */
export function drowningIndices(power: Float64Array, levels: readonly Level[]): Uint32Array {
  levels.forEach((at, i) => {
    const before = levels[i - 1]
    if (before && !(logSnr(at) < logSnr(before)))
      throw new RangeError(`Levels must rise from data to noise, and level ${i} does not.`)
  })
  return Uint32Array.from(power, (p) => {
    const index = levels.findIndex(({ signal, noise }) => signal * signal * p <= noise * noise)
    return index < 0 ? levels.length : index
  })
}

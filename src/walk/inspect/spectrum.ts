import { drowningFrequency, histogram, type Level, pictureSpectrum } from '../../diffusion'
import type { PictureShape } from '../../ui/paint'

export type Spots = readonly (readonly [x: number, y: number])[]

/** A histogram as a density, its bins as steps. */
export function densitySteps(values: Float32Array, range: number, bins = 40): Spots {
  const { counts, width } = histogram(values, -range, range, bins)
  return Array.from(counts).flatMap((count, i): [number, number][] => {
    const height = count / (values.length * width)
    return [
      [-range + i * width, height],
      [-range + (i + 1) * width, height],
    ]
  })
}

/** The spectra of a noisy picture and of what is taken for its data, and where the one drowns in the noise. */
export interface Spectra {
  /** Power of xₜ by frequency, in cycles a picture. */
  readonly state: Spots
  /** α²·P of the data. */
  readonly data: Spots
  /** σ² */
  readonly floor: number
  /** From this frequency on nothing rises above the floor; in [0, ⌊n/2⌋ + 1]. */
  readonly drowns: number
  /** ⌊n/2⌋ */
  readonly finest: number
}

/**
 * @param state xₜ, [C·n·n]
 * @param data x₀, or x̂₀ where that is all that is known
 */
export function spectraOf(
  state: Float32Array,
  data: Float32Array,
  { channels, size }: PictureShape,
  at: Level,
): Spectra {
  const finest = Math.floor(size / 2)
  const [ofState, ofData] = [state, data].map((values) => pictureSpectrum(values, channels, size).power) as [
    Float64Array,
    Float64Array,
  ]
  const spots = (power: Float64Array, factor: number): Spots =>
    Array.from(power.subarray(0, finest + 1), (p, k) => [k, factor * p] as const)
  return {
    state: spots(ofState, 1),
    data: spots(ofData, at.signal ** 2),
    floor: at.noise ** 2,
    drowns: drowningFrequency(ofData, size, at),
    finest,
  }
}

/** Heights of a logarithmic axis that show the spectra: six decades at most. */
export function heightsOf({ state, data, floor }: Spectra): readonly [low: number, high: number] {
  const all = [...state, ...data]
    .map(([, y]) => y)
    .concat(floor)
    .filter((y) => y > 0)
  const decade = (y: number, round: (x: number) => number) => 10 ** round(Math.log10(y))
  const high = decade(Math.max(...all), Math.ceil)
  return [Math.max(high * 1e-7, decade(Math.min(...all), Math.floor)), high]
}

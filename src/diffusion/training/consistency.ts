import { levelOfSigma, type Process } from '../processes/process'
import { edmProcess } from '../processes/edm'
import { karrasTimes } from '../process-grid'
import { normalArray, uniformArray } from '../random'
import { choosePoints, type Points } from './examples'

/** σ̂ from which a student goes in one step, and the least, at which it says what it is given. */
export const studentProcess: Process = edmProcess({ sigmaMin: 0.01, sigmaMax: 40 })

/** Noise levels between which consistency is asked for, least first; Song et al. 2023, section 6.1, have 18 too. */
export const studentSigmas: readonly number[] = karrasTimes(studentProcess, 18).slice(0, -1).reverse()

/** What a student's step looks at, one example after another. */
export interface ConsistencyExamples {
  /** [B·2], x₀ + σ_n+1·ε. */
  readonly x: Float32Array
  /** [B], n: σ_n and σ_n+1 of `studentSigmas` are its two neighbours. */
  readonly below: Uint8Array
  /** [B], as in `Examples`. */
  readonly classes: Uint8Array
}

/** Examples of a student's step, keyed as those of its teacher are, under samples of their own. */
export function drawConsistency(spec: { readonly seed: number; readonly batch: number; readonly dropClass: number }, points: Points, step: number): ConsistencyExamples {
  const { seed, batch } = spec
  const { points: x, classes } = choosePoints(spec, points, step, 1)
  const u = uniformArray({ seed, purpose: 'times', step, sample: 1 }, batch)
  const eps = normalArray({ seed, purpose: 'noise', step, sample: 1 }, 2 * batch)
  const below = Uint8Array.from(u, value => Math.floor(value * (studentSigmas.length - 1)))
  return { x: x.map((x0, k) => x0 + (studentSigmas[(below[k >> 1] ?? NaN) + 1] ?? NaN) * (eps[k] ?? NaN)), below, classes }
}

/** The levels of `studentSigmas`. */
export const studentLevels = studentSigmas.map(sigma => levelOfSigma(studentProcess, sigma))

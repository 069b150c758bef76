import { integerIn } from '../bounds'
import type { Reals } from '../oracle'

/** Neighbouring t of the bound whose terms are estimated together: all integers from `first` to `last`. */
export interface Stratum {
  readonly first: number
  readonly last: number
}

/** How many t a stratum has. */
export const sizeOf = ({ first, last }: Stratum): number => last - first + 1

/**
 * Divides 1…T into strata that are of about equal width on a logarithmic axis. The bound's terms fall by orders of magnitude over the
 * first few t (Nichol & Dhariwal 2021, figure 2), so that these have a stratum each.
 *
 * @param T an integer in [1, 10000].
 * @param count an integer in [1, T].
 */
export function logStrata(T: number, count: number): Stratum[] {
  integerIn('T', T, 1, 10000)
  integerIn('The number of strata', count, 1, T)
  let last = 0
  return Array.from({ length: count }, (_, i) => {
    const first = last + 1
    const left = count - 1 - i // strata after this one, of one t at least
    last = Math.min(T - left, Math.max(first, Math.round(T ** ((i + 1) / count))))
    return { first, last }
  })
}

/** The t of a stratum that a uniform number draws. @param u in [0, 1). */
export const drawFrom = ({ first, last }: Stratum, u: number): number =>
  Math.min(last, first + Math.floor(u * (last - first + 1)))

/** One measured term: at which t, in whatever unit. */
export interface MeasuredTerm {
  readonly t: number
  readonly value: number
}

/** What was measured of the terms of one stratum. */
export interface StratumMean extends Stratum {
  readonly count: number
  /** Of one term; NaN where nothing was measured. */
  readonly mean: number
  /** Standard error of the mean; NaN below two measurements. */
  readonly error: number
  /** Mean of the squared terms, E[L_t²]; NaN where nothing was measured. */
  readonly meanSquare: number
}

/** The sum of the terms 1…T, as far as a stratified sample of them tells it. */
export interface StratifiedSum {
  readonly strata: readonly StratumMean[]
  /** Σ n_k·mean_k; NaN until every stratum was measured. */
  readonly total: number
  /** Standard error of the total, √Σ n_k²·s_k²/m_k; NaN until every stratum was measured twice. */
  readonly error: number
}

function meanOf(stratum: Stratum, values: Reals): StratumMean {
  const count = values.length
  let [sum, squares, spread] = [0, 0, 0]
  for (const value of values) sum += value
  const mean = sum / count
  for (const value of values) {
    squares += value ** 2
    spread += (value - mean) ** 2
  }
  return {
    ...stratum,
    count,
    mean,
    error: count > 1 ? Math.sqrt(spread / (count - 1) / count) : NaN,
    meanSquare: squares / count,
  }
}

/**
 * The estimate of Σ_t L_t from terms at random t. In each stratum t is uniform, and each term has its own noise, so that the mean of
 * what is measured is the mean of its terms: the estimate is without bias, whatever the number of measurements of each stratum, as
 * long as it does not depend on their values. Cochran 1977 ("Sampling techniques"), eq. 5.1 and 5.12, of independent draws.
 *
 * @param strata that cover 1…T.
 * @param terms in any order.
 * @throws RangeError if a term is of no stratum.
 */
export function stratifiedSum(strata: readonly Stratum[], terms: readonly MeasuredTerm[]): StratifiedSum {
  const values = strata.map((): number[] => [])
  for (const { t, value } of terms) {
    const stratumValues = values[strata.findIndex(({ first, last }) => first <= t && t <= last)]
    if (!stratumValues) throw new RangeError(`t = ${t} is in none of the strata.`)
    stratumValues.push(value)
  }
  const means = strata.map((stratum, k) => meanOf(stratum, Float64Array.from(values[k] ?? [])))
  const sum = (of: (mean: StratumMean) => number) => means.reduce((total, mean) => total + of(mean), 0)
  return {
    strata: means,
    total: sum((mean) => sizeOf(mean) * mean.mean),
    error: Math.sqrt(sum((mean) => (sizeOf(mean) * mean.error) ** 2)),
  }
}

/** How t is drawn when one random term, L_t/p_t, estimates the whole sum, and how far such an estimate is off. */
export interface ImportanceOfStrata {
  /** p_t of every t of a stratum, in its order; Σ n_k·p_k = 1. */
  readonly probabilities: readonly number[]
  /** Standard deviation of L_t/p_t of one t that is drawn so. */
  readonly deviation: number
  /** The same of one uniform t, T·L_t. */
  readonly uniformDeviation: number
}

/**
 * The importance sampler over t that the measured terms ask for, p_t ∝ √E[L_t²] (Nichol & Dhariwal 2021, section 3.3), the same for all
 * t of a stratum. `drawProbabilities` is the same of a training's last losses.
 *
 * @returns undefined until every stratum was measured, or where all terms are 0.
 */
export function importanceOfStrata({ strata, total }: StratifiedSum): ImportanceOfStrata | undefined {
  const T = strata.reduce((sum, stratum) => sum + sizeOf(stratum), 0)
  const roots = strata.reduce((sum, stratum) => sum + sizeOf(stratum) * Math.sqrt(stratum.meanSquare), 0)
  if (!(roots > 0)) return undefined
  const squares = strata.reduce((sum, stratum) => sum + sizeOf(stratum) * stratum.meanSquare, 0)
  const deviation = (second: number) => Math.sqrt(Math.max(0, second - total ** 2))
  return {
    probabilities: strata.map(({ meanSquare }) => Math.sqrt(meanSquare) / roots),
    deviation: deviation(roots ** 2),
    uniformDeviation: deviation(T * squares),
  }
}

import {
  importanceOfStrata,
  priorTerm,
  sizeOf,
  stratifiedSum,
  type StratumMean,
  type StratifiedSum,
  type Variance,
} from '../../diffusion'
import { ladderOf, strataOf, type Subject, type TermRow } from './terms'

/** All three, in the order in which the page shows them. */
const VARIANCES: readonly Variance[] = ['beta', 'beta-tilde', 'learned']

/** A number of which a standard error is known, or not yet: NaN. */
interface Estimate {
  readonly value: number
  readonly error: number
}

/** What is known of the bound with one reverse variance, in bits per dimension. */
export interface BoundOf {
  readonly variance: Variance
  readonly sum: StratifiedSum
  /** L_0, the decoder's. */
  readonly decoder: Estimate
  /** L_1 + … + L_{T−1}. */
  readonly steps: Estimate
  /** L_T, which is known exactly. */
  readonly prior: number
  /** All of it. */
  readonly total: Estimate
}

/** A bound with the name that the page gives it. */
export interface NamedBound {
  readonly name: string
  readonly bound: BoundOf
}

/** The middle of a stratum on a logarithmic axis. */
export const middleOf = ({ first, last }: Pick<StratumMean, 'first' | 'last'>): number => Math.sqrt(first * last)

function boundOf(variance: Variance, sum: StratifiedSum, prior: number): BoundOf {
  const [first, ...rest] = sum.strata
  const stepsTotal = rest.reduce((total, mean) => total + sizeOf(mean) * mean.mean, 0)
  const stepsError = Math.sqrt(rest.reduce((total, mean) => total + (sizeOf(mean) * mean.error) ** 2, 0))
  return {
    variance,
    sum,
    decoder: { value: first?.mean ?? NaN, error: first?.error ?? NaN },
    steps: { value: stepsTotal, error: stepsError },
    prior,
    total: { value: prior + sum.total, error: sum.error },
  }
}

/** L_T of the subject: nothing is learned in it, and nothing asked. */
export function priorOf({ model: { schedule }, x0 }: Subject): number {
  const end = ladderOf(schedule).at(-1)
  if (!end) throw new RangeError('A schedule has at least one step.')
  return priorTerm(x0, end)
}

/** The bound by each variance that the network has, from what was measured. All three from the same answers. */
export function boundsOf(subject: Subject, rows: readonly TermRow[]): readonly BoundOf[] {
  const strata = strataOf(subject.model.schedule)
  const prior = priorOf(subject)
  return VARIANCES.filter((variance) => variance !== 'learned' || subject.model.learned).map((variance) =>
    boundOf(
      variance,
      stratifiedSum(
        strata,
        rows.map((row) => ({ t: row.t, value: row[variance] ?? NaN })),
      ),
      prior,
    ),
  )
}

/** The importance sampler that the bound asks for, of the learned variance where there is one: it is what L_vlb trains. */
export function importanceOf(bounds: readonly BoundOf[]) {
  const bound = bounds.at(-1)
  const importance = bound && importanceOfStrata(bound.sum)
  return bound && importance && { ...importance, variance: bound.variance, strata: bound.sum.strata }
}

import { rmsDifference } from '../../diffusion'
import { type Fitted, fitTerms, type FitTerm } from './fit'
import { toHalf } from './half'
import { type Mistake, type StepFacts, wrongSteps } from './mistakes'

/** The step at which a program parts from the page: the page's exact numbers of it, for one picture. */
export interface KnownStep {
  /** The state to which the page's step leads, [C·H·W]. */
  readonly next: Float32Array
  /** The terms of its sum; none where it is no single sum. */
  readonly terms: readonly FitTerm[]
  /** Standard normal noise of this step, drawn or not. */
  readonly z: Float32Array
  /** Of a sampler whose mistakes have names: DDPM and DDIM on a schedule. */
  readonly facts?: StepFacts | undefined
}

/** What explains a student's state. */
interface Explanation {
  readonly cause: Mistake | 'half' | 'own-noise' | 'noise-added'
  /** What it leaves unexplained, as a root mean square. */
  readonly rest: number
}

export interface Diagnosis {
  /** How far the student's state is from the page's, as a root mean square. */
  readonly difference: number
  /** Explains the state to rounding. */
  readonly certain?: Explanation
  /** The nearest of what explains it not to rounding, but most of it. */
  readonly nearest?: Explanation
  /** Coefficients that fit the student's state best, beside the page's. */
  readonly fit: readonly Fitted[]
  readonly fitRest: number
}

/** An explanation to rounding leaves at most this share of the difference, beside what was there before the step. */
const CERTAIN_SHARE = 0.02
const NEAR_SHARE = 0.5

/** The correlation of neighbouring values: of white noise 0, within about 1/√n. */
function neighbourCorrelation(values: Float32Array): number {
  let [product, square] = [0, 0]
  for (let i = 1; i < values.length; i++) {
    product += (values[i] ?? 0) * (values[i - 1] ?? 0)
    square += (values[i] ?? 0) ** 2
  }
  return square === 0 ? 1 : product / square
}

/** The cosine of the angle between two arrays. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, squares] = [0, [0, 0] as [number, number]]
  a.forEach((value, i) => {
    const other = b[i] ?? NaN
    product += value * other
    squares = [squares[0] + value ** 2, squares[1] + other ** 2]
  })
  return product / Math.sqrt(squares[0] * squares[1])
}

/** Whether what the student's state has beyond the page's mean is noise of another draw. */
function otherNoise({ facts, next, terms, z }: KnownStep, student: Float32Array): Explanation['cause'] | undefined {
  const fresh = terms.filter(({ part }) => part === 'z' || part === 'fresh')
  const mean = next.map((value, i) =>
    fresh.reduce((v, { coefficient, value: z }) => v - coefficient * (z[i] ?? NaN), value),
  )
  const beyond = student.map((value, i) => value - (mean[i] ?? NaN))
  if (student.length < 100 || Math.abs(neighbourCorrelation(beyond)) > 4 / Math.sqrt(student.length)) return undefined
  if (Math.abs(cosine(beyond, z)) > 4 / Math.sqrt(student.length)) return undefined // it is of the page's draw
  const size = Math.sqrt(beyond.reduce((sum, value) => sum + value ** 2, 0) / beyond.length)
  const expected = Math.abs(fresh[0]?.coefficient ?? 0)
  if (expected > 0) return Math.abs(size / expected - 1) < 5 / Math.sqrt(student.length) ? 'own-noise' : undefined
  const most = facts ? 1.2 * Math.max(facts.recipe.from.noise, 1e-3) : 1
  return size <= most ? 'noise-added' : undefined
}

/** What the coefficients say by themselves, of any sampler, where they explain the state: the factor of the fresh noise. */
function readFit(fit: readonly Fitted[]): Explanation['cause'] | undefined {
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 0.01 * Math.max(Math.abs(b), 0.01)
  const off = fit.filter(({ coefficient, student }) => !isNear(student, coefficient))
  const [term] = off
  if (off.length !== 1 || !term || (term.part !== 'z' && term.part !== 'fresh')) return undefined
  if (term.coefficient === 0) return 'noise-at-end'
  if (isNear(term.student, 0)) return 'no-noise'
  return isNear(term.student, term.coefficient ** 2) ? 'variance-as-deviation' : undefined
}

/** The terms to fit: the page's, and fresh noise where the page draws none. */
const fitted = ({ terms, z }: KnownStep): readonly FitTerm[] =>
  terms.some(({ part }) => part === 'z' || part === 'fresh')
    ? terms
    : [...terms, { part: 'z', index: 0, coefficient: 0, value: z }]

/**
 * What explains the state to which a student's program came in one step from a state that agrees with the page's.
 *
 * @param before how far the states agree from which both step, as a root mean square
 */
export function diagnose(step: KnownStep, student: Float32Array, before: number): Diagnosis {
  const { next, facts } = step
  const difference = rmsDifference(student, next)
  const wrong = facts ? wrongSteps(facts).map(({ mistake, next: other }) => ({ cause: mistake, next: other })) : []
  const [best] = [...wrong, { cause: 'half' as const, next: next.map(toHalf) }]
    .map(({ cause, next: other }): Explanation => ({ cause, rest: rmsDifference(student, other) }))
    .toSorted((a, b) => a.rest - b.rest)
  const { terms: fit, rest: fitRest } =
    step.terms.length > 0 ? fitTerms(fitted(step), student) : { terms: [], rest: difference }
  const measures = { difference, fit, fitRest }
  if (best && best.rest <= Math.max(CERTAIN_SHARE * difference, Math.min(4 * before, 0.2 * difference)))
    return { ...measures, certain: best }
  const reading = fit.length > 0 && fitRest <= CERTAIN_SHARE * difference ? readFit(fit) : undefined
  if (reading) return { ...measures, certain: { cause: reading, rest: fitRest } }
  const noise = otherNoise(step, student)
  if (noise) return { ...measures, certain: { cause: noise, rest: difference } }
  return best && best.rest <= NEAR_SHARE * difference ? { ...measures, nearest: best } : measures
}

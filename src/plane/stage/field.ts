import type { Level } from '../../diffusion'
import type { EvaluateRequest, Evaluation } from '../../engine/plane/protocol'
import { medianSize } from './arrows'
import { type FieldQuestion, type Needs, needsOf } from './field-question'
import { latticePoints } from './lattice'

/** What is known over the view at one level: of each node, [n²] or [n²·2]. What was not asked for is absent. */
export interface Field {
  readonly question: FieldQuestion
  /** log q(x_t), in nats, of the exact answer. */
  readonly logDensity?: Float32Array
  /** What the arrows are along, in shown coordinates. */
  readonly vectors?: Float32Array
  /** The middle size of these, of which an arrow is half as long as the longest. */
  readonly middleSize?: number
  /** ‖ε̂ − ε̂*‖ of the network against the exact answer, ≥ 0. */
  readonly error?: Float32Array
  /** p(class 1 | x_t), in [0, 1]. */
  readonly classOne?: Float32Array
  /** log q(x_t) by the probability flow. */
  readonly likelihood?: Float32Array
  /** Of all that was asked, in milliseconds. */
  readonly ms: number
}

/** Who answers. */
export interface Answers {
  evaluate(request: EvaluateRequest): Promise<Evaluation>
  /** log q(x_t) of each point by the probability flow. */
  likelihood(request: EvaluateRequest): Promise<Float32Array>
}

/** Asks for all that a field needs; the same question is asked once. @throws what the answerer throws */
export async function askField(answers: Answers, question: FieldQuestion, learned: boolean): Promise<Field> {
  const begun = performance.now()
  const { at, scale } = question
  const points = latticePoints(question, scale)
  const asked = new Map<string, Promise<Evaluation>>()
  const ask = async (of: Needs['exact']): Promise<Evaluation | undefined> => {
    if (!of) return undefined
    const name = JSON.stringify(of)
    const known = asked.get(name) ?? answers.evaluate({ ...of, points, at })
    asked.set(name, known)
    return known
  }
  const needs = needsOf(question, learned)
  const { answerer, process, guidance } = question
  const likelihood = question.heatMap === 'likelihood' && (answerer === 'exact' || learned) ? answers.likelihood({ answerer, process, guidance, points, at }) : Promise.resolve(undefined)
  const [exact, arrows, judged, truth, zero, one, flow] = await Promise.all(
    [ask(needs.exact), ask(needs.arrows), ask(needs.judged), ask(needs.truth), ask(needs.classes?.[0]), ask(needs.classes?.[1]), likelihood] as const)
  return {
    question,
    ...(exact?.logDensity && { logDensity: exact.logDensity }),
    ...(arrows && arrowsOf(question.arrows === 'velocity' ? velocities(points, arrows, at) : arrows.score.map((s) => s * scale))),
    ...(judged && truth && { error: errors(judged, truth, at) }),
    ...(zero?.logDensity && one?.logDensity && { classOne: classShares(zero.logDensity, one.logDensity, question.odds) }),
    ...(flow && { likelihood: flow }),
    ms: performance.now() - begun,
  }
}

const arrowsOf = (vectors: Float32Array) => ({ vectors, middleSize: medianSize(vectors) })

/**
 * Velocity of the probability flow towards data in shown coordinates, of which every process has the same: x_t/√(α²+σ²) =
 * cos φ·x₀ + sin φ·ε with tan φ = σ/α, so that its velocity by −φ is sin φ·x̂₀ − cos φ·ε̂ (that is −v̂: Salimans & Ho 2022).
 *
 * @param points [M·2] x_t, of the process.
 */
export function velocities(points: Float32Array, { x0Hat }: Pick<Evaluation, 'x0Hat'>, { signal, noise }: Level): Float32Array {
  const scale = Math.hypot(signal, noise)
  const [cos, sin] = [signal / scale, noise / scale]
  return x0Hat.map((x0, k) => sin * x0 - (cos * ((points[k] ?? NaN) - signal * x0)) / noise)
}

/** ‖ε̂ − ε̂*‖ of each point, by ε̂ = −σ·s. */
export function errors(judged: Pick<Evaluation, 'score'>, truth: Pick<Evaluation, 'score'>, { noise }: Level): Float32Array {
  const difference = (k: number) => noise * ((judged.score[k] ?? NaN) - (truth.score[k] ?? NaN))
  return Float32Array.from({ length: truth.score.length / 2 }, (_, i) => Math.hypot(difference(2 * i), difference(2 * i + 1)))
}

/** p(class 1 | x_t) by Bayes' rule: its logit is log q(x_t | 1) − log q(x_t | 0) + log(N₁/N₀). */
export function classShares(zero: Float32Array, one: Float32Array, odds: number): Float32Array {
  return zero.map((logDensity, i) => 1 / (1 + Math.exp(logDensity - (one[i] ?? NaN)) / odds))
}

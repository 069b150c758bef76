import { type Level, logSnr, type Process, timeOf } from '../../diffusion'
import type { EvaluateRequest, Evaluation } from '../../engine/protocol/plane'
import { medianSize } from './arrows'
import { type FieldQuestion, type Needs, needsOf } from './field-question'
import { latticePoints } from './lattice'
import { processOf } from '../path'
import { shownLogDensity } from '../scale'

/** A field over the view at one level: arrays over the nodes, [n²] or [n²·2]. What was not asked for is absent. */
export interface Field {
  readonly question: FieldQuestion
  /** log q(x_t) by the exact answer, in nats, of states as they are shown. */
  readonly logDensity?: Float32Array
  /** The vectors that the arrows show, in shown coordinates. */
  readonly vectors?: Float32Array
  /** Their median size, at which an arrow is half as long as the longest. */
  readonly middleSize?: number
  /** ‖ε̂ − ε̂*‖ of the network against the exact answer, ≥ 0. */
  readonly error?: Float32Array
  /** p(class 1 | x_t), in [0, 1]. */
  readonly classOne?: Float32Array
  /** How long all answers took, in milliseconds. */
  readonly ms: number
}

/** Evaluates questions: the engine, or a substitute in tests. */
export interface Answers {
  evaluate(request: EvaluateRequest): Promise<Evaluation>
}

/** Asks for all that a field needs, the same question only once. @throws what the answerer throws */
export async function askField(answers: Answers, question: FieldQuestion, learned: boolean): Promise<Field> {
  const startTime = performance.now()
  const { at, scale } = question
  const points = latticePoints(question, scale)
  const answersByName = new Map<string, Promise<Evaluation>>()
  const ask = async (request: Needs['exact']): Promise<Evaluation | undefined> => {
    if (!request) return undefined
    const name = JSON.stringify(request)
    const answer = answersByName.get(name) ?? answers.evaluate({ ...request, points, at })
    answersByName.set(name, answer)
    return answer
  }
  const needs = needsOf(question, learned)
  const [exact, arrows, judged, truth, zero, one] = await Promise.all([
    ask(needs.exact),
    ask(needs.arrows),
    ask(needs.judged),
    ask(needs.truth),
    ask(needs.classes?.[0]),
    ask(needs.classes?.[1]),
  ] as const)
  return {
    question,
    ...(exact?.logDensity && { logDensity: shownLogDensity(exact.logDensity, scale) }),
    ...(arrows &&
      arrowsOf(
        question.arrows === 'velocity'
          ? velocities(
              processOf({ process: question.process.id, schedule: question.process.schedule }),
              points,
              arrows,
              at,
            )
          : arrows.score.map((s) => s * scale),
      )),
    ...(judged && truth && { error: errors(judged, truth, at) }),
    ...ofOneClass(question),
    ...(zero?.logDensity &&
      one?.logDensity && { classOne: classShares(zero.logDensity, one.logDensity, question.odds) }),
    ms: performance.now() - startTime,
  }
}

/** The class of every node if all points are of one class. */
const ofOneClass = ({ n, heatMap, classes, odds }: FieldQuestion) =>
  (heatMap === 'class' || classes) && (odds === 0 || odds === Infinity)
    ? { classOne: new Float32Array(n * n).fill(odds === 0 ? 0 : 1) }
    : {}

const arrowsOf = (vectors: Float32Array) => ({ vectors, middleSize: medianSize(vectors) })

/** The slopes of α and σ as they are shown, by the angle φ with tan φ = σ/α; for α²+σ² = 1 they are −sin φ and cos φ. */
function slopes(process: Process, at: Level): { readonly bySignal: number; readonly byNoise: number } {
  const { signal, noise } = at
  const power = signal ** 2 + noise ** 2
  if (power > 1.0001) return { bySignal: -noise / Math.sqrt(power), byNoise: signal / Math.sqrt(power) } // shown at α²+σ² = 1
  const { dSignal, dNoise } = process.scales(timeOf(process, logSnr(at)))
  const perAngle = power / (dNoise * signal - noise * dSignal)
  return { bySignal: perAngle * dSignal, byNoise: perAngle * dNoise }
}

/**
 * The velocity of the probability flow towards data, in shown coordinates: −(α'·x̂₀ + σ'·ε̂). The derivatives are by the angle φ
 * with tan φ = σ/α, which makes processes comparable. For α²+σ² = 1 it is −v̂ (Salimans & Ho 2022); for a flow it is along x̂₀ − ε̂.
 *
 * @param points [M·2], x_t as the process has it.
 */
export function velocities(
  process: Process,
  points: Float32Array,
  { x0Hat }: Pick<Evaluation, 'x0Hat'>,
  at: Level,
): Float32Array {
  const { bySignal, byNoise } = slopes(process, at)
  return x0Hat.map((x0, k) => -bySignal * x0 - (byNoise * ((points[k] ?? NaN) - at.signal * x0)) / at.noise)
}

/** ‖ε̂ − ε̂*‖ at each point, from the scores by ε̂ = −σ·s. */
export function errors(
  judged: Pick<Evaluation, 'score'>,
  truth: Pick<Evaluation, 'score'>,
  { noise }: Level,
): Float32Array {
  const difference = (k: number) => noise * ((judged.score[k] ?? NaN) - (truth.score[k] ?? NaN))
  return Float32Array.from({ length: truth.score.length / 2 }, (_, i) =>
    Math.hypot(difference(2 * i), difference(2 * i + 1)),
  )
}

/** p(class 1 | x_t) by Bayes' rule: its logit is log q(x_t | 1) − log q(x_t | 0) + log(N₁/N₀). */
export function classShares(zero: Float32Array, one: Float32Array, odds: number): Float32Array {
  return zero.map((logDensity, i) => 1 / (1 + Math.exp(logDensity - (one[i] ?? NaN)) / odds))
}

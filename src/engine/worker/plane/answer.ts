import { type Denoised, type Denoiser, type Level } from '../../../diffusion'
import {
  columns,
  dataPosterior,
  readPacked,
  scoped,
  type Tensor,
  type Tensor2D,
  tensorAlgebra,
  uploadPoints,
} from '../../../network'
import { composeChanges } from '../changes'
import { checkComputed, checkEvaluate } from './check'
import { PlaneFault } from './fault'
import type { Trainer } from './learning/trainer'
import type { PlacedPoints } from './points'
import type { EvaluateRequest, Evaluation, Question } from '../../protocol/plane'

/** What answers a question: the points, exactly, or a network that learned from them. */
export interface Answerers {
  readonly points: PlacedPoints
  readonly trainer: Trainer
}

/** The exact denoiser of points: E[x₀ | x_t], and the ε̂ that follows from it. */
function exactDenoiser(points: Tensor2D): Denoiser<Tensor> {
  return (x, at) => denoisedBy(dataPosterior(x as Tensor2D, points, at), x, at)
}

/** x̂₀ out of `dataPosterior`, and ε̂ = (x − α·x̂₀)/σ; ε̂ is 0 where σ is, as `oracleDenoiser` has it. */
function denoisedBy(posterior: Tensor2D, x: Tensor, { signal, noise }: Level): Denoised<Tensor> {
  const x0Hat = columns(posterior, 0, 2)
  return {
    x0Hat,
    epsHat:
      noise === 0 ? tensorAlgebra.combine([0, x]) : tensorAlgebra.combine([1 / noise, x], [-signal / noise, x0Hat]),
  }
}

/** ∇ log p(label | x_t) = s_label − s, s_label being the score of the class's points and s of all: the gradient of log p(label) is 0. */
function classGradient({ points }: Answerers, label: 0 | 1 | null): (x: Tensor, at: Level) => Tensor {
  const [ofClass, ofAll] = [points.of(label), points.of(null)]
  return (x, at) => {
    const x0Hat = (of: Tensor2D) => columns(dataPosterior(x as Tensor2D, of, at), 0, 2)
    const scale = at.signal / at.noise ** 2
    return tensorAlgebra.combine([scale, x0Hat(ofClass)], [-scale, x0Hat(ofAll)])
  }
}

/** The denoiser that a question names, conditioned on a class (null: on none). @throws PlaneFault if there is no such network */
function conditioned({ answerer }: Question, { points, trainer }: Answerers, label: 0 | 1 | null): Denoiser<Tensor> {
  if (answerer === 'exact') return exactDenoiser(points.of(label))
  const network = trainer.denoiser(answerer, label)
  if (!network) throw new PlaneFault(answerer === 'network' ? 'plane-no-network' : 'plane-no-student')
  return network
}

/**
 * The guided denoiser that a question asks for, over levels of any process. A student cannot be guided: it says where the flow
 * of a class, or of all points, ends, and a mixture of two ends is the end of no flow.
 *
 * @param countNfe is called at every evaluation of a denoiser
 * @throws PlaneFault if there is no such network, or a student is to be guided
 */
export function denoiserOf(
  question: Question,
  answerers: Answerers,
  countNfe: () => void = () => undefined,
): Denoiser<Tensor> {
  const counted =
    (denoise: Denoiser<Tensor>): Denoiser<Tensor> =>
    (x, at) => {
      countNfe()
      return denoise(x, at)
    }
  if (question.answerer === 'student') {
    const single = unguidedLabel(question)
    if (single === undefined) throw new PlaneFault('plane-student-guided')
    return counted(conditioned(question, answerers, single))
  }
  const conditionedOn = (label: number | null) => counted(conditioned(question, answerers, classOf(label)))
  return composeChanges(question.changes, {
    conditioned: () => conditionedOn(question.label),
    conditionedOn,
    onProcess: (denoiser) => denoiser, // an answer here is for any level
    prediction: 'epsilon',
    gradient: () => classGradient(answerers, question.label),
  })
}

/** A class of the plane, or null for all points. @throws PlaneFault if there is no such class */
function classOf(label: number | null): 0 | 1 | null {
  if (label === null || label === 0 || label === 1) return label
  throw new PlaneFault('plane-no-class', { label })
}

/** The class whose own answer is asked for, or null for that of all points; undefined where guidance mixes two answers. */
export function unguidedLabel({ label, changes: [guidance, ...more] }: Question): 0 | 1 | null | undefined {
  if (!guidance) return label
  if (more.length > 0 || !('scale' in guidance)) return undefined
  if (label === null || guidance.scale === 0) return null
  return guidance.scale === 1 ? label : undefined
}

/** Pairs of a state and a point that are computed without a pause to hear messages: less than a second on any machine. */
const PAIRS_AT_ONCE = 2 ** 26

/**
 * Answers at any points, by one read-back unless there are very many.
 *
 * @param isWanted is asked before every part but the first; the part is computed only if it resolves to true
 * @returns undefined if the answer was no longer wanted
 * @throws PlaneFault if the request has no answer
 */
export async function evaluate(
  request: EvaluateRequest,
  answerers: Answerers,
  isWanted: () => Promise<boolean>,
): Promise<Evaluation | undefined> {
  const started = performance.now()
  checkEvaluate(request)
  const { points } = request
  const rows = Math.max(1, Math.floor(PAIRS_AT_ONCE / answerers.points.set.labels.length))
  const parts: Float32Array[][] = []
  for (let first = 0; first < points.length; first += 2 * rows) {
    if (first > 0 && !(await isWanted())) return undefined
    parts.push(await evaluatePart(request, points.subarray(first, first + 2 * rows), answerers))
  }
  const joined = (column: number) => concatenated(parts.map((part) => part[column] ?? new Float32Array()))
  const [score, x0Hat, logDensity] = [joined(0), joined(1), joined(2)]
  checkComputed(score, x0Hat, logDensity)
  return { score, x0Hat, ...(logDensity.length > 0 && { logDensity }), ms: performance.now() - started }
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Score, x̂₀ and, where the answer has a density, its logarithm, by one read-back. A student has neither score nor density. */
async function evaluatePart(
  { at, ...question }: EvaluateRequest,
  points: Float32Array,
  answerers: Answerers,
): Promise<Float32Array[]> {
  const label = unguidedLabel(question)
  const ofPoints = question.answerer === 'exact' && label !== undefined ? answerers.points.of(label) : undefined
  const denoise = denoiserOf(question, answerers)
  const values: Float32Array[] = []
  await scoped(async () => {
    const x = uploadPoints(points)
    const posterior = ofPoints && dataPosterior(x, ofPoints, at)
    const { x0Hat, epsHat } = posterior ? denoisedBy(posterior, x, at) : denoise(x, at)
    if (question.answerer === 'student') values.push(new Float32Array(), ...(await readPacked([x0Hat])))
    else {
      const score = tensorAlgebra.combine([-1 / at.noise, epsHat])
      values.push(...(await readPacked([score, x0Hat, ...(posterior ? [columns(posterior, 2, 1)] : [])])))
    }
    return []
  })
  return values
}

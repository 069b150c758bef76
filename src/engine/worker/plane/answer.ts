import { type Denoised, type Denoiser, type Level } from '../../../diffusion'
import {
  columns,
  posteriorOfPoints,
  readPacked,
  scoped,
  type Tensor,
  type Tensor2D,
  tensorAlgebra,
  uploadPoints,
} from '../../../network'
import { composed } from '../changes'
import { checkComputed, checkEvaluate } from './check'
import { PlaneFault } from './fault'
import type { Learner } from './learner'
import type { PlacedPoints } from './points'
import type { EvaluateRequest, Evaluation, Question } from '../../protocol/plane'

/** What the worker holds that can answer a question: the points, by the exact answer, and the network that learns. */
export interface Workspace {
  readonly points: PlacedPoints
  readonly learner: Learner
}

/** E[x₀ | x_t] of points, and the ε̂ that belongs to it; 0 where there is no noise, as of `oracleDenoiser`. */
function exact(points: Tensor2D): Denoiser<Tensor> {
  return (x, at) => denoisedOf(x, posteriorOfPoints(x as Tensor2D, points, at), at)
}

/** x̂₀ out of what the points say, and its ε̂. */
function denoisedOf(x: Tensor, said: Tensor2D, { signal, noise }: Level): Denoised<Tensor> {
  const x0Hat = columns(said, 0, 2)
  return {
    x0Hat,
    epsHat:
      noise === 0 ? tensorAlgebra.combine([0, x]) : tensorAlgebra.combine([1 / noise, x], [-signal / noise, x0Hat]),
  }
}

/** ∇ log p(label | x_t) = s_label − s: the scores of the class's points and of all, of which priors drop out. */
function classGradient({ points }: Workspace, label: 0 | 1 | null): (x: Tensor, at: Level) => Tensor {
  const [ofClass, ofAll] = [points.of(label), points.of(null)]
  return (x, at) => {
    const x0Hat = (of: Tensor2D) => columns(posteriorOfPoints(x as Tensor2D, of, at), 0, 2)
    const scale = at.signal / at.noise ** 2
    return tensorAlgebra.combine([scale, x0Hat(ofClass)], [-scale, x0Hat(ofAll)])
  }
}

/** Whom a question names, told a class. @throws PlaneFault if there is none such. */
function told({ answerer }: Question, { points, learner }: Workspace, label: 0 | 1 | null): Denoiser<Tensor> {
  if (answerer === 'exact') return exact(points.of(label))
  const learned = learner.denoiser(answerer, label)
  if (!learned) throw new PlaneFault(answerer === 'network' ? 'plane-no-network' : 'plane-no-student')
  return learned
}

/**
 * What samplers of a question ask: a denoiser over levels of any process, guided. A student says where the flow of a class, or
 * of all points, ends: no mixture of two ends is one.
 *
 * @throws PlaneFault if there is nobody to ask, or it is such a mixture that is asked for.
 */
export function denoiserOf(
  question: Question,
  workspace: Workspace,
  countNfe: () => void = () => undefined,
): Denoiser<Tensor> {
  const counted =
    (denoise: Denoiser<Tensor>): Denoiser<Tensor> =>
    (x, at) => {
      countNfe()
      return denoise(x, at)
    }
  if (question.answerer === 'student') {
    const alone = plainLabel(question)
    if (alone === undefined) throw new PlaneFault('plane-student-guided')
    return counted(told(question, workspace, alone))
  }
  const toldTo = (label: number | null) => counted(told(question, workspace, classOf(label)))
  return composed(question.changes, {
    wanted: () => toldTo(question.label),
    told: toldTo,
    onProcess: (own) => own, // whoever answers here does so at any level
    prediction: 'epsilon',
    gradient: () => classGradient(workspace, question.label),
  })
}

/** @throws PlaneFault if it is no class of the plane. */
function classOf(label: number | null): 0 | 1 | null {
  if (label === null || label === 0 || label === 1) return label
  throw new PlaneFault('plane-no-class', { label })
}

/** The class of which an answer is, or null, of all; undefined where guidance makes it nobody's. */
export function plainLabel({ label, changes: [guidance, ...more] }: Question): 0 | 1 | null | undefined {
  if (!guidance) return label
  if (more.length > 0 || !('scale' in guidance)) return undefined
  if (label === null || guidance.scale === 0) return null
  return guidance.scale === 1 ? label : undefined
}

/** Pairs of a state and a point that are computed without looking up: less than a second, wherever it is. */
const PAIRS_AT_ONCE = 2 ** 26

/**
 * Answers at any points; by one read-back, if they are not very many.
 *
 * @param wanted asked before every part but the first, which begins only if it resolves to true.
 * @returns undefined if it was no longer wanted.
 * @throws PlaneFault if the request has no answer.
 */
export async function evaluate(
  request: EvaluateRequest,
  workspace: Workspace,
  wanted: () => Promise<boolean>,
): Promise<Evaluation | undefined> {
  const started = performance.now()
  checkEvaluate(request)
  const { points } = request
  const rows = Math.max(1, Math.floor(PAIRS_AT_ONCE / workspace.points.set.labels.length))
  const parts: Float32Array[][] = []
  for (let first = 0; first < points.length; first += 2 * rows) {
    if (first > 0 && !(await wanted())) return undefined
    parts.push(await evaluatePart(request, points.subarray(first, first + 2 * rows), workspace))
  }
  const whole = (column: number) => joined(parts.map((part) => part[column] ?? new Float32Array()))
  const [score, x0Hat, logDensity] = [whole(0), whole(1), whole(2)]
  checkComputed(score, x0Hat, logDensity)
  return { score, x0Hat, ...(logDensity.length > 0 && { logDensity }), ms: performance.now() - started }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Score, x̂₀ and, where there is one, the density's logarithm: by one read-back. */
async function evaluatePart(
  { at, ...question }: EvaluateRequest,
  points: Float32Array,
  workspace: Workspace,
): Promise<Float32Array[]> {
  const label = plainLabel(question)
  const ofPoints = question.answerer === 'exact' && label !== undefined ? workspace.points.of(label) : undefined
  const denoise = denoiserOf(question, workspace)
  const values: Float32Array[] = []
  await scoped(async () => {
    const x = uploadPoints(points)
    const said = ofPoints && posteriorOfPoints(x, ofPoints, at)
    const { x0Hat, epsHat } = said ? denoisedOf(x, said, at) : denoise(x, at)
    if (question.answerer === 'student') values.push(new Float32Array(), ...(await readPacked([x0Hat])))
    else
      values.push(
        ...(await readPacked([
          tensorAlgebra.combine([-1 / at.noise, epsHat]),
          x0Hat,
          ...(said ? [columns(said, 2, 1)] : []),
        ])),
      )
    return []
  })
  return values
}

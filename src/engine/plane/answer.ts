import { classifierFree, classifierGuided, type Denoiser, type Level } from '../../diffusion'
import { columns, posteriorOfPoints, readPacked, scoped, type Tensor, type Tensor2D, tensorAlgebra, tidy, uploadPoints } from '../../network'
import { checkComputed, checkEvaluate } from './check'
import { PlaneFault } from './fault'
import type { Learner } from './learner'
import type { PlacedPoints } from './points'
import type { EvaluateRequest, Evaluation, PlaneGuidance, Question } from './protocol'

/** Who can be asked. */
export interface Room {
  readonly points: PlacedPoints
  readonly learner: Learner
}

/** E[x₀ | x_t] of points, and the ε̂ that belongs to it; 0 where there is no noise, as of `oracleDenoiser`. */
function exact(points: Tensor2D): Denoiser<Tensor> {
  return (x, at) => {
    const x0Hat = columns(posteriorOfPoints(x as Tensor2D, points, at), 0, 2)
    return { x0Hat, epsHat: epsHatOf(x, x0Hat, at) }
  }
}

function epsHatOf(x: Tensor, x0Hat: Tensor, { signal, noise }: Level): Tensor {
  return noise === 0 ? tensorAlgebra.combine([0, x]) : tensorAlgebra.combine([1 / noise, x], [-signal / noise, x0Hat])
}

/** ∇ log p(label | x_t) = s_label − s: the scores of the class's points and of all, of which priors drop out. */
function classGradient({ points }: Room, label: 0 | 1): (x: Tensor, at: Level) => Tensor {
  const [ofClass, ofAll] = [points.of(label), points.of(null)]
  return (x, at) => {
    const x0Hat = (of: Tensor2D) => columns(posteriorOfPoints(x as Tensor2D, of, at), 0, 2)
    const scale = at.signal / at.noise ** 2
    return tensorAlgebra.combine([scale, x0Hat(ofClass)], [-scale, x0Hat(ofAll)])
  }
}

/** Whom a question names, told a class. @throws PlaneFault if there is none such. */
function told({ answerer }: Question, { points, learner }: Room, label: 0 | 1 | null): Denoiser<Tensor> {
  if (answerer === 'exact') return exact(points.of(label))
  const learned = learner.denoiser(answerer, label)
  if (!learned) throw new PlaneFault(answerer === 'network' ? 'plane-no-network' : 'plane-no-student')
  return learned
}

/** What samplers of a question ask: a denoiser over levels of any process, guided. */
export function denoiserOf(question: Question, room: Room, countNfe: () => void = () => undefined): Denoiser<Tensor> {
  const counted = (denoise: Denoiser<Tensor>): Denoiser<Tensor> => (x, at) => {
    countNfe()
    return denoise(x, at)
  }
  const { kind, label, scale } = question.guidance
  const unconditional = counted(told(question, room, null))
  if (label === null) return unconditional
  if (kind === 'classifier') return classifierGuided(tensorAlgebra, unconditional, classGradient(room, label), scale)
  return classifierFree(tensorAlgebra, counted(told(question, room, label)), unconditional, { scale })
}

/** The class whose density the exact answer is of; undefined where guidance makes it nobody's. */
export function plainLabel({ kind, label, scale }: PlaneGuidance): 0 | 1 | null | undefined {
  if (label === null || scale === 0) return null
  return kind === 'classifier-free' && scale === 1 ? label : undefined
}

/** Answers at any points, by one read-back. */
export async function evaluate(request: EvaluateRequest, room: Room): Promise<Evaluation> {
  const started = performance.now()
  checkEvaluate(request)
  const { answerer, guidance, points, at } = request
  const label = plainLabel(guidance)
  const ofPoints = answerer === 'exact' && label !== undefined ? room.points.of(label) : undefined
  const denoise = ofPoints ? undefined : denoiserOf(request, room)
  const values: Float32Array[] = []
  await scoped(async () => {
    values.push(...await readPacked(tidy(() => {
      const x = uploadPoints(points)
      const said = ofPoints && posteriorOfPoints(x, ofPoints, at)
      const { x0Hat, epsHat } = said ? plain(x, said, at) : (denoise as Denoiser<Tensor>)(x, at)
      const score = tensorAlgebra.combine([-1 / at.noise, epsHat])
      return [score, x0Hat, ...(said ? [columns(said, 2, 1)] : [])]
    })))
    return []
  })
  const [score, x0Hat, logDensity] = values as [Float32Array, Float32Array, Float32Array?]
  checkComputed(...values)
  return { score, x0Hat, ...(logDensity && { logDensity }), ms: performance.now() - started }
}

function plain(x: Tensor, said: Tensor2D, at: Level) {
  const x0Hat = columns(said, 0, 2)
  return { x0Hat, epsHat: epsHatOf(x, x0Hat, at) }
}

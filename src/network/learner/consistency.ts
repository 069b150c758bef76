import {
  add,
  div,
  keep,
  mean,
  mul,
  reshape,
  square,
  sub,
  tensor2d,
  tidy,
  type Rank,
  type Scalar,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { studentReading, studentSigmas, type ConsistencyExamples, type X0Reading } from '../../diffusion/training'
import { adam } from './adam'
import { contextFeatures, contextSize } from './features'
import type { NetworkSize } from './layout'
import { perceptron, type Matrices } from './perceptron'
import { gradientOf, type StepResult } from './step'
import { cut, type Weights } from './weights'

/** Decay of the target network's moving average, μ of Song et al. 2023. */
const targetDecay = 0.95

/** The network that the student learns from: its matrices, and how its output is read as x̂₀ at each of `studentLevels`. */
export interface Teacher {
  readonly matrices: Matrices
  readonly readings: readonly X0Reading[]
}

const studentReadings: readonly X0Reading[] = studentSigmas.map((sigma) =>
  studentReading(sigma, studentSigmas[0] ?? NaN),
)

/** x̂₀ of a batch, each example at a level of its own: (matrices, x [B, 2]) → [B, 2]. @param levels [B], indices of `readings` */
function reader(
  readings: readonly X0Reading[],
  levels: ArrayLike<number>,
  classes: Uint8Array,
): (matrices: Matrices, x: Tensor2D) => Tensor2D {
  const rows = classes.length
  const of = (i: number) => readings[levels[i] ?? NaN]
  const column = (name: keyof X0Reading) =>
    tensor2d(
      Float32Array.from(classes, (_, i) => of(i)?.[name] ?? NaN),
      [rows, 1],
    )
  const [cIn, cSkip, cOut] = [column('cIn'), column('cSkip'), column('cOut')]
  const lambdas = Float64Array.from(classes, (_, i) => of(i)?.lambda ?? NaN)
  const context = tensor2d(contextFeatures(lambdas, classes), [rows, contextSize])
  return (matrices, x) => add(mul(x, cSkip), mul(perceptron(matrices, mul(x, cIn), context), cOut))
}

/** One Heun step of the teacher's probability flow in σ̂, from each example's upper level to its lower one (Song et al. 2023, eq. 6). */
function teacherStep({ matrices, readings }: Teacher, x: Tensor2D, below: Uint8Array, classes: Uint8Array): Tensor2D {
  const rows = classes.length
  const sigmaAt = (levels: Uint8Array) =>
    tensor2d(
      Float32Array.from(levels, (n) => studentSigmas[n] ?? NaN),
      [rows, 1],
    )
  const slope = (levels: Uint8Array, y: Tensor2D): Tensor2D =>
    div(sub(y, reader(readings, levels, classes)(matrices, y)), sigmaAt(levels))
  const above = below.map((n) => n + 1)
  const h = sub(sigmaAt(below), sigmaAt(above))
  const first = slope(above, x)
  const second = slope(below, add(x, mul(first, h)))
  return add(x, mul(add(first, second), mul(h, 0.5)))
}

/**
 * One step of consistency distillation. The teacher's flow leads a noised point one level down; the student's answer at the
 * upper level learns from its moving average's answer at the lower one. Song et al. 2023, algorithm 2, with squared distance
 * and λ(σ) = 1.
 *
 * @param student tensors that this function disposes; its average is the target network, and what answers
 */
export function distilStep(
  student: Weights,
  size: NetworkSize,
  teacher: Teacher,
  { x: values, below, classes }: ConsistencyExamples,
  { step, learningRate }: { step: number; learningRate: number },
): StepResult {
  return tidy(() => {
    const x = tensor2d(values, [classes.length, 2])
    const lower = teacherStep(teacher, x, below, classes)
    const target = reader(studentReadings, below, classes)(cut(student.average, size), lower)
    const answer = reader(
      studentReadings,
      below.map((n) => n + 1),
      classes,
    )
    const { value, gradient } = gradientOf(student.theta, size, (matrices) =>
      mean<Scalar>(square(sub(answer(matrices, x), target))),
    )
    return {
      weights: adam(student, gradient, step, learningRate, targetDecay),
      losses: keep(reshape<Rank.R1>(value, [1])),
    }
  })
}

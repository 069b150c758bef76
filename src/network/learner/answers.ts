import { tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core'
import { convert } from '../../diffusion/prediction'
import { logSnr, noiseToSignal, type Level } from '../../diffusion/level'
import { matched, type Denoiser } from '../../diffusion/matching'
import { levelAt, type Process } from '../../diffusion/processes/process'
import { clampedLogSnr, studentProcess, studentReading, unitOf, type LearnedPrediction } from '../../diffusion/training'
import { tensorAlgebra } from '../tensor-algebra'
import { contextFeatures, contextSize } from './features'
import { perceptron, type Matrices } from './perceptron'

/** The perceptron's output at one level for all rows of x, [B, 2]. */
const outputAt = (matrices: Matrices, x: Tensor, lambda: number, label: number): Tensor2D =>
  perceptron(matrices, x as Tensor2D, tensor2d(contextFeatures([lambda], [label]), [1, contextSize]))

/**
 * A network that learned on one process, as a denoiser over levels of any process.
 *
 * @param matrices called for every answer, so that the newest weights answer
 * @param label 0, 1, or `hiddenClass`
 */
export function networkDenoiser(
  matrices: () => Matrices,
  process: Process,
  prediction: LearnedPrediction,
  label: number,
): Denoiser<Tensor> {
  const denoise = (x: Tensor, at: Level) =>
    tidy(() => {
      const scaled = tensorAlgebra.combine([1 / Math.hypot(at.signal, at.noise), x])
      const output = tensorAlgebra.combine([
        unitOf(prediction, at),
        outputAt(matrices(), scaled, clampedLogSnr(logSnr(at)), label),
      ])
      const read = (to: 'sample' | 'epsilon') => convert(tensorAlgebra, x, at, output, prediction, to)
      return { x0Hat: read('sample'), epsHat: read('epsilon') }
    })
  return matched(tensorAlgebra, process, denoise)
}

/** The lowest σ̂: a student returns its input there. */
const LEAST_SIGMA = noiseToSignal(levelAt(studentProcess, studentProcess.tMin))

/** A student as a denoiser over levels of any process; ε̂ = (x − α·x̂₀)/σ. */
export function studentDenoiser(matrices: () => Matrices, label: number): Denoiser<Tensor> {
  const denoise = (x: Tensor, { noise }: Level) =>
    tidy(() => {
      const { cIn, lambda, cSkip, cOut } = studentReading(noise, LEAST_SIGMA)
      const x0Hat = tensorAlgebra.combine(
        [cSkip, x],
        [cOut, outputAt(matrices(), tensorAlgebra.combine([cIn, x]), lambda, label)],
      )
      return { x0Hat, epsHat: tensorAlgebra.combine([1 / noise, x], [-1 / noise, x0Hat]) }
    })
  return matched(tensorAlgebra, studentProcess, denoise)
}

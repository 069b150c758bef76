import '@tensorflow/tfjs-core/dist/register_all_gradients' // core alone brings none
import {
  concat,
  keep,
  mean,
  mul,
  reshape,
  square,
  sub,
  tensor2d,
  tidy,
  valueAndGrads,
  type Rank,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { Examples } from '../../diffusion/training'
import { adam } from './adam'
import { contextFeatures, contextSize } from './features'
import type { NetworkSize } from './layout'
import { perceptron } from './perceptron'
import { cut, type Weights } from './weights'

/** The weights after a step, and its losses: [B], one an example, or [1], their mean. */
export type StepResult = Readonly<{ weights: Weights; losses: Tensor1D }>

/** A loss, and its gradient with respect to all weights, [P]. */
export function gradientOf(
  theta: Tensor1D,
  size: NetworkSize,
  loss: (matrices: Tensor2D[]) => Scalar,
): { value: Scalar; gradient: Tensor1D } {
  const { value, grads } = valueAndGrads((...matrices) => loss(matrices as Tensor2D[]))(cut(theta, size))
  return { value: value, gradient: concat(grads.map((grad) => reshape<Rank.R1>(grad, [grad.size]))) }
}

/**
 * One step of training on the loss mean(weight·(target − output)²), the mean over examples and coordinates.
 *
 * @param weights tensors that this function disposes
 * @param step number of steps taken before
 * @param eachExample whether to return the loss of each example rather than their mean
 */
export function trainStep(
  weights: Weights,
  size: NetworkSize,
  examples: Examples,
  { step, learningRate, eachExample }: { step: number; learningRate: number; eachExample: boolean },
): StepResult {
  return tidy(() => {
    const rows = examples.weights.length
    const x = tensor2d(examples.inputs, [rows, 2])
    const context = tensor2d(contextFeatures(examples.lambdas, examples.classes), [rows, contextSize])
    const targets = tensor2d(examples.targets, [rows, 2])
    const weighting = tensor2d(examples.weights, [rows, 1])
    let losses: Tensor1D | undefined
    const { value, gradient } = gradientOf(weights.theta, size, (matrices) => {
      const errors = mul(square(sub(perceptron(matrices, x, context), targets)), weighting)
      if (eachExample) losses = keep(mean<Tensor1D>(errors, 1))
      return mean<Scalar>(errors)
    })
    return {
      weights: adam(weights, gradient, step, learningRate),
      losses: losses ?? keep(reshape<Rank.R1>(value, [1])),
    }
  })
}

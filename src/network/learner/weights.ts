import { keep, reshape, slice, tensor1d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { normalArray } from '../../diffusion/random'
import { layoutOf, parametersOf, type NetworkSize } from './layout'

export const weightNames = ['theta', 'average', 'first', 'second'] as const

/**
 * Four vectors, [P] each: all weights of a network, theta; their moving average, which answers; and Adam's moving averages of
 * the gradient and of its square. No tidy disposes these tensors; `disposeWeights` does.
 */
export type Weights = Readonly<Record<(typeof weightNames)[number], Tensor1D>>

/** The network's matrices, cut out of theta. */
export function cut(theta: Tensor1D, size: NetworkSize): Tensor2D[] {
  return layoutOf(size).map(({ rows, columns, offset }) =>
    reshape(slice(theta, offset, rows * columns), [rows, columns]),
  )
}

/** The matrices as tensors that outlive a tidy; the caller disposes them. */
export function cutKept(theta: Tensor1D, size: NetworkSize): Tensor2D[] {
  return tidy(() => cut(theta, size).map((matrix) => keep(matrix)))
}

/**
 * The initial weights of a seed: normal, with variance 2/rows before a silu (He et al. 2015), half of that beside a residual;
 * 0 for the output, so that every network begins by answering 0.
 */
export function firstWeights(size: NetworkSize, seed: number): Weights {
  const theta = new Float32Array(parametersOf(size))
  layoutOf(size).forEach(({ name, rows, columns, offset }, sample) => {
    if (name.startsWith('output')) return
    const deviation = Math.sqrt((name.startsWith('hidden.0') ? 2 : 1) / rows)
    theta.set(
      normalArray({ seed, purpose: 'weights', step: 0, sample }, rows * columns).map((z) => deviation * z),
      offset,
    )
  })
  const zeros = new Float32Array(theta.length)
  return weightsOf({ theta, average: theta, first: zeros, second: zeros })
}

/** Uploads weights from arrays, [P] each. */
export function weightsOf(arrays: Readonly<Record<keyof Weights, Float32Array>>): Weights {
  const place = (name: keyof Weights) => keep(tensor1d(arrays[name].slice())) // a tensor may keep its array, and arrays may be equal
  return { theta: place('theta'), average: place('average'), first: place('first'), second: place('second') }
}

/** Copies the weights into new tensors. */
export function copyOf(weights: Weights): Weights {
  const copy = (name: keyof Weights) => keep(weights[name].clone())
  return { theta: copy('theta'), average: copy('average'), first: copy('first'), second: copy('second') }
}

export function disposeWeights(weights: Weights): void {
  for (const name of weightNames) weights[name].dispose()
}

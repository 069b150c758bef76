import { keep, reshape, slice, tensor1d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { normalArray } from '../../diffusion/random'
import { layoutOf, parametersOf, type NetworkSize } from './layout'

export const weightNames = ['theta', 'average', 'first', 'second'] as const

/**
 * What learning goes on from: four vectors of all the network's weights, [P] each: theta; its moving average, which answers; and
 * Adam's moving averages of the gradient and of its square. They are kept tensors; `disposeWeights` frees them.
 */
export type Weights = Readonly<Record<(typeof weightNames)[number], Tensor1D>>

/** theta cut into the network's matrices. */
export function cut(theta: Tensor1D, size: NetworkSize): Tensor2D[] {
  return layoutOf(size).map(({ rows, columns, offset }) =>
    reshape(slice(theta, offset, rows * columns), [rows, columns]),
  )
}

/** The same as kept tensors, which the caller disposes. */
export function cutKept(theta: Tensor1D, size: NetworkSize): Tensor2D[] {
  return tidy(() => cut(theta, size).map((matrix) => keep(matrix)))
}

/**
 * The first weights of a seed: normal, of variance 2/rows for what silu follows (He et al. 2015), half of that beside a
 * residual; 0 for the output, so that every network begins by saying 0.
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

/** Weights of arrays, [P] each. */
export function weightsOf(arrays: Readonly<Record<keyof Weights, Float32Array>>): Weights {
  const place = (name: keyof Weights) => keep(tensor1d(arrays[name].slice())) // a tensor may keep its array, and arrays may be equal
  return { theta: place('theta'), average: place('average'), first: place('first'), second: place('second') }
}

/** Another four tensors of the same numbers. */
export function copyOf(weights: Weights): Weights {
  const copy = (name: keyof Weights) => keep(weights[name].clone())
  return { theta: copy('theta'), average: copy('average'), first: copy('first'), second: copy('second') }
}

export function disposeWeights(weights: Weights): void {
  for (const name of weightNames) weights[name].dispose()
}

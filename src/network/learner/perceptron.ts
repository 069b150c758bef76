import { add, tidy, type Tensor2D } from '@tensorflow/tfjs-core'
import { product, productOfGiven, silu } from './dense'
import { positionFeatures } from './features'

/** The network's matrices, in the order of `layoutOf`. */
export type Matrices = readonly Tensor2D[]

/**
 * The network: a small residual perceptron that receives the level and the class at every layer.
 *
 *     h₁ = silu(f(x)·W₁ + c·C₁),   h_k+1 = h_k + silu(h_k·W_k+1 + c·C_k+1),   output = h·W + c·C
 *
 * @param x [B, 2], of variance 1
 * @param context [B, contextSize], or [1, contextSize] for all rows
 * @returns [B, 2]
 */
export function perceptron(matrices: Matrices, x: Tensor2D, context: Tensor2D): Tensor2D {
  const layer = (k: number, h: Tensor2D): Tensor2D => {
    const [weight, ofContext] = matrices.slice(2 * k) as [Tensor2D, Tensor2D]
    return add(product(h, weight), productOfGiven(context, ofContext))
  }
  return tidy(() => {
    const hidden = matrices.length / 2 - 1
    let h = silu(layer(0, positionFeatures(x)))
    for (let k = 1; k < hidden; k++) h = add(h, silu(layer(k, h)))
    return layer(hidden, h)
  })
}

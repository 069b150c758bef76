import {
  add,
  customGrad,
  matMul,
  mul,
  sigmoid,
  sub,
  transpose,
  type GradSaveFunc,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core'

// WebAssembly multiplies untransposed matrices nine times as fast as transposed ones, so gradients transpose before they multiply.

/** x·w. @param x [B, in], w [in, out] */
export const product = customGrad((x, w, save) => {
  const inputs = [x, w] as Tensor2D[]
  ;(save as GradSaveFunc)(inputs)
  return {
    value: matMul(...(inputs as [Tensor2D, Tensor2D])),
    gradFunc: (dy: Tensor, saved: Tensor[]) => {
      const [x, w] = saved as [Tensor2D, Tensor2D]
      return [matMul(dy as Tensor2D, transpose(w)), matMul(transpose(x), dy as Tensor2D)]
    },
  }
}) as (x: Tensor2D, w: Tensor2D) => Tensor2D

/** x·w where x does not depend on any weight, so that no gradient with respect to x is computed. */
export function productOfGiven(x: Tensor2D, w: Tensor2D): Tensor2D {
  const multiplied = customGrad((w) => ({
    value: matMul(x, w as Tensor2D),
    gradFunc: (dy: Tensor) => matMul(transpose(x), dy as Tensor2D),
  })) as (w: Tensor2D) => Tensor2D
  return multiplied(w)
}

/** x·s, s = 1/(1 + e^−x) (Hendrycks & Gimpel 2016; Elfwing et al. 2018); its derivative, s + y·(1 − s), takes no second sigmoid. */
export const silu = customGrad((x, save) => {
  const s = sigmoid(x as Tensor)
  const y = mul(x as Tensor, s)
  ;(save as GradSaveFunc)([s, y])
  return {
    value: y,
    gradFunc: (dy: Tensor, saved: Tensor[]) => {
      const [s, y] = saved as [Tensor, Tensor]
      return mul(dy, add(s, mul(y, sub(1, s))))
    },
  }
}) as (x: Tensor2D) => Tensor2D

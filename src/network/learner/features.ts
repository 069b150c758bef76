import { concat, cos, matMul, sin, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core'

/** Angular frequencies at which a coordinate's sine and cosine are given to the network, so that it can learn fine structure (Tancik et al. 2020). */
const ofPosition = [1, 2, 4] as const
/** Angular frequencies for λ = log-SNR: the first makes half a turn over ±20, each further one twice as many. */
const ofLogSnr = [1, 2, 4, 8, 16].map((times) => (times * Math.PI) / 40)

export const positionSize = 2 + 4 * ofPosition.length
const levelSize = 1 + 2 * ofLogSnr.length
/** Size of the context: λ's features, and a one-hot vector of the class 0, 1 or hidden. */
export const contextSize = levelSize + 3

/** x, sin(ω·x), cos(ω·x): [B, 2] → [B, positionSize]. */
export function positionFeatures(x: Tensor2D): Tensor2D {
  return tidy(() => {
    const columns = 2 * ofPosition.length
    const spread = new Float32Array(2 * columns) // [2, columns], ω on two diagonals
    ofPosition.forEach((omega, i) => {
      spread[2 * i] = omega
      spread[columns + 2 * i + 1] = omega
    })
    const angles = matMul<Tensor2D>(x, tensor2d(spread, [2, columns]))
    return concat([x, sin(angles), cos(angles)], 1)
  })
}

/**
 * The network's second input, beside the position: features of λ, and the class, [B, contextSize].
 *
 * @param logSnrs [B], within ±20
 * @param classes [B], 0, 1, or 2 for a hidden class
 */
export function contextFeatures(logSnrs: ArrayLike<number>, classes: ArrayLike<number>): Float32Array {
  const context = new Float32Array(logSnrs.length * contextSize)
  for (let i = 0; i < logSnrs.length; i++) {
    const lambda = logSnrs[i] ?? NaN
    const row = i * contextSize
    context[row] = lambda / 10
    ofLogSnr.forEach((omega, k) => {
      context[row + 1 + 2 * k] = Math.sin(omega * lambda)
      context[row + 2 + 2 * k] = Math.cos(omega * lambda)
    })
    context[row + levelSize + (classes[i] ?? NaN)] = 1
  }
  return context
}

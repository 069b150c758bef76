import { assignment } from './assignment'

/**
 * Which noise belongs to which point of a batch:
 *
 *     independent        any: what all diffusion models are trained on
 *     optimal-transport  that which makes Σ‖x₀ − ε‖² least in the batch's examples of a class   Pooladian et al. 2023; Tong et al. 2023
 *     reflow             that from which the network's own flow came there   Liu et al. 2023 (rectified flow)
 *
 * The last two keep the points and the noises as they are, each for itself, and straighten the paths between them. What is
 * learned is then the velocity of those paths, which leads from noise to data as before, and is no longer the score of the
 * noised points.
 */
export type Pairing = 'independent' | 'optimal-transport' | 'reflow'

/** Exact assignment costs n³: it is solved in blocks of this many examples, which costs straightness, not correctness. */
const block = 64

/**
 * The noises in another order, so that each is near its point: in every 64 examples of a class the order of the least
 * Σ‖x₀ − ε‖². No noise leaves its class: given the class it stays N(0, I), from which a run that is told the class begins.
 *
 * @param x0, eps [B·2].
 * @param classes [B], those the network is told.
 * @returns [B·2], in each block a permutation of the pairs of eps.
 */
export function transported(x0: Float32Array, eps: Float32Array, classes: Uint8Array): Float32Array {
  const paired = new Float32Array(eps.length)
  for (const label of new Set(classes)) {
    const all = Array.from(classes.keys()).filter((i) => classes[i] === label)
    for (let first = 0; first < all.length; first += block) {
      const at = all.slice(first, first + block)
      assignment(squaredDistances(x0, eps, at), at.length).forEach((column, row) => {
        const from = at[column] ?? NaN
        paired.set(eps.subarray(2 * from, 2 * from + 2), 2 * (at[row] ?? NaN))
      })
    }
  }
  return paired
}

/** Of the points and the noises of some examples: [n·n], a row for each point. */
function squaredDistances(x0: Float32Array, eps: Float32Array, at: readonly number[]): Float64Array {
  const from = (i: number, j: number, k: number) => ((eps[2 * j + k] ?? NaN) - (x0[2 * i + k] ?? NaN)) ** 2
  return Float64Array.from(at.flatMap((i) => at.map((j) => from(i, j, 0) + from(i, j, 1))))
}

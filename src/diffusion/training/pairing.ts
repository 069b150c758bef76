import { assignment } from './assignment'

/**
 * Which noise belongs to which point of a batch:
 *
 *     independent        any: what all diffusion models are trained on
 *     optimal-transport  that which makes Σ‖x₀ − ε‖² least in the batch   Pooladian et al. 2023; Tong et al. 2023
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
 * The noises in another order, so that each is near its point: in every block of 64 the order of the least Σ‖x₀ − ε‖².
 *
 * @param x0, eps [B·2].
 * @returns [B·2], in each block a permutation of the pairs of eps.
 */
export function transported(x0: Float32Array, eps: Float32Array): Float32Array {
  const paired = new Float32Array(eps.length)
  for (let first = 0; first < eps.length / 2; first += block) {
    const n = Math.min(block, eps.length / 2 - first)
    const columns = assignment(squaredDistances(x0, eps, first, n), n)
    columns.forEach((column, row) => {
      paired.set(eps.subarray(2 * (first + column), 2 * (first + column) + 2), 2 * (first + row))
    })
  }
  return paired
}

function squaredDistances(x0: Float32Array, eps: Float32Array, first: number, n: number): Float64Array {
  const cost = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const [x, y] = [x0[2 * (first + i)] ?? NaN, x0[2 * (first + i) + 1] ?? NaN]
    for (let j = 0; j < n; j++) {
      cost[i * n + j] = ((eps[2 * (first + j)] ?? NaN) - x) ** 2 + ((eps[2 * (first + j) + 1] ?? NaN) - y) ** 2
    }
  }
  return cost
}

import { integerIn, realIn } from '../bounds'

const remembered = 10 // losses of each t, as in the paper

/** The last ten losses of every t = 1…T: what the importance sampler knows. */
export interface LossHistory {
  readonly T: number
  /** [T·10], row by row; of row t − 1, the newest is written over the oldest. */
  readonly losses: Float64Array
  /** [T], how often each t was drawn so far. */
  readonly counts: Uint32Array
}

/** A history of nothing. @param T an integer in [1, 10000]. */
export function lossHistory(T: number): LossHistory {
  integerIn('T', T, 1, 10000)
  return { T, losses: new Float64Array(T * remembered), counts: new Uint32Array(T) }
}

/**
 * Writes a loss into the history.
 *
 * @param t an integer in [1, T].
 * @param loss L_{t−1}, in any unit; a finite number.
 */
export function recordLoss({ T, losses, counts }: LossHistory, t: number, loss: number): void {
  integerIn('t', t, 1, T)
  realIn('loss', loss, -Number.MAX_VALUE, Number.MAX_VALUE)
  const count = counts[t - 1] ?? 0
  losses[(t - 1) * remembered + (count % remembered)] = loss
  counts[t - 1] = count + 1
}

/**
 * The probability with which each t = 1…T is to be drawn next, [T], sum 1.
 *
 *     p_t ∝ √E[L_t²]   over the last ten losses of t; uniform until every t has ten
 *
 * so that the estimate L_t/p_t of L_vlb is of the least variance. Nichol & Dhariwal 2021, section 3.3; as in its code, a
 * small part stays uniform, so that no t is forgotten.
 *
 * @param uniform that part, in [0, 1]; 0.001 in the paper's code.
 */
export function drawProbabilities({ T, losses, counts }: LossHistory, uniform = 0.001): Float64Array {
  realIn('uniform', uniform, 0, 1)
  const even = new Float64Array(T).fill(1 / T)
  if (counts.some((count) => count < remembered)) return even
  const roots = even.map((_, i) => Math.hypot(...losses.subarray(i * remembered, (i + 1) * remembered)))
  const largest = roots.reduce((a, b) => Math.max(a, b), 0)
  if (largest === 0) return even
  const sum = roots.reduce((total, root) => total + root / largest, 0)
  return roots.map((root) => ((1 - uniform) * (root / largest)) / sum + uniform / T)
}

/**
 * The t that a uniform number draws: the first whose cumulated probability is above u.
 *
 * @param u in [0, 1).
 * @returns in [1, T].
 * @throws RangeError if u is out of its range or there is no probability.
 */
export function drawTime(probabilities: Float64Array, u: number): number {
  realIn('u', u, 0, 1)
  integerIn('The number of probabilities', probabilities.length, 1, 10000)
  let cumulated = 0
  let last = 1
  for (const [i, p] of probabilities.entries()) {
    if (p > 0) last = i + 1
    cumulated += p
    if (cumulated > u) return i + 1
  }
  return last // where rounding left the sum below u
}

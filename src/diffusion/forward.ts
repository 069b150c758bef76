import type { Level } from './level'

/**
 * The forward process in closed form: x_t = α·x₀ + σ·ε, a sample of q(x_t | x₀) (Ho et al. 2020, eq. 4).
 *
 * @param x0, eps of one length.
 * @param out where to write, of the same length (may be x0 or eps): dragging a timeline allocates nothing.
 * @returns out; a new array by default.
 * @throws RangeError if the lengths differ.
 */
export function noised(
  x0: Float32Array,
  eps: Float32Array,
  at: Level,
  out = new Float32Array(x0.length),
): Float32Array {
  const { length } = x0
  if (eps.length !== length || out.length !== length) {
    throw new RangeError(`x0, eps and out must be of one length, not ${length}, ${eps.length} and ${out.length}.`)
  }
  for (let i = 0; i < length; i++) out[i] = at.signal * (x0[i] ?? NaN) + at.noise * (eps[i] ?? NaN)
  return out
}

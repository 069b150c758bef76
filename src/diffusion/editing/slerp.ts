import { realIn } from '../bounds'

/**
 * The coefficients of spherical interpolation between vectors at an angle θ: sin((1−u)·θ)/sin θ and sin(u·θ)/sin θ; where θ is
 * next to 0, those of a straight line, which is its limit.
 *
 * Shoemake 1985; between latents, Song et al. 2021 (DDIM), appendix D.5.
 *
 * @param cosine of θ, in [−1, 1].
 * @param u in [0, 1].
 * @throws RangeError if u is out of its range, or θ is π: then every arc is as short.
 */
export function slerpCoefficients(cosine: number, u: number): [number, number] {
  realIn('u', u, 0, 1)
  const θ = Math.acos(realIn('cosine', cosine, -1, 1))
  const sine = Math.sin(θ)
  if (θ > 3 && sine < 1e-6) throw new RangeError('Between opposite vectors there is no shortest arc.')
  return sine < 1e-6 ? [1 - u, u] : [Math.sin((1 - u) * θ) / sine, Math.sin(u * θ) / sine]
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN)
  return sum
}

/**
 * The latent at a fraction u of the arc between two: between samples of a standard normal it has their length, so that a
 * deterministic sampler makes a picture of it, where the middle of a straight line would be too short.
 *
 * @param a, b of one latent each (not of a batch: angles are of one picture), of one length, not 0.
 * @param u in [0, 1]; 0 is a and 1 is b, to the bit.
 * @throws RangeError if the lengths differ, a vector is 0 or not finite, or both are opposite.
 */
export function slerp(a: Float32Array, b: Float32Array, u: number): Float32Array {
  if (a.length !== b.length) throw new RangeError(`Latents must be of one length, not ${a.length} and ${b.length}.`)
  const norms = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b))
  if (!(norms > 0 && norms < Infinity)) throw new RangeError('A latent must be finite and not 0 everywhere.')
  const [first, second] = slerpCoefficients(Math.min(Math.max(dot(a, b) / norms, -1), 1), u)
  if (u === 0 || u === 1) return Float32Array.from(u === 0 ? a : b)
  return a.map((value, i) => first * value + second * (b[i] ?? NaN))
}

import { realIn } from '../bounds'

const seriesBelow = 1
const seriesTerms = 30
const fractionDepth = 200

/** erf(y) = 2/√π·e^(−y²)·Σ 2ᵏ·y^(2k+1)/(2k+1)!!, all of one sign; for 0 ≤ y < 1 (Abramowitz & Stegun 7.1.6). */
function erfNearZero(y: number): number {
  let term = y
  let sum = y
  for (let k = 1; k <= seriesTerms; k++) sum += term *= (2 * y * y) / (2 * k + 1)
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-y * y) * sum
}

/** e^(y²)·erfc(y) = 1/√π·1/(y + ½/(y + 1/(y + 3⁄2/(y + …)))), for y ≥ 1, from its end (Abramowitz & Stegun 7.1.14). */
function scaledErfcFarOut(y: number): number {
  let rest = y
  for (let k = fractionDepth; k >= 1; k--) rest = y + k / 2 / rest
  return 1 / (Math.sqrt(Math.PI) * rest)
}

/**
 * log Φ(z), the logarithm of the standard normal's distribution function, to about 1e-15 of max(1, |log Φ|): as far out as
 * numbers go, where Φ itself is 0 long since.
 *
 * @param z any number; ±∞ give 0 and −∞.
 * @throws RangeError if z is NaN.
 */
export function logNormalCdf(z: number): number {
  if (realIn('z', z, -Infinity, Infinity) === -Infinity) return -Infinity
  const y = Math.abs(z) / Math.SQRT2
  if (y < seriesBelow) return z < 0 ? Math.log((1 - erfNearZero(y)) / 2) : Math.log1p((erfNearZero(y) - 1) / 2)
  const half = scaledErfcFarOut(y) / 2
  return z < 0 ? Math.log(half) - y * y : Math.log1p(-half * Math.exp(-y * y))
}

/**
 * log(Φ(b) − Φ(a)), the logarithm of the probability of an interval, in both tails and between them.
 *
 * @param a, b with a < b, either of them infinite.
 * @throws RangeError if a is not below b.
 */
export function logNormalInterval(a: number, b: number): number {
  if (!(a < b)) throw new RangeError(`An interval must have its lower end below its upper one, not ${a} and ${b}.`)
  const [low, high] = a > 0 ? [-b, -a] : [a, b] // the lower tail's logarithms keep their digits
  const upper = logNormalCdf(high)
  return upper + Math.log(-Math.expm1(logNormalCdf(low) - upper))
}

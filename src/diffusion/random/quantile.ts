const ln2 = 0.6931471805599453

/**
 * log(x) for x in (0, 1]: x = 2^−k·m with m in [√½, √2), log m = 2·atanh(s) with s = (m−1)/(m+1), s² < 0.0295, by eleven
 * terms of the series. Math.log may differ between machines in its last bit; this cannot: + − × ÷ are exact by IEEE 754.
 */
export function portableLog(x: number): number {
  let m = x
  let k = 0
  for (; m < Math.SQRT1_2; k++) m *= 2 // exact
  const s = (m - 1) / (m + 1)
  const z = s * s
  let series = 0
  for (let power = 21; power >= 1; power -= 2) series = series * z + 1 / power
  return 2 * s * series - k * ln2
}

/* eslint-disable no-loss-of-precision -- the digits as published, so that they can be compared with the paper */
/** Coefficients of Wichura's rational approximations, highest power first. */
type Polynomial = readonly number[]

const central: readonly [Polynomial, Polynomial] = [
  [
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608,
  ],
  [
    5.226495278852854561e3, 2.8729085735721942674e4, 3.930789580009271061e4, 2.1213794301586595867e4,
    5.3941960214247511077e3, 6.871870074920579083e2, 4.2313330701600911252e1, 1,
  ],
]
const middle: readonly [Polynomial, Polynomial] = [
  [
    7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
    6.8976733498510000455e-1, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
]
const tail: readonly [Polynomial, Polynomial] = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.6532189526576123093e-2,
    2.9656057182850489123e-1, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    1.48753612908506148525e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1,
  ],
]
/* eslint-enable no-loss-of-precision */

function ratio([numerator, denominator]: readonly [Polynomial, Polynomial], r: number): number {
  let p = 0
  for (const c of numerator) p = p * r + c
  let q = 0
  for (const c of denominator) q = q * r + c
  return p / q
}

/**
 * Φ⁻¹(u), the standard normal's quantile, to about 1e-15 relative: Wichura 1988, algorithm AS 241 (PPND16).
 *
 * Only + − × ÷ √ and our own logarithm, so the same bits on every machine.
 *
 * @param u in (0, 1), with 1 − u exact (a multiple of 2⁻⁵³).
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q)
  const r = Math.sqrt(-portableLog(Math.min(u, 1 - u)))
  const x = r <= 5 ? ratio(middle, r - 1.6) : ratio(tail, r - 5)
  return q < 0 ? -x : x
}

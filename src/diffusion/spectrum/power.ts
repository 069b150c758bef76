import { integerIn } from '../bounds'
import type { Reals } from '../oracle'

/** A state of two real arrays: the real and the imaginary parts. */
interface Complex {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** cos and −sin of 2πk/n for k = 0…n−1: e^(−2πik/n). */
function roots(n: number): Complex {
  const angle = (k: number) => (2 * Math.PI * k) / n
  return {
    re: Float64Array.from({ length: n }, (_, k) => Math.cos(angle(k))),
    im: Float64Array.from({ length: n }, (_, k) => -Math.sin(angle(k))),
  }
}

/** The discrete Fourier transform of every row, written as columns: applied twice it transforms both axes. */
function transformRows({ re, im }: Complex, n: number, w: Complex): Complex {
  const out: Complex = { re: new Float64Array(n * n), im: new Float64Array(n * n) }
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < n; k++) {
      let [a, b] = [0, 0]
      for (let j = 0, turn = 0; j < n; j++, turn = (turn + k) % n) {
        const [x, y] = [re[row * n + j] ?? NaN, im[row * n + j] ?? NaN]
        const [c, s] = [w.re[turn] ?? NaN, w.im[turn] ?? NaN]
        a += c * x - s * y
        b += c * y + s * x
      }
      out.re[k * n + row] = a
      out.im[k * n + row] = b
    }
  }
  return out
}

/**
 * The power spectrum of a square picture: P(k) = |Σ x(j)·e^(−2πi·jk/n)|²/n² over both axes, so that Σ P = Σ x² (Parseval)
 * and white noise of variance σ² has E[P] = σ² at every frequency.
 *
 * By rows and columns, n³ steps each: 1 ms at 28×28, and no need for n to be a power of two.
 *
 * @param x [n·n], row by row.
 * @param n side, an integer in [1, 512].
 * @returns [n·n] row by row, in the order of an FFT: frequency k and k − n are the same.
 * @throws RangeError if x is not n·n numbers.
 */
export function powerSpectrum(x: Reals, n: number): Float64Array {
  integerIn('The side', n, 1, 512)
  if (x.length !== n * n)
    throw new RangeError(`A square picture of side ${n} must have ${n * n} numbers, not ${x.length}.`)
  const w = roots(n)
  const { re, im } = transformRows(transformRows({ re: Float64Array.from(x), im: new Float64Array(n * n) }, n, w), n, w)
  return re.map((a, k) => (a * a + (im[k] ?? NaN) ** 2) / (n * n))
}

/** A spectrum by bands, band r holding the frequencies at distance r from 0, rounded, in cycles per picture. */
export interface RadialSpectrum {
  /** The mean power of a band, [R]; R = round(√2·⌊n/2⌋) + 1. Bands above n/2 hold corners only. */
  readonly power: Float64Array
  /** How many frequencies a band has, [R]; at least 1, but of the last bands of small pictures. */
  readonly count: Uint32Array
}

/** A frequency of an FFT's order as a signed one, in [−n/2, n/2). */
const signed = (k: number, n: number) => (k < n / 2 ? k : k - n)

/**
 * The radially averaged power spectrum of a square picture: band 0 is its mean, n times squared; the highest are its finest
 * detail. Σ count·power = Σ x².
 *
 * @param x [n·n], row by row.
 * @param n side, an integer in [1, 512].
 * @throws RangeError if x is not n·n numbers.
 */
export function radialSpectrum(x: Reals, n: number): RadialSpectrum {
  const P = powerSpectrum(x, n)
  const R = Math.round(Math.SQRT2 * Math.floor(n / 2)) + 1
  const power = new Float64Array(R)
  const count = new Uint32Array(R)
  P.forEach((p, k) => {
    const r = Math.round(Math.hypot(signed(Math.floor(k / n), n), signed(k % n, n)))
    power[r] = (power[r] ?? NaN) + p
    count[r] = (count[r] ?? NaN) + 1
  })
  return { power: power.map((sum, r) => (count[r] ? sum / (count[r] ?? NaN) : 0)), count }
}

/**
 * The radially averaged power spectrum of a picture of several channels: the mean of theirs, so that white noise of variance
 * σ² has σ² at every frequency whatever the colours are.
 *
 * @param x [channels·n·n], channel by channel.
 * @param n side, an integer in [1, 512].
 * @throws RangeError if x is not channels·n·n numbers.
 */
export function pictureSpectrum(x: Reals, channels: number, n: number): RadialSpectrum {
  integerIn('channels', channels, 1, 4096)
  if (x.length !== channels * n * n)
    throw new RangeError(
      `A picture of ${channels} channels and side ${n} must have ${channels * n * n} numbers, not ${x.length}.`,
    )
  const each = Array.from({ length: channels }, (_, c) => radialSpectrum(x.slice(c * n * n, (c + 1) * n * n), n))
  const [first] = each as [RadialSpectrum, ...RadialSpectrum[]]
  return {
    count: first.count,
    power: first.power.map((_, r) => each.reduce((sum, { power }) => sum + (power[r] ?? NaN), 0) / channels),
  }
}

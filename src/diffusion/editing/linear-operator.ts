import { integerIn } from '../bounds'
import type { Algebra } from '../algebra'

/**
 * A linear degradation A of pictures and its Moore–Penrose pseudo-inverse A†: A·A†·A = A, A†·A·A† = A†, and A·A† and A†·A are
 * symmetric. A†·A keeps what A sees of a picture, I − A†·A what it does not: range and null space.
 */
export interface LinearOperator<X> {
  /** A·x */
  readonly apply: (x: X) => X
  /** A†·y */
  readonly pseudoInverse: (y: X) => X
}

/** A†·A·x, what A sees of x: of average pooling a low-pass filter. */
export function rangePart<X>({ apply, pseudoInverse }: LinearOperator<X>, x: X): X {
  return pseudoInverse(apply(x))
}

/** A = mask ⊙: hides pixels. It is its own pseudo-inverse. @param mask of 0 and 1 only, shaped as x. */
export function hiding<X>(algebra: Algebra<X>, mask: X): LinearOperator<X> {
  const apply = (x: X) => algebra.multiply(mask, x)
  return { apply, pseudoInverse: apply }
}

function wholeNumberOf(what: string, length: number, size: number): number {
  if (length > 0 && length % size === 0) return length / size
  throw new RangeError(`${what} of ${size} numbers each do not make an array of ${length}.`)
}

/** Square pictures [B, side, side, channels], in the order of rows, columns, channels. */
export interface Pictures {
  readonly side: number
  readonly channels: number
}

/**
 * Super-resolution's A: the mean of each factor × factor block, [B, side, side, C] to [B, side/factor, side/factor, C].
 * A† repeats each number over its block: the blocks are disjoint, A·Aᵀ = I/factor², so A† = Aᵀ·(A·Aᵀ)⁻¹ = factor²·Aᵀ, and
 * A·A† = I. Wang et al. 2023 (DDNM).
 *
 * @param factor an integer that divides the side.
 * @throws RangeError if it does not; the operator, if an array is not of whole pictures.
 */
export function averagePooling({ side, channels }: Pictures, factor: number): LinearOperator<Float32Array> {
  integerIn('side', side, 1, 4096)
  integerIn('channels', channels, 1, 4096)
  integerIn('factor', factor, 1, side)
  if (side % factor !== 0) throw new RangeError(`factor must divide the side ${side}, and ${factor} does not.`)
  const small = side / factor
  const [large, little] = [side * side * channels, small * small * channels]
  /** The index in the small picture of number k of the large one, both within their batches. */
  const blockOf = (k: number) => {
    const [b, row, column, c] = [
      Math.floor(k / large),
      Math.floor(k / (side * channels)) % side,
      Math.floor(k / channels) % side,
      k % channels,
    ]
    return b * little + (Math.floor(row / factor) * small + Math.floor(column / factor)) * channels + c
  }
  return {
    apply: (x) => {
      const sums = new Float64Array(wholeNumberOf('Pictures', x.length, large) * little)
      x.forEach((value, k) => {
        sums[blockOf(k)] = (sums[blockOf(k)] ?? NaN) + value
      })
      return Float32Array.from(sums, (sum) => sum / factor ** 2)
    },
    pseudoInverse: (y) =>
      Float32Array.from(
        { length: wholeNumberOf('Small pictures', y.length, little) * large },
        (_, k) => y[blockOf(k)] ?? NaN,
      ),
  }
}

/**
 * Colourisation's A: the mean of each pixel's channels, [B, …, channels] to [B, …]. A† repeats the grey value in each channel:
 * with rows of 1/C, A·Aᵀ = I/C, so A† = C·Aᵀ, and A·A† = I. Wang et al. 2023 (DDNM).
 *
 * @throws RangeError if there is no channel; the operator, if an array is not of whole pixels.
 */
export function greyMean(channels: number): LinearOperator<Float32Array> {
  integerIn('channels', channels, 1, 4096)
  return {
    apply: (x) => {
      const sums = new Float64Array(wholeNumberOf('Pixels', x.length, channels))
      x.forEach((value, k) => {
        sums[Math.floor(k / channels)] = (sums[Math.floor(k / channels)] ?? NaN) + value
      })
      return Float32Array.from(sums, (sum) => sum / channels)
    },
    pseudoInverse: (y) =>
      Float32Array.from({ length: y.length * channels }, (_, k) => y[Math.floor(k / channels)] ?? NaN),
  }
}

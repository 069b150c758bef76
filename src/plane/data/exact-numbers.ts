export type Bytes = Uint8Array<ArrayBuffer>

/** The most decimals that are tried. */
const MOST_DECIMALS = 15
const WIDTHS = [1, 2, 4] as const
const FLOAT64 = 255 // in place of the decimals: the values follow as float64

/** The fewest decimals that give all values exactly; undefined if fifteen are too few. */
function decimalsOf(values: Float64Array): number | undefined {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const unit = 10 ** decimals
    if (
      values.every(
        (value) =>
          Math.abs(value * unit) <= Number.MAX_SAFE_INTEGER &&
          Math.round(value * unit) / unit === value &&
          !Object.is(value, -0),
      )
    )
      return decimals
  }
  return undefined
}

/** The least x and the least y. */
function least(integers: Float64Array): readonly [number, number] {
  const leastOf = (axis: number) =>
    integers.reduce((low, value, i) => (i % 2 === axis ? Math.min(low, value) : low), Infinity)
  return [leastOf(0), leastOf(1)]
}

/**
 * Packs coordinates [N·2] with every digit, little-endian: decimals u8, bytes of an offset u8, the least x and y as f64 in units
 * of the last decimal, and each coordinate's offset from them. If few decimals are not enough: 255 u8, and the values as f64.
 */
export function asPackedNumbers(values: Float64Array): Bytes {
  const decimals = decimalsOf(values)
  const integers = values.map((value) => Math.round(value * 10 ** (decimals ?? 0)))
  const low = least(integers)
  const range = integers.reduce((most, value, i) => Math.max(most, value - low[i % 2 === 0 ? 0 : 1]), 0)
  const width = WIDTHS.find((bytes) => range < 256 ** bytes)
  if (decimals === undefined || width === undefined) {
    const bytes = new Uint8Array(1 + 8 * values.length)
    bytes[0] = FLOAT64
    values.forEach((value, i) => {
      new DataView(bytes.buffer).setFloat64(1 + 8 * i, value, true)
    })
    return bytes
  }
  const bytes = new Uint8Array(18 + width * values.length)
  const view = new DataView(bytes.buffer)
  bytes.set([decimals, width])
  low.forEach((value, i) => {
    view.setFloat64(2 + 8 * i, value, true)
  })
  integers.forEach((value, i) => {
    const offset = value - low[i % 2 === 0 ? 0 : 1]
    for (let k = 0; k < width; k++) bytes[18 + width * i + k] = Math.floor(offset / 256 ** k) % 256
  })
  return bytes
}

/** Unpacks what `asPackedNumbers` packed; undefined if it is not `count` finite numbers. */
export function fromPackedNumbers(bytes: Uint8Array, count: number): Float64Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [decimals = NaN, width = NaN] = bytes
  if (decimals === FLOAT64) {
    if (bytes.length !== 1 + 8 * count) return undefined
    const values = Float64Array.from({ length: count }, (_, i) => view.getFloat64(1 + 8 * i, true))
    return values.every(Number.isFinite) ? values : undefined
  }
  if (!(decimals <= MOST_DECIMALS) || ![1, 2, 4].includes(width) || bytes.length !== 18 + width * count)
    return undefined
  const low = [view.getFloat64(2, true), view.getFloat64(10, true)]
  const values = Float64Array.from({ length: count }, (_, i) => {
    let offset = 0
    for (let k = 0; k < width; k++) offset += (bytes[18 + width * i + k] ?? NaN) * 256 ** k
    return ((low[i % 2] ?? NaN) + offset) / 10 ** decimals
  })
  return values.every(Number.isFinite) ? values : undefined
}

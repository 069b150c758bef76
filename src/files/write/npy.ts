/** What an array of numpy holds, in numpy's own words: float32, float64, int32 (all little-endian), bool, or text of n characters. */
type NpyType = '<f4' | '<f8' | '<i4' | '|b1' | `<U${number}`

const tuple = (shape: readonly number[]): string => `(${shape.map((length) => `${length},`).join(' ')})`

/**
 * The beginning of a .npy file; the numbers follow it, in C order. Source: numpy.lib.format, version 1.0.
 *
 * @param shape [] for a single value
 * @returns bytes whose length is a multiple of 64, so that the numbers can be mapped into memory
 */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple(shape)}, }`
  const length = 64 * Math.ceil((10 + words.length + 1) / 64)
  const text = `${words.padEnd(length - 11)}\n`
  const header = Uint8Array.from(`\x93NUMPY\x01\x00  ${text}`, (letter) => letter.charCodeAt(0))
  new DataView(header.buffer).setUint16(8, text.length, true)
  return header
}

/** A text as a .npy file: one value of a fixed number of characters, each of four bytes. @param text at least one character */
export function npyText(text: string): readonly Uint8Array<ArrayBuffer>[] {
  const points = Uint32Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
  return [npyHeader(`<U${points.length}`, []), new Uint8Array(points.buffer)]
}

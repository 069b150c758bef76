/** Bytes of a picture (0 black … 255 white) ↔ the network's values in [−1, 1] ↔ the text of a link. */

export function toValues(bytes: Uint8Array | Uint8ClampedArray): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 127.5 - 1)
}

export function toText(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Inverse of toText; the text was checked when the link was read, and atob throws on what is not base64. */
export function fromText(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

/** Black and white changed for each other. */
export const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => 255 - byte)

/**
 * Bytes that show values: −range is black, +range is white, what lies beyond is clipped.
 * @param out where to write, from `at` on; a new array if absent
 */
export function toBytes(
  values: Float32Array,
  range: number,
  out = new Uint8ClampedArray(values.length),
): Uint8ClampedArray {
  const scale = 127.5 / range
  for (let i = 0; i < values.length; i++) out[i] = (values[i] ?? 0) * scale + 127.5
  return out
}

import { inflateSync } from 'node:zlib'

/** Paeth's predictor (PNG specification, section 9.4). */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [dLeft, dUp, dCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [number, number, number]
  return dLeft <= dUp && dLeft <= dCorner ? left : dUp <= dCorner ? up : corner
}

/** Decodes a PNG of 8-bit grey without interlacing: enough for the sprites of this project. */
export function greyPng(file: Buffer): { width: number; height: number; bytes: Uint8Array } {
  const width = file.readUInt32BE(16)
  const height = file.readUInt32BE(20)
  if (file.readUInt16BE(24) !== 0x0800) throw new Error('not 8-bit grey')
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  const rows = inflateSync(Buffer.concat(parts))
  const bytes = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (width + 1)]
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? (bytes[y * width + x - 1] ?? 0) : 0
      const up = y > 0 ? (bytes[(y - 1) * width + x] ?? 0) : 0
      const corner = x > 0 && y > 0 ? (bytes[(y - 1) * width + x - 1] ?? 0) : 0
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      bytes[y * width + x] = (rows[y * (width + 1) + 1 + x] ?? 0) + predicted
    }
  }
  return { width, height, bytes }
}

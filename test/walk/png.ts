import { inflateSync } from 'node:zlib'

/** Paeth's predictor (PNG specification, section 9.4). */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [dLeft, dUp, dCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [number, number, number]
  return dLeft <= dUp && dLeft <= dCorner ? left : dUp <= dCorner ? up : corner
}

/** Channels of 8-bit pictures by PNG's colour type: grey, RGB, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 6: 4 }

/** Decodes a PNG with 8 bits per channel, without interlacing or palette, which is enough for the pictures of this project. */
export function png(file: Buffer): { width: number; height: number; channels: number; bytes: Uint8Array } {
  const [width, height, channels] = [file.readUInt32BE(16), file.readUInt32BE(20), CHANNELS[file[25] ?? -1]]
  if (file[24] !== 8 || channels === undefined) throw new Error('not 8 bits a channel, or with a palette')
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  const rows = inflateSync(Buffer.concat(parts))
  const line = width * channels
  const bytes = new Uint8Array(line * height)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (line + 1)]
    for (let x = 0; x < line; x++) {
      const left = x >= channels ? (bytes[y * line + x - channels] ?? 0) : 0
      const up = y > 0 ? (bytes[(y - 1) * line + x] ?? 0) : 0
      const corner = x >= channels && y > 0 ? (bytes[(y - 1) * line + x - channels] ?? 0) : 0
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      bytes[y * line + x] = (rows[y * (line + 1) + 1 + x] ?? 0) + predicted
    }
  }
  return { width, height, channels, bytes }
}

/** A PNG in the form in which a canvas gives pixels. */
export function rgbaPng(file: Buffer): { width: number; height: number; data: Uint8ClampedArray } {
  const { width, height, channels, bytes } = png(file)
  const at = (pixel: number, channel: number) =>
    channel === 3
      ? channels === 4
        ? bytes[4 * pixel + 3]
        : 255
      : bytes[channels * pixel + (channels === 1 ? 0 : channel)]
  return {
    width,
    height,
    data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => at(i >> 2, i % 4) ?? 0),
  }
}

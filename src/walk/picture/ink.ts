import { type Blob, blobsOf, fillOf } from './blobs'
import { type Ink, likeMnist } from './mnist-shape'
import { paperUnder, type Scan } from './paper'

/** RGBA bytes, not premultiplied. */
export interface Rgba {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** Ink differs from its paper by at least this much brightness (black is 0, white is 1), and this many times the paper's noise. */
const LEAST_CONTRAST = 0.03
const LEAST_SIGMAS = 4
/** On uneven paper, marks fainter than this share of the ink's strength count as lines, shadows and smears. */
const FAINT = 0.3
/** A blob is a sheet of paper if it fills its box, covers a large share of the picture, and has ink, which makes holes in it. */
const SHEET = { filledShare: 0.85, pictureShare: 0.12, holeShare: [0.003, 0.5], margin: 0.04 } as const
/** Blobs smaller than this share of the largest one's area are specks. */
const SPECK = 0.02
/**
 * A blob that covers this share of the picture's edge is the table beside the paper, if other ink covers at least this share of the
 * picture.
 */
const TABLE_EDGE_SHARE = 0.12
const INK_SHARE = 0.003

/** Rec. 601 luma, which weighs colours as the eye does, in [0, 1]. */
const luma = (data: Uint8ClampedArray, i: number) =>
  (0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0)) / 255

const isEdge = (i: number, width: number, height: number) =>
  i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1

function crop({ width, values }: Scan, left: number, top: number, w: number, h: number): Scan {
  const part = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    const start = (top + y) * width + left
    part.set(values.subarray(start, start + w), y * w)
  }
  return { width: w, height: h, values: part }
}

/** The brightness of a picture. Its transparent places become paper: white under dark ink, black under light ink. */
export function scanOf({ width, height, data }: Rgba): Scan {
  const pixels = width * height
  const alpha = (i: number) => (data[4 * i + 3] ?? 0) / 255
  let [weight, sum, edgePixels, clearEdgePixels] = [0, 0, 0, 0]
  let edgeSum = 0
  for (let i = 0; i < pixels; i++) {
    weight += alpha(i)
    sum += alpha(i) * luma(data, i)
    if (!isEdge(i, width, height)) continue
    edgePixels++
    clearEdgePixels += Number(alpha(i) < 0.5)
    edgeSum += alpha(i) * luma(data, i)
  }
  // If the edge is mostly transparent, all opaque pixels are ink. Otherwise the opaque edge is paper, and so are transparent places.
  const paper =
    clearEdgePixels > edgePixels / 2
      ? Number(sum <= weight / 2)
      : edgeSum / Math.max(1e-6, edgePixels - clearEdgePixels)
  const values = new Float32Array(pixels)
  for (let i = 0; i < pixels; i++) values[i] = alpha(i) * luma(data, i) + (1 - alpha(i)) * paper
  return { width, height, values }
}

/** How strongly each pixel differs from its paper, 0 (paper) to 1 (ink): darker or lighter, whichever there is more of. */
function inkStrength(scan: Scan): Ink | undefined {
  const { width, height, values } = scan
  const { surface, noise } = paperUnder(scan)
  const least = Math.max(LEAST_CONTRAST, LEAST_SIGMAS * noise)
  const difference = values.map((value, i) => (surface[i] ?? 0) - value)
  let [darker, lighter] = [0, 0]
  for (const value of difference) {
    if (value > least) darker += value
    if (-value > least) lighter -= value
  }
  const sign = darker >= lighter ? 1 : -1
  const strengths = difference
    .filter((value) => sign * value > least)
    .map((value) => sign * value)
    .sort()
  const fullStrength = strengths[Math.floor(0.9 * strengths.length)]
  if (fullStrength === undefined) return undefined
  const from = noise === 0 ? 0 : Math.max(least, FAINT * fullStrength)
  return {
    width,
    height,
    values: difference.map((value) => Math.max(0, Math.min(1, (sign * value - from) / (fullStrength - from)))),
  }
}

/**
 * A thing on its paper in the manner of Fashion-MNIST's garments: the paper becomes black, and each pixel becomes lighter by as much
 * as it differs from the paper, darker or lighter, whichever there is more of.
 * @returns bytes
 */
export function onBlack(scan: Scan): Uint8Array {
  const { surface, noise } = paperUnder(scan)
  const difference = scan.values.map((value, i) => value - (surface[i] ?? 0))
  const isDark = difference.reduce((sum, value) => sum + (Math.abs(value) > LEAST_CONTRAST ? value : 0), 0) < 0
  return Uint8Array.from(difference, (value, i) => {
    const paper = Math.max(0, Math.min(1, surface[i] ?? 0))
    const mostDifference = Math.max(LEAST_CONTRAST, isDark ? paper : 1 - paper)
    const lightness = (isDark ? -value : value) - LEAST_SIGMAS * noise
    return 255 * Math.max(0, Math.min(1, lightness / mostDifference))
  })
}

/** The blobs that are writing: leaves out specks, and the table at the edge if there is other ink. */
function writingBlobs(blobs: readonly Blob[], { width, height, values }: Ink): readonly Blob[] {
  const strong = blobs.filter(({ pixels }) => pixels.some((i) => (values[i] ?? 0) >= 0.5))
  const isTable = ({ onEdge }: Blob) => onEdge > TABLE_EDGE_SHARE * 2 * (width + height)
  const inner = strong.filter((blob) => !isTable(blob) && blob.pixels.length > INK_SHARE * width * height)
  const candidates = inner.length > 0 ? strong.filter((blob) => !isTable(blob)) : strong
  const largest = Math.max(0, ...candidates.map(({ pixels }) => pixels.length))
  return candidates.filter(({ pixels }) => pixels.length >= SPECK * largest)
}

function isSheet(blob: Blob, { width, height }: Ink): boolean {
  if (blob.pixels.length < SHEET.pictureShare * width * height) return false
  const { filledShare, holeShare } = fillOf(blob, width)
  return filledShare >= SHEET.filledShare && holeShare > SHEET.holeShare[0] && holeShare < SHEET.holeShare[1]
}

/** Erases all ink but these blobs and the soft edge around them. */
function onlyBlobs(ink: Ink, blobs: readonly Blob[]): Ink {
  const { width, height, values } = ink
  const near = new Uint8Array(width * height)
  for (const { pixels } of blobs) {
    for (const i of pixels)
      for (const offset of [0, -1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1]) near[i + offset] = 1
  }
  return { width, height, values: values.map((value, i) => (near[i] ? value : 0)) }
}

/**
 * Tells the ink of a scan from its paper by contrast: dark on light or light on dark, even on grey or unevenly lit paper. If the
 * picture shows a sheet that lies on something, takes the ink on the sheet.
 * @param sheets how many sheets may lie on one another
 * @returns undefined if there is no ink
 */
function inkOf(scan: Scan, sheets = 2): Ink | undefined {
  const ink = inkStrength(scan)
  if (!ink) return undefined
  const { width, height } = ink
  const blobs = writingBlobs(
    blobsOf(width, height, (i) => (ink.values[i] ?? 0) > 0.1),
    ink,
  )
  const [sheet] = blobs.toSorted((a, b) => b.pixels.length - a.pixels.length)
  if (sheet && sheets > 0 && isSheet(sheet, ink)) {
    const margin = Math.ceil(SHEET.margin * Math.max(sheet.right - sheet.left, sheet.bottom - sheet.top))
    const [w, h] = [sheet.right - sheet.left - 2 * margin, sheet.bottom - sheet.top - 2 * margin]
    const inkOnSheet = inkOf(crop(scan, sheet.left + margin, sheet.top + margin, w, h), sheets - 1)
    if (inkOnSheet) return inkOnSheet
  }
  return blobs.length > 0 ? onlyBlobs(ink, blobs) : undefined
}

/** A picture's digit in the manner of MNIST: [28·28] bytes, white on black; undefined if there is no ink. */
export function digitOn(picture: Rgba): Uint8Array | undefined {
  const ink = inkOf(scanOf(picture))
  const bytes = ink && likeMnist(ink)
  const most = bytes?.reduce((max, byte) => Math.max(max, byte), 0)
  // Scaling down has made thin strokes grey, so the brightest pixel becomes white again.
  return bytes && most ? bytes.map((byte) => Math.round((byte * 255) / most)) : undefined
}

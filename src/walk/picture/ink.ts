import { type Blob, blobsOf, filling } from './blobs'
import { type Ink, likeMnist } from './mnist-shape'
import { paperUnder, type Scan } from './paper'

/** RGBA bytes, not premultiplied. */
export interface Rgba {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** Ink differs from its paper by at least this much brightness of black to white, and by so many times the paper's noise. */
const LEAST_CONTRAST = 0.03
const LEAST_NOISES = 4
/** On paper that is not quite even, what is fainter than this share of the ink is taken for lines, shadows and smears. */
const FAINT = 0.3
/** A sheet within the picture: it fills its box, is a good part of the picture, and something is on it. */
const SHEET = { filled: 0.85, share: 0.12, holes: [0.003, 0.5], margin: 0.04 } as const
/** Parts of so little of the largest one's area are specks. */
const SPECK = 0.02
/** What runs along so much of the picture's edge is the table beside the paper, if there is ink elsewhere. */
const ALONG_EDGE = 0.12
const ELSEWHERE = 0.003

/** Rec. 601 luma, as the eye weighs colours, 0..1. */
const luma = (data: Uint8ClampedArray, i: number) =>
  (0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0)) / 255

const isEdge = (i: number, width: number, height: number) =>
  i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1

const cut = ({ width, values }: Scan, left: number, top: number, w: number, h: number): Scan => ({
  width: w,
  height: h,
  values: Float32Array.from(
    { length: w * h },
    (_, i) => values[(top + Math.floor(i / w)) * width + left + (i % w)] ?? 0,
  ),
})

/** Brightness of a picture whose transparent places are paper: white under dark ink, black under light ink. */
export function scanOf({ width, height, data }: Rgba): Scan {
  const pixels = width * height
  const alpha = (i: number) => (data[4 * i + 3] ?? 0) / 255
  let [weight, sum, edge, clear] = [0, 0, 0, 0]
  let paper = 0
  for (let i = 0; i < pixels; i++) {
    weight += alpha(i)
    sum += alpha(i) * luma(data, i)
    if (!isEdge(i, width, height)) continue
    edge++
    clear += Number(alpha(i) < 0.5)
    paper += alpha(i) * luma(data, i)
  }
  // Transparent at the edge: all that is opaque is ink. Opaque there: the edge is paper, and a clear corner is more of it.
  const under = clear > edge / 2 ? Number(sum <= weight / 2) : paper / Math.max(1e-6, edge - clear)
  return {
    width,
    height,
    values: Float32Array.from({ length: pixels }, (_, i) => alpha(i) * luma(data, i) + (1 - alpha(i)) * under),
  }
}

/** How far each place is from its paper, on the side where there is more of that: 0 is paper, 1 is ink. */
function levelled(scan: Scan): Ink | undefined {
  const { width, height, values } = scan
  const { surface, noise } = paperUnder(scan)
  const least = Math.max(LEAST_CONTRAST, LEAST_NOISES * noise)
  const off = values.map((value, i) => (surface[i] ?? 0) - value)
  const mass = (sign: number) => off.reduce((sum, value) => sum + (sign * value > least ? sign * value : 0), 0)
  const sign = mass(1) >= mass(-1) ? 1 : -1
  const strengths = off
    .filter((value) => sign * value > least)
    .map((value) => sign * value)
    .sort()
  const full = strengths[Math.floor(0.9 * strengths.length)]
  if (full === undefined) return undefined
  const from = noise === 0 ? 0 : Math.max(least, FAINT * full)
  return { width, height, values: off.map((value) => Math.max(0, Math.min(1, (sign * value - from) / (full - from)))) }
}

/**
 * A thing on its paper, as Fashion-MNIST has its garments: the paper black, and what differs from it as much lighter as it
 * differed, on the side where there is more of that. Bytes.
 */
export function onBlack(scan: Scan): Uint8Array {
  const { surface, noise } = paperUnder(scan)
  const off = scan.values.map((value, i) => value - (surface[i] ?? 0))
  const dark = off.reduce((sum, value) => sum + (Math.abs(value) > LEAST_CONTRAST ? value : 0), 0) < 0
  return Uint8Array.from(off, (value, i) => {
    const paper = Math.max(0, Math.min(1, surface[i] ?? 0))
    const room = Math.max(LEAST_CONTRAST, dark ? paper : 1 - paper)
    const lighter = (dark ? -value : value) - LEAST_NOISES * noise
    return 255 * Math.max(0, Math.min(1, lighter / room))
  })
}

/** The parts that are writing: no specks, and not the table at the edge where there is other ink. */
function writing(blobs: readonly Blob[], { width, height, values }: Ink): readonly Blob[] {
  const strong = blobs.filter(({ pixels }) => pixels.some((i) => (values[i] ?? 0) >= 0.5))
  const beside = ({ onEdge }: Blob) => onEdge > ALONG_EDGE * 2 * (width + height)
  const elsewhere = strong.filter((blob) => !beside(blob) && blob.pixels.length > ELSEWHERE * width * height)
  const kept = elsewhere.length > 0 ? strong.filter((blob) => !beside(blob)) : strong
  const largest = Math.max(0, ...kept.map(({ pixels }) => pixels.length))
  return kept.filter(({ pixels }) => pixels.length >= SPECK * largest)
}

function isSheet(blob: Blob, { width, height }: Ink): boolean {
  if (blob.pixels.length < SHEET.share * width * height) return false
  const { filled, holes } = filling(blob, width)
  return filled >= SHEET.filled && holes > SHEET.holes[0] && holes < SHEET.holes[1]
}

function without(ink: Ink, kept: readonly Blob[]): Ink {
  const { width, height, values } = ink
  const near = new Uint8Array(width * height)
  for (const { pixels } of kept) {
    // with the soft edge around them
    for (const i of pixels)
      for (const by of [0, -1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1]) near[i + by] = 1
  }
  return { width, height, values: values.map((value, i) => (near[i] ? value : 0)) }
}

/**
 * The ink of a scan, told from its paper by contrast: dark on light or light on dark, however grey and however unevenly lit the
 * paper is; where the picture shows a sheet that lies on something, the ink on the sheet. Undefined where there is none.
 */
function inkOf(scan: Scan, sheets = 2): Ink | undefined {
  const ink = levelled(scan)
  if (!ink) return undefined
  const { width, height } = ink
  const kept = writing(
    blobsOf(width, height, (i) => (ink.values[i] ?? 0) > 0.1),
    ink,
  )
  const [sheet] = kept.toSorted((a, b) => b.pixels.length - a.pixels.length)
  if (sheet && sheets > 0 && isSheet(sheet, ink)) {
    const margin = Math.ceil(SHEET.margin * Math.max(sheet.right - sheet.left, sheet.bottom - sheet.top))
    const [w, h] = [sheet.right - sheet.left - 2 * margin, sheet.bottom - sheet.top - 2 * margin]
    const on = inkOf(cut(scan, sheet.left + margin, sheet.top + margin, w, h), sheets - 1)
    if (on) return on
  }
  return kept.length > 0 ? without(ink, kept) : undefined
}

/** A picture of a digit as the data set has its digits, [28·28] bytes, white on black; undefined where no ink is on it. */
export function digitOn(picture: Rgba): Uint8Array | undefined {
  const ink = inkOf(scanOf(picture))
  const bytes = ink && likeMnist(ink)
  const most = bytes?.reduce((max, byte) => Math.max(max, byte), 0)
  // Thin strokes have become grey by being scaled down.
  return bytes && most ? bytes.map((byte) => Math.round((byte * 255) / most)) : undefined
}

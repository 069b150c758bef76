import type { PointSet } from '../../engine/protocol/plane'
import type { Level } from '../../diffusion'
import { outOfFrame, type PointsFrame, viewFrame } from './frame'
import type { OwnPoints } from './pack'

/** As few digits as give a float32 again. */
function shortest(value: number): string {
  const digits = [6, 7, 8, 9].find((each) => Math.fround(Number(value.toPrecision(each))) === value) ?? 9
  return String(Number(value.toPrecision(digits)))
}

const MOST_DIGITS = 17 // of a float64

/** Places in the view as numbers of the data's own units, with as many digits as bring the places back. */
function outside(xy: Float32Array, frame: PointsFrame): string[] {
  if (frame.scale === 1 && frame.x === 0 && frame.y === 0) return Array.from(xy, shortest)
  const decimals = Math.ceil(Math.log10(frame.scale)) + 7
  const rounded = (value: number) =>
    decimals > 100 ? Number(value.toPrecision(MOST_DIGITS)) : Number(value.toFixed(Math.max(0, decimals)))
  return Array.from(outOfFrame(xy, frame), (value) => String(rounded(value)))
}

/** The coordinates as they came, x, y, x, y …; from their places in the view, where nothing more is known. */
const written = ({ points, frame, original }: OwnPoints): string[] =>
  original ? Array.from(original, String) : outside(points.xy, frame)

/** Points as a table with a header, x,y,label, in the coordinates in which they came. */
export function pointsCsv(own: OwnPoints): string {
  const numbers = written(own)
  const rows = Array.from(own.points.labels, (label, i) => `${numbers[2 * i]},${numbers[2 * i + 1]},${label}`)
  return `x,y,label\n${rows.join('\n')}\n`
}

const frameNote = ({ x, y, scale }: PointsFrame): string =>
  `# units of the data; in the plane: ((x - ${x}) * ${scale}, (y - ${y}) * ${scale})\n`

/** Particles as the process has them, x,y, in the data's units, with their level and the frame in comments; readable here again. */
export function particlesCsv(xt: Float32Array, { t, signal, noise }: Level, frame: PointsFrame = viewFrame): string {
  const numbers = outside(xt, frame)
  const rows = Array.from({ length: xt.length / 2 }, (_, i) => `${numbers[2 * i]},${numbers[2 * i + 1]}`)
  const level = [t, signal, noise].map((value) => String(Number(value.toPrecision(7))))
  return `# t=${level[0]} signal=${level[1]} noise=${level[2]}\n${frame === viewFrame ? '' : frameNote(frame)}x,y\n${rows.join('\n')}\n`
}

/** Points as a Python program has them: two lists. */
export function pointsPython(own: OwnPoints): string {
  const numbers = written(own)
  const pairs = Array.from(own.points.labels, (_, i) => `[${numbers[2 * i]}, ${numbers[2 * i + 1]}]`)
  return `points = [${pairs.join(', ')}]\nlabels = [${own.points.labels.join(', ')}]\n`
}

/** The points of the room, and what is known of where they came from. */
export const asOwn = (points: PointSet, own: OwnPoints | undefined): OwnPoints => own ?? { points, frame: viewFrame }

/** Offers a text as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000) // some browsers fetch it only after the click has returned
}

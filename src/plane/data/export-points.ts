import type { PointSet } from '../../engine/protocol/plane'
import type { Level } from '../../diffusion'
import { saveFile } from '../../ui/save-file'
import { outOfFrame, type PointsFrame, viewFrame } from './frame'
import type { OwnPoints } from './pack'

/** Writes a float32 with the fewest digits that give the same float32 when read. */
function shortest(value: number): string {
  const digits = [6, 7, 8, 9].find((each) => Math.fround(Number(value.toPrecision(each))) === value) ?? 9
  return String(Number(value.toPrecision(digits)))
}

const MOST_DIGITS = 17 // a float64 needs no more

/** Writes places in the view as numbers in the data's own units, with enough digits to give the same places when read. */
function inDataUnits(xy: Float32Array, frame: PointsFrame): string[] {
  if (frame.scale === 1 && frame.x === 0 && frame.y === 0) return Array.from(xy, shortest)
  const decimals = Math.ceil(Math.log10(frame.scale)) + 7
  const rounded = (value: number) =>
    decimals > 100 ? Number(value.toPrecision(MOST_DIGITS)) : Number(value.toFixed(Math.max(0, decimals)))
  return Array.from(outOfFrame(xy, frame), (value) => String(rounded(value)))
}

/** The coordinates x, y, x, y … as the visitor gave them or, if these are not known, from their places in the view. */
const coordinates = ({ points, frame, original }: OwnPoints): string[] =>
  original ? Array.from(original, String) : inDataUnits(points.xy, frame)

/** Points as a table with the header x,y,label, in the coordinates in which they were given. */
export function pointsCsv(set: OwnPoints): string {
  const numbers = coordinates(set)
  const rows = Array.from(set.points.labels, (label, i) => `${numbers[2 * i]},${numbers[2 * i + 1]},${label}`)
  return `x,y,label\n${rows.join('\n')}\n`
}

const frameNote = ({ x, y, scale }: PointsFrame): string =>
  `# units of the data; in the plane: ((x - ${x}) * ${scale}, (y - ${y}) * ${scale})\n`

/** Particles as the process has them, as a table x,y in the data's units. Comments give their level and frame. The page can read it again. */
export function particlesCsv(xt: Float32Array, { t, signal, noise }: Level, frame: PointsFrame = viewFrame): string {
  const numbers = inDataUnits(xt, frame)
  const rows = Array.from({ length: xt.length / 2 }, (_, i) => `${numbers[2 * i]},${numbers[2 * i + 1]}`)
  const level = [t, signal, noise].map((value) => String(Number(value.toPrecision(7))))
  return `# t=${level[0]} signal=${level[1]} noise=${level[2]}\n${frame === viewFrame ? '' : frameNote(frame)}x,y\n${rows.join('\n')}\n`
}

/** Points as Python code: two lists. */
export function pointsPython(set: OwnPoints): string {
  const numbers = coordinates(set)
  const pairs = Array.from(set.points.labels, (_, i) => `[${numbers[2 * i]}, ${numbers[2 * i + 1]}]`)
  return `points = [${pairs.join(', ')}]\nlabels = [${set.points.labels.join(', ')}]\n`
}

/** The points of the room with their frame and digits, if they are known. */
export const asOwn = (points: PointSet, ownPoints: OwnPoints | undefined): OwnPoints =>
  ownPoints ?? { points, frame: viewFrame }

/** Saves a table as a file. */
export const saveCsv = (name: string, text: string): void => {
  saveFile(name, new Blob([text], { type: 'text/csv' }))
}

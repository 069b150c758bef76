import type { PointSet } from '../../engine/plane/protocol'
import type { Level } from '../../diffusion'
import { outOfFrame, type PointsFrame, viewFrame } from './frame'

/** Seven digits: what a float32 knows. */
const written = (value: number): string => String(Number(value.toPrecision(7)))

/** Points as a table with a header, x,y,label, in the coordinates in which they came. */
export function pointsCsv({ xy, labels }: PointSet, frame: PointsFrame = viewFrame): string {
  const original = outOfFrame(xy, frame)
  const rows = Array.from(labels, (label, i) => `${written(original[2 * i] ?? NaN)},${written(original[2 * i + 1] ?? NaN)},${label}`)
  return `x,y,label\n${rows.join('\n')}\n`
}

/** Particles as the process has them, x,y, with their level in a comment; readable here again. */
export function particlesCsv(xt: Float32Array, { t, signal, noise }: Level): string {
  const rows = Array.from({ length: xt.length / 2 }, (_, i) => `${written(xt[2 * i] ?? NaN)},${written(xt[2 * i + 1] ?? NaN)}`)
  return `# t=${written(t)} signal=${written(signal)} noise=${written(noise)}\nx,y\n${rows.join('\n')}\n`
}

/** Points as a Python program has them: two lists. */
export function pointsPython({ xy, labels }: PointSet, frame: PointsFrame = viewFrame): string {
  const original = outOfFrame(xy, frame)
  const pairs = Array.from(labels, (_, i) => `[${written(original[2 * i] ?? NaN)}, ${written(original[2 * i + 1] ?? NaN)}]`)
  return `points = [${pairs.join(', ')}]\nlabels = [${labels.join(', ')}]\n`
}

/** Offers a text as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => { URL.revokeObjectURL(url) }, 10_000) // some browsers fetch it only after the click has returned
}

import type { Question } from '../../engine/protocol/plane'
import type { PlaneRun } from '../../plane/plane-run'
import { NothingToMeasure } from './nothing-to-measure'
import type { PlaneInstrument } from './plane-instrument'

/** Where the particles of a run stand at a frame, [n·2]; at its last one, if none is named. */
export function particlesAt({ frames }: PlaneRun, index = frames.length - 1): Float32Array {
  const frame = frames[index]
  if (!frame) throw new NothingToMeasure()
  return frame.xt
}

/** The distance between the i-th particles of two sets [n·2], for each i. */
export const distancesOf = (a: Float32Array, b: Float32Array): number[] =>
  Array.from({ length: a.length / 2 }, (_, i) =>
    Math.hypot((a[2 * i] ?? NaN) - (b[2 * i] ?? NaN), (a[2 * i + 1] ?? NaN) - (b[2 * i + 1] ?? NaN)),
  )

/** The share of values for which something holds, in [0, 1]. */
export const shareOf = <Value>(values: readonly Value[], holds: (value: Value, i: number) => boolean): number =>
  values.filter(holds).length / values.length

/** How wide a cloud [n·2] is: its standard deviation along an axis, averaged over both. */
export function widthOf(points: Float32Array): number {
  const n = points.length / 2
  const middle = [0, 0]
  points.forEach((value, k) => (middle[k % 2] = (middle[k % 2] ?? 0) + value / n))
  return Math.sqrt(points.reduce((sum, value, k) => sum + (value - (middle[k % 2] ?? 0)) ** 2, 0) / points.length)
}

/** The run that is watched: the first of two. */
export async function firstRun(plane: PlaneInstrument): Promise<PlaneRun> {
  const [run] = await plane.finish()
  if (!run) throw new NothingToMeasure()
  return run
}

/** Who answers in the run on the screen, for questions to the engine. */
export const questionOf = ({ spec: { answerer, process, label, changes } }: PlaneRun): Question => ({
  answerer,
  process,
  label,
  changes,
})

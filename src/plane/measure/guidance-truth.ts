import { dataSetOracle, type Level } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { PointSet } from '../../engine/protocol/plane'
import type { PlaneSettings } from '../settings'
import { wholeRun } from './measured-run'
import { truthOf, truthPoints } from './truth'

export const SCALES = [0, 1, 1.5, 2, 3, 5, 8] as const
export const GUIDED = 1000

/** √(tr Cov/2): the spread of points per coordinate. */
export function spreadOf(xy: Float32Array): number {
  const n = xy.length / 2
  const mean = [0, 0]
  xy.forEach((value, k) => {
    mean[k % 2] = (mean[k % 2] ?? NaN) + value / n
  })
  return Math.sqrt(xy.reduce((sum, value, k) => sum + (value - (mean[k % 2] ?? NaN)) ** 2, 0) / (2 * n))
}

/** The distance between the means of a and b. */
export function shiftBetween(a: Float32Array, b: Float32Array): number {
  const mean = (xy: Float32Array, part: 0 | 1) =>
    xy.reduce((sum, value, k) => (k % 2 === part ? sum + value : sum), 0) / (xy.length / 2)
  return Math.hypot(mean(a, 0) - mean(b, 0), mean(a, 1) - mean(b, 1))
}

/** A level of little noise, at which the nearest points decide the class of a particle. */
const nearData: Level = { t: 0, signal: 1, noise: 0.02 }

/** The mean of p(label | x) over the particles, by the exact posterior of all points. */
export function shareOfClass(particles: Float32Array, { xy, labels }: PointSet, label: 0 | 1): number {
  const oracle = dataSetOracle(xy, 2)
  let sum = 0
  for (let k = 0; k < particles.length; k += 2) {
    oracle.posteriorWeights(particles.subarray(k, k + 2), nearData).forEach((weight, i) => {
      if (labels[i] === label) sum += weight
    })
  }
  return sum / (particles.length / 2)
}

/** How guided particles compare with the true points of their class. */
export interface GuidedTruth {
  readonly scale: number
  /** The share of the particles that are of the right class, in [0, 1]. */
  readonly rightClass: number
  /** Their spread divided by that of the true conditional: 1 is right; NaN if the class is a single point, which has no spread. */
  readonly spread: number
  /** The distance of their mean from that of the true conditional. */
  readonly shift: number
  /** Their energy distance to the true conditional. */
  readonly energy: number
}

export function compareWithClass(scale: number, particles: Float32Array, points: PointSet, label: 0 | 1): GuidedTruth {
  const conditional = truthPoints(points, { label, scale: 1 })
  const trueSpread = spreadOf(conditional)
  return {
    scale,
    rightClass: shareOfClass(particles, points, label),
    spread: trueSpread > 0 ? spreadOf(particles) / trueSpread : NaN,
    shift: shiftBetween(particles, conditional),
    energy: truthOf(conditional).distances(particles).energy,
  }
}

interface Sweep {
  readonly engine: Pick<PlaneEngineClient, 'sample'>
  readonly settings: PlaneSettings
  readonly points: PointSet
  readonly label: 0 | 1
  readonly seed: number
}

/** Runs once for each scale, and reports all results so far after each run. */
export async function sweepScales(
  { engine, settings, points, label, seed }: Sweep,
  scales: readonly number[],
  onResults: (results: readonly GuidedTruth[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let results: readonly GuidedTruth[] = []
  for (const scale of scales) {
    const { spec, start } = wholeRun({ ...settings, guidance: { ...settings.guidance, label, scale } }, GUIDED, seed)
    const { xt } = await engine.sample(spec, start, signal)
    signal.throwIfAborted()
    results = [...results, compareWithClass(scale, xt, points, label)]
    onResults(results)
  }
}

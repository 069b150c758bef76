import { dataSetOracle, type Level } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { PointSet } from '../../engine/protocol/plane'
import type { PlaneSettings } from '../settings'
import { wholeRun } from './measured-run'
import { truthOf, truthPoints } from './truth'

export const SCALES = [0, 1, 1.5, 2, 3, 5, 8] as const
export const GUIDED = 1000

/** √(tr Cov/2): how far points spread, per coordinate. */
export function spreadOf(xy: Float32Array): number {
  const n = xy.length / 2
  const mean = [0, 0]
  xy.forEach((value, k) => {
    mean[k % 2] = (mean[k % 2] ?? NaN) + value / n
  })
  return Math.sqrt(xy.reduce((sum, value, k) => sum + (value - (mean[k % 2] ?? NaN)) ** 2, 0) / (2 * n))
}

/** ‖mean of a − mean of b‖. */
export function shiftBetween(a: Float32Array, b: Float32Array): number {
  const mean = (xy: Float32Array, part: 0 | 1) =>
    xy.reduce((sum, value, k) => (k % 2 === part ? sum + value : sum), 0) / (xy.length / 2)
  return Math.hypot(mean(a, 0) - mean(b, 0), mean(a, 1) - mean(b, 1))
}

/** A little noise, at which it is asked of which class a particle is: its nearest points decide. */
const nearData: Level = { t: 0, signal: 1, noise: 0.02 }

/** Mean of p(label | x) over particles, by the exact posterior of all points. */
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

/** Guided particles against what is true of the class. */
export interface GuidedTruth {
  readonly scale: number
  /** In [0, 1]. */
  readonly rightClass: number
  /** Their spread over the true conditional's: 1 where it is right; NaN where this is one point, which has none. */
  readonly spread: number
  /** Distance of their mean from the true conditional's. */
  readonly shift: number
  /** Energy distance to the true conditional. */
  readonly energy: number
}

export function judged(scale: number, particles: Float32Array, points: PointSet, label: 0 | 1): GuidedTruth {
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

/** One run for each scale, told as they come. */
export async function sweepScales(
  { engine, settings, points, label, seed }: Sweep,
  scales: readonly number[],
  told: (found: readonly GuidedTruth[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let found: readonly GuidedTruth[] = []
  for (const scale of scales) {
    const { spec, start } = wholeRun({ ...settings, guidance: { ...settings.guidance, label, scale } }, GUIDED, seed)
    const { xt } = await engine.sample(spec, start, signal)
    signal.throwIfAborted()
    found = [...found, judged(scale, xt, points, label)]
    told(found)
  }
}

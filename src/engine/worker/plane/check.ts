import type { Level } from '../../../diffusion'
import type { Standing } from '../../protocol/pictures'
import { PlaneFault } from './fault'
import type { EvaluateRequest, PlaneRunSpec, PointSet } from '../../protocol/plane'

// The worker checks what the page sends before it computes anything; a fault says what is wrong.

export const MOST_POINTS = 100_000
export const MOST_PARTICLES = 65_536
/** Largest coordinate of points and states: beyond it, a squared distance divided by a small σ² overflows float32. */
const FARTHEST = 1e4

function checkCoordinates(values: Float32Array): void {
  for (const value of values)
    if (!(Math.abs(value) <= FARTHEST))
      throw new PlaneFault('plane-coordinates', { found: String(value), most: FARTHEST })
}

/** @throws PlaneFault if a data set is empty, too large, or has a coordinate that is not a number or too large */
export function checkPoints({ xy, labels }: PointSet): void {
  if (xy.length === 0) throw new PlaneFault('plane-no-points')
  if (xy.length !== 2 * labels.length)
    throw new PlaneFault('plane-labels', { points: xy.length / 2, labels: labels.length })
  if (labels.length > MOST_POINTS)
    throw new PlaneFault('plane-many-points', { found: labels.length, most: MOST_POINTS })
  checkCoordinates(xy)
}

function checkLevel({ signal, noise }: Level): void {
  if (signal >= 0 && signal <= 1 && noise >= 0 && noise < Infinity && signal + noise > 0) return
  throw new PlaneFault('plane-level', { signal: String(signal), noise: String(noise) })
}

/** @throws PlaneFault if there are no states, or too many, or if the level has no noise and so no density */
export function checkEvaluate({ points, at }: Pick<EvaluateRequest, 'points' | 'at'>): void {
  checkLevel(at)
  if (at.noise === 0) throw new PlaneFault('plane-no-noise')
  checkStates(points)
}

function checkStates(values: Float32Array): void {
  const count = values.length / 2
  if (!Number.isInteger(count) || count < 1 || count > MOST_PARTICLES)
    throw new PlaneFault('plane-particles', { found: count, most: MOST_PARTICLES })
  checkCoordinates(values)
}

/** @throws PlaneFault if a run has no levels, or the frame at which it shall stand is not one of its own */
export function checkRun({ levels, particles }: PlaneRunSpec, { index, xt }: Pick<Standing, 'index' | 'xt'>): void {
  if (!Number.isInteger(particles) || particles < 1 || particles > MOST_PARTICLES)
    throw new PlaneFault('plane-particles', { found: particles, most: MOST_PARTICLES })
  if (levels.length < 2 || !Number.isInteger(index) || index < 0 || index >= levels.length)
    throw new PlaneFault('plane-levels', { found: levels.length })
  levels.forEach(checkLevel)
  if (xt.length !== 2 * particles) throw new PlaneFault('plane-particles', { found: xt.length / 2, most: particles })
  checkStates(xt)
}

/** @throws PlaneFault if a run has fewer steps */
export function checkSteps({ levels }: PlaneRunSpec, steps: number): void {
  if (!Number.isInteger(steps) || steps < 1 || steps >= levels.length)
    throw new PlaneFault('plane-levels', { found: levels.length })
}

/** @throws PlaneFault if a result is not finite: the page says so, and does not draw it */
export function checkComputed(...parts: readonly Float32Array[]): void {
  for (const part of parts) if (!part.every(Number.isFinite)) throw new PlaneFault('plane-diverged')
}

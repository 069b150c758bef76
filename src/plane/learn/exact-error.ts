import { levelOfSigma, normalArray } from '../../diffusion'
import type { Evaluation, EvaluateRequest, PointSet } from '../../engine/protocol/plane'
import type { LearnerShape } from '../../engine/protocol/learning'
import { planeProcess } from '../../engine/protocol/plane-process'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import { conditionOf, unguided } from '../changes'

/** The levels σ/α at which the error is measured, on any process: between the least and the greatest, the noise hides the shape of the data. */
export const SIGMAS = [0.1, 0.3, 0.7, 1.5, 4]
const SAMPLES = 128 // noised points at each level

/** The noised points at which the error is measured, for each level: x_t of some points of the data under fixed noise, so that errors are comparable. */
export function questions(
  { process: spec }: LearnerShape,
  { xy, labels }: PointSet,
): Pick<EvaluateRequest, 'points' | 'at'>[] {
  const process = planeProcess(spec)
  return SIGMAS.map((sigma, step) => {
    const at = levelOfSigma(process, sigma)
    const eps = normalArray({ seed: 0, purpose: 'forward', step, sample: 0 }, 2 * SAMPLES)
    const every = Math.max(1, Math.floor(labels.length / SAMPLES))
    const x0 = (i: number, k: number) => xy[2 * ((i * every) % labels.length) + k] ?? NaN
    return { at, points: eps.map((z, j) => at.signal * x0(j >> 1, j & 1) + at.noise * z) }
  })
}

/** Σ(σ·(ŝ − s))² = Σ(ε̂ − ε̂*)²: as errors of ε, squared errors are comparable between levels. */
function squaredError({ score }: Evaluation, { score: exact }: Evaluation, noise: number): number {
  return score.reduce((sum, value, i) => sum + (noise * (value - (exact[i] ?? NaN))) ** 2, 0)
}

/**
 * How far the network is from the exact answer: √ of the mean of (ε̂ − E[ε | x_t])² over coordinates, noised points and levels.
 * For the exact score it is 0.
 */
export async function exactError(
  engine: PlaneEngineClient,
  shape: LearnerShape,
  points: PointSet,
  signal: AbortSignal,
): Promise<number> {
  const common = { process: shape.process, ...conditionOf(unguided) } as const
  let sum = 0
  for (const question of questions(shape, points)) {
    const answer = await engine.evaluate({ ...question, ...common, answerer: 'network' }, signal)
    const exact = await engine.evaluate({ ...question, ...common, answerer: 'exact' }, signal)
    sum += squaredError(answer, exact, question.at.noise)
  }
  return Math.sqrt(sum / (SIGMAS.length * SAMPLES * 2))
}

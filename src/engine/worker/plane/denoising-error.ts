import { type Level, normalArray, noised } from '../../../diffusion'
import { readPacked, scoped, tensorAlgebra, uploadPoints } from '../../../network'
import { denoiserOf, type Workspace } from './answer'
import { xyOf } from './points'
import type { PlaneRunSpec } from '../../protocol/plane'

/** Noisy points of which the error is measured: its relative error is then a few in a hundred. */
const DRAWS = 1024

/** So many of the points, evenly taken (again and again where there are fewer), [DRAWS·2]. */
function taken(xy: Float32Array): Float32Array {
  const N = xy.length / 2
  return Float32Array.from({ length: 2 * DRAWS }, (_, k) => xy[2 * Math.floor(((k >> 1) * N) / DRAWS) + (k % 2)] ?? NaN)
}

/**
 * E‖x₀ − x̂₀‖²/2 at a level, of whoever answers the run, over the points that it is about: what DDPM's analytic variance needs
 * (`StepInput.meanSquaredError`). Measured on noisy points keyed by the run's seed; one read-back.
 */
export async function measuredError(
  { seed, ...question }: PlaneRunSpec,
  workspace: Workspace,
  at: Level,
): Promise<number> {
  const x0 = taken(xyOf(workspace.points.set, question.label))
  const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, x0.length)
  const denoise = denoiserOf(question, workspace)
  const values: Float32Array[] = []
  await scoped(async () => {
    const { x0Hat } = denoise(uploadPoints(noised(x0, eps, at)), at)
    values.push(...(await readPacked([tensorAlgebra.combine([1, x0Hat], [-1, uploadPoints(x0)])])))
    return []
  })
  const [difference = new Float32Array()] = values
  return difference.reduce((sum, value) => sum + value * value, 0) / difference.length
}

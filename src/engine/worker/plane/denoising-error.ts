import { type Level, normalArray, noised } from '../../../diffusion'
import { readPacked, scoped, tensorAlgebra, uploadPoints } from '../../../network'
import { denoiserOf, type Answerers } from './answer'
import { xyOf } from './points'
import type { PlaneRunSpec } from '../../protocol/plane'

/** Number of noisy points over which the error is averaged; its standard error is then a few per cent. */
const DRAWS = 1024

/** DRAWS of the points, evenly spread over them (repeated where there are fewer), [DRAWS·2]. */
function sampled(xy: Float32Array): Float32Array {
  const N = xy.length / 2
  return Float32Array.from({ length: 2 * DRAWS }, (_, k) => xy[2 * Math.floor(((k >> 1) * N) / DRAWS) + (k % 2)] ?? NaN)
}

/**
 * E‖x₀ − x̂₀‖²/2 at a level, x̂₀ being the run's denoiser and x₀ the points of its class: DDPM's analytic variance needs it
 * (`StepInput.meanSquaredError`). It is measured on noisy points keyed by the run's seed, by one read-back.
 */
export async function measuredError(
  { seed, ...question }: PlaneRunSpec,
  answerers: Answerers,
  at: Level,
): Promise<number> {
  const x0 = sampled(xyOf(answerers.points.set, question.label))
  const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, x0.length)
  const denoise = denoiserOf(question, answerers)
  const values: Float32Array[] = []
  await scoped(async () => {
    const { x0Hat } = denoise(uploadPoints(noised(x0, eps, at)), at)
    values.push(...(await readPacked([tensorAlgebra.combine([1, x0Hat], [-1, uploadPoints(x0)])])))
    return []
  })
  const [difference = new Float32Array()] = values
  return difference.reduce((sum, value) => sum + value * value, 0) / difference.length
}

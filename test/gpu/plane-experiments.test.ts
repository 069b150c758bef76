import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataSetOracle, type Level, normalArray, oracleDenoiser } from '../../src/diffusion'
import { createTrainer, type Trainer } from '../../src/engine/worker/plane/learning/trainer'
import { type Backend, readPacked, scoped, uploadPoints } from '../../src/network'
import { pointsOf } from '../../src/plane/data'
import { settingsOf } from '../../src/plane/experiments'
import { shapeOf, tuningOf } from '../../src/plane/learn/learner-settings'
import { levelOnTimeline } from '../../src/plane/path'
import { open } from './open-backend'

const settings = settingsOf('learning')
const points = pointsOf(settings.points, settings.pointCount, settings.seed)
const exact = oracleDenoiser(dataSetOracle(points.xy, 2))
const SAMPLES = 200

let backend: Backend
beforeAll(async () => {
  backend = await open('wasm')
})
afterAll(() => {
  backend.dispose()
})

async function epsHatOf(trainer: Trainer, x: Float32Array, at: Level): Promise<Float32Array> {
  let answer: Float32Array = new Float32Array()
  await scoped(async () => {
    const denoise = trainer.denoiser('network', null)
    if (!denoise) throw new Error('there is no network')
    answer = (await readPacked([denoise(uploadPoints(x), at).epsHat]))[0] ?? answer
    return []
  })
  return answer
}

/** √ of the mean of ‖ε̂ − E[ε | xₜ]‖² over noised points at t of the timeline: what the map shows there. */
async function errorAt(trainer: Trainer, t: number): Promise<number> {
  const at = levelOnTimeline(settings, t)
  const eps = normalArray({ seed: 9, purpose: 'forward', step: 0, sample: 0 }, 2 * SAMPLES)
  const x = eps.map((z, k) => at.signal * (points.xy[k] ?? NaN) + at.noise * z)
  const [epsHat, truth] = [await epsHatOf(trainer, x, at), exact(x, at).epsHat]
  return Math.sqrt(epsHat.reduce((sum, value, k) => sum + (value - (truth[k] ?? NaN)) ** 2, 0) / SAMPLES)
}

test('learning: after 300 steps it is nearly right where there is much noise, and far from it near the data', async () => {
  const trainer = createTrainer(() => undefined)
  trainer.setPoints(points)
  await trainer.handle({ kind: 'create', shape: shapeOf(settings), tuning: tuningOf(settings) })
  await trainer.handle({ kind: 'go', steps: 1 })
  while (await trainer.work());
  const first = await errorAt(trainer, settings.t)
  await trainer.handle({ kind: 'go', steps: 299 })
  while (await trainer.work());
  const [near, low, middle, high] = [
    await errorAt(trainer, 100),
    await errorAt(trainer, 200),
    await errorAt(trainer, settings.t),
    await errorAt(trainer, 800),
  ]
  expect(middle).toBeLessThan(first / 2) // where the experiment stands it is seen to learn
  expect(high).toBeLessThan(0.1)
  expect(near).toBeGreaterThan(5 * high)
  expect([near > low, low > middle, middle > high]).toEqual([true, true, true])
  trainer.dispose()
})

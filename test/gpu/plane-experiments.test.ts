import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataSetOracle, type Level, normalArray, oracleDenoiser } from '../../src/diffusion'
import { createLearner, type Learner } from '../../src/engine/worker/plane/learner'
import { type Backend, readPacked, scoped, uploadPoints } from '../../src/network'
import { pointsOf } from '../../src/plane/data'
import { settingsOf } from '../../src/plane/experiments'
import { shapeOf, tuningOf } from '../../src/plane/learn/lesson'
import { levelOnTimeline } from '../../src/plane/path'
import { open } from './support'

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

async function epsHatOf(learner: Learner, x: Float32Array, at: Level): Promise<Float32Array> {
  let said: Float32Array = new Float32Array()
  await scoped(async () => {
    const denoise = learner.denoiser('network', null)
    if (!denoise) throw new Error('there is no network')
    said = (await readPacked([denoise(uploadPoints(x), at).epsHat]))[0] ?? said
    return []
  })
  return said
}

/** √ of the mean of ‖ε̂ − E[ε | xₜ]‖² over noised points at t of the timeline: what the map shows there. */
async function errorAt(learner: Learner, t: number): Promise<number> {
  const at = levelOnTimeline(settings, t)
  const eps = normalArray({ seed: 9, purpose: 'forward', step: 0, sample: 0 }, 2 * SAMPLES)
  const x = eps.map((z, k) => at.signal * (points.xy[k] ?? NaN) + at.noise * z)
  const [said, truth] = [await epsHatOf(learner, x, at), exact(x, at).epsHat]
  return Math.sqrt(said.reduce((sum, value, k) => sum + (value - (truth[k] ?? NaN)) ** 2, 0) / SAMPLES)
}

test('learning: after 300 steps it is nearly right where there is much noise, and far from it near the data', async () => {
  const learner = createLearner(() => undefined)
  learner.setPoints(points)
  await learner.handle({ kind: 'create', shape: shapeOf(settings), tuning: tuningOf(settings) })
  await learner.handle({ kind: 'go', steps: 1 })
  while (await learner.work());
  const first = await errorAt(learner, settings.t)
  await learner.handle({ kind: 'go', steps: 299 })
  while (await learner.work());
  const [near, low, middle, high] = [
    await errorAt(learner, 100),
    await errorAt(learner, 200),
    await errorAt(learner, settings.t),
    await errorAt(learner, 800),
  ]
  expect(middle).toBeLessThan(first / 2) // where the experiment stands it is seen to learn
  expect(high).toBeLessThan(0.1)
  expect(near).toBeGreaterThan(5 * high)
  expect([near > low, low > middle, middle > high]).toEqual([true, true, true])
  learner.dispose()
})

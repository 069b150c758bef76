import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { normalArray, permutationTest } from '../../src/diffusion'
import { type PlaneListener, startPlaneEngine } from '../../src/engine/page/plane/client'
import type { PointSet } from '../../src/engine/protocol/plane'
import { wholeRun, usualRun } from '../../src/plane/measure/measured-run'
import { floorOf, drawnFrom, truthOf } from '../../src/plane/measure/truth'
import { defaults, type RunChoice } from '../../src/plane/settings'

/** Three blobs of a hundred points in all, the last class 1. */
const N = 100
const middles = [
  [-1, 0.6],
  [0.9, 0.8],
  [0.2, -1],
] as const
const points: PointSet = {
  xy: normalArray({ seed: 6, purpose: 'start', step: 0, sample: 0 }, 2 * N).map(
    (z, k) => 0.25 * z + (middles[(k >> 1) % 3]?.[k % 2] ?? NaN),
  ),
  labels: Uint8Array.from({ length: N }, (_, i) => Number(i % 3 === 2)),
}
const PARTICLES = 300

describe('particles of the engine, on wasm,', () => {
  const listener = {
    ready: vi.fn(),
    frame: vi.fn(),
    learned: vi.fn(),
    failed: vi.fn(),
    lost: vi.fn(),
  } satisfies PlaneListener
  const engine = startPlaneEngine()
  engine.listen(listener)
  beforeAll(async () => {
    engine.open('wasm')
    engine.setPoints(points)
    await vi.waitFor(
      () => {
        expect(listener.ready).toHaveBeenCalled()
      },
      { timeout: 60_000 },
    )
  })
  afterAll(() => {
    engine.dispose()
  })

  const particles = async (sampler: RunChoice['sampler'], steps: number) => {
    const { spec, start } = wholeRun(usualRun({ ...defaults, variance: 'beta-tilde' }, sampler, steps), PARTICLES, 7)
    return (await engine.sample(spec, start)).xt
  }
  const pValue = (xt: Float32Array) =>
    permutationTest(xt, drawnFrom(points.xy, PARTICLES, 2, 0), 2, { seed: 3, purpose: 'points', step: 0, sample: 5 })
      .pValue

  test.each<[RunChoice['sampler'], number]>([
    ['ddpm', 150],
    ['ddim', 60],
    ['euler', 60],
    ['heun', 20],
    ['rk4', 16],
    ['rk45', 4],
    ['dpm-solver++', 25],
    ['unipc', 25],
    ['lms', 25],
    ['euler-ancestral', 150],
    ['sde-dpm-solver++', 60],
    ['reverse-sde', 200],
    ['flow-heun', 50],
    ['midpoint', 20],
    ['pndm', 50],
    ['flow-euler', 100],
    ['flow-midpoint', 50],
    ['predictor-corrector', 150],
    ['annealed-langevin', 60],
  ])('%s at %d steps: cannot be told from draws of the points, and lie at their floor', async (sampler, steps) => {
    const xt = await particles(sampler, steps)
    expect(pValue(xt)).toBeGreaterThan(0.02)
    const truth = truthOf(points.xy)
    expect(truth.distances(xt).energy).toBeLessThan(5 * (await floorOf(points.xy, truth, PARTICLES)).energy.mean)
  })

  test.each<[RunChoice['sampler'], number]>([
    ['euler', 4],
    ['ddpm', 4],
    ['langevin', 60],
  ])('%s at %d steps: are told from them', async (sampler, steps) => {
    expect(pValue(await particles(sampler, steps))).toBeLessThanOrEqual(0.01)
  })
})

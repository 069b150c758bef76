import { describe, expect, test } from 'vitest'
import { permutationTest } from '../../src/diffusion'
import { type PlaneGuidance, unguided } from '../../src/plane/changes'
import {
  compareWithClass,
  shareOfClass,
  shiftBetween,
  spreadOf,
  sweepScales,
  type GuidedTruth,
} from '../../src/plane/measure/guidance-truth'
import { drawnFrom, floorOf, truthOf, truthPoints } from '../../src/plane/measure/truth'
import { defaults } from '../../src/plane/settings'
import { expectClose } from '../diffusion/closeness'
import { N, few, never, points, thinned } from './measured'

describe('what particles are held against', () => {
  test('is all points, or those of the class that is asked for', () => {
    expect(truthPoints(points, unguided)).toHaveLength(2 * N)
    expect(truthPoints(points, { label: 1, scale: 3 })).toEqual(points.xy.slice(N))
    expect(truthPoints(points, { label: 1, scale: 0 })).toHaveLength(2 * N)
  })

  test('has a floor that draws of it reach: a permutation test cannot tell them', async () => {
    const drawnPoints = drawnFrom(points.xy, few, 3, 0)
    expect(
      permutationTest(drawnPoints, points.xy, 2, { seed: 1, purpose: 'points', step: 0, sample: 9 }).pValue,
    ).toBeGreaterThan(0.02)
    const truth = truthOf(points.xy)
    const floor = await floorOf(points.xy, truth, few)
    expect(truth.distances(drawnPoints).energy).toBeLessThan(4 * floor.energy.mean)
    expect(truth.distances(points.xy.map((value) => value + 1)).energy).toBeGreaterThan(10 * floor.energy.mean)
  })
})

describe('guided particles', () => {
  const settings = { ...defaults, steps: 24, sampler: 'dpm-solver++', grid: 'log-snr' } as const
  async function sweep(kind: PlaneGuidance['kind'], scales: readonly number[]): Promise<readonly GuidedTruth[]> {
    let results: readonly GuidedTruth[] = []
    await sweepScales(
      { engine: thinned, settings: { ...settings, guidance: { ...unguided, kind } }, points, label: 1, seed: 4 },
      scales,
      (now) => {
        results = now
      },
      never,
    )
    return results
  }

  test('are the class itself at w = 1, everything at w = 0, and neither beyond: were they of p(x)·p(y|x)ʷ, w > 1 would change nothing', async () => {
    const [everyone, itself, strong, stronger] = await sweep('classifier-free', [0, 1, 3, 8])
    const conditional = truthPoints(points, { label: 1, scale: 1 })
    const floor = (await floorOf(conditional, truthOf(conditional), few)).energy.mean
    expect(everyone?.rightClass).toBeGreaterThan(0.3)
    expect(everyone?.rightClass).toBeLessThan(0.7)
    expect(itself?.rightClass).toBeGreaterThan(0.98)
    expect(itself?.energy).toBeLessThan(4 * floor)
    expect(strong?.energy).toBeGreaterThan(10 * floor)
    expect(stronger?.energy).toBeGreaterThan(strong?.energy ?? NaN)
    expect(stronger?.spread).toBeLessThan(0.8)
    expect(itself?.spread).toBeGreaterThan(0.85)
    expect(stronger?.shift).toBeGreaterThan(3 * (itself?.shift ?? NaN))
  }, 60_000)

  test('are the same by a classifier and without one, where both are exact', async () => {
    const [[free], [classified]] = [await sweep('classifier-free', [3]), await sweep('classifier', [3])]
    expectClose(classified?.energy ?? NaN, free?.energy ?? NaN, 1e-3)
    expectClose(classified?.spread ?? NaN, free?.spread ?? NaN, 1e-3)
  }, 60_000)

  test('of a class of one point have no spread beside its own, which is none', () => {
    const two = { xy: Float32Array.of(0, 0, 1, 0, 5, 5), labels: Uint8Array.of(0, 0, 1) }
    expect(compareWithClass(1, Float32Array.of(5, 5, 4, 5), two, 1)).toMatchObject({ spread: NaN, shift: 0.5 })
    expect(compareWithClass(1, Float32Array.of(5, 5, 5, 5), two, 1).spread).toBeNaN()
    expectClose(compareWithClass(1, Float32Array.of(0, 0, 1, 0), two, 0).spread, 1)
  })

  test('are described by what can be counted', () => {
    expectClose(spreadOf(Float32Array.of(0, 0, 2, 0)), Math.SQRT1_2)
    expectClose(shiftBetween(Float32Array.of(0, 0, 2, 0), Float32Array.of(4, 4)), 5)
    const three = { xy: Float32Array.of(0, 0, 1, 0, 5, 5), labels: Uint8Array.of(0, 0, 1) }
    expectClose(shareOfClass(Float32Array.of(0.1, 0, 4, 5, 5, 4, 5, 5), three, 1), 0.75)
  })
})

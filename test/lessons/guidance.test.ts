import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, noiseToSignal } from '../../src/diffusion'
import { beyondShare, SKETCHED, STRETCHES, varietyOf } from '../../src/lessons/content/guidance-measures'
import { pointsOf } from '../../src/plane/data'
import { meanNearest } from '../../src/plane/learn/recalled'
import { compareWithClass } from '../../src/plane/measure/guidance-truth'
import { wholeRun } from '../../src/plane/measure/measured-run'
import { truthPoints } from '../../src/plane/measure/truth'
import { defaults } from '../../src/plane/settings'
import { T } from '../../src/runs/timeline'
import { arrayEngine } from '../plane/array-engine'

const points = pointsOf({ kind: 'distribution', id: 'moons' }, 400, 1)

async function guided(scale: number): Promise<Float32Array> {
  const guidance = { kind: 'classifier-free', label: 1, scale } as const
  const { spec, start } = wholeRun({ ...defaults, steps: 25, guidance }, 120, 1)
  return (await arrayEngine(points).sample(spec, start)).xt
}

describe('lesson “guidance”', () => {
  test('of the moons: w = 1 fills the class; the more beyond, the less spread, and the first steps cost the most', async () => {
    const runs = await Promise.all(SKETCHED.map(guided))
    const spreads = runs.map((xt, i) => compareWithClass(SKETCHED[i] ?? NaN, xt, points, 1))
    const spread = spreads.map((each) => each.spread)
    expect(Math.abs((spread[0] ?? NaN) - 1)).toBeLessThan(0.1)
    for (const [i, value] of spread.slice(1).entries()) expect(value).toBeLessThan(spread[i] ?? NaN)
    const [first = NaN, second = NaN, third = NaN, , last = NaN] = spread
    expect(first - second).toBeGreaterThan(second - third)
    expect(last).toBeLessThan(0.65)
    const other = truthPoints(points, { label: 0, scale: 1 })
    const away = (xt: Float32Array | undefined) => meanNearest(xt ?? new Float32Array(), other)
    expect(away(runs[3])).toBeGreaterThan(1.1 * away(runs[0]))
    expect(spreads[3]?.shift).toBeGreaterThan(0.5)
    expect(spreads.every(({ rightClass }) => rightClass > 0.99)).toBe(true)
  })

  test('the parts of the walk meet at t ≈ 700 and t ≈ 300', () => {
    const sigma = (t: number) => noiseToSignal(level(cosineSchedule(T), t))
    const t = (threshold: number) =>
      Array.from({ length: T - 1 }, (_, i) => i + 1).find((each) => sigma(each) >= threshold)
    expect(Math.abs((t(STRETCHES.early.guideMin) ?? NaN) - 700)).toBeLessThan(15)
    expect(Math.abs((t(STRETCHES.late.guideMax) ?? NaN) - 300)).toBeLessThan(15)
  })

  test('variety is the mean difference of pairs, and a value is beyond where no screen shows it', () => {
    expect(varietyOf(Float32Array.of(0, 0, 3, 3, 0, 0), 3)).toBe(2)
    expect(beyondShare(Float32Array.of(-1.5, -1, 0, 1.01, 1.03))).toBe(0.4)
  })
})

import { describe, expect, test } from 'vitest'
import { medianApart } from '../../src/lessons/content/onestep-measures'
import { pointsOf } from '../../src/plane/data'
import { wholeRun } from '../../src/plane/measure/measured-run'
import { defaults } from '../../src/plane/settings'
import { arrayEngine } from '../plane/array-engine'

const points = pointsOf({ kind: 'distribution', id: 'rings' }, 400, 1)

async function ends(steps: number, seed: number): Promise<Float32Array> {
  const { spec, start } = wholeRun({ ...defaults, steps }, 120, seed)
  return (await arrayEngine(points).sample(spec, start)).xt
}

describe('lesson “onestep”', () => {
  test('one step from pure noise leads every particle to the mean of the points, by the exact answer', async () => {
    const xt = await ends(1, 1)
    const mean = [0, 1].map((k) => points.xy.reduce((sum, x, j) => (j % 2 === k ? sum + x : sum), 0) / 400)
    xt.forEach((x, k) => {
      expect(Math.abs(x - (mean[k % 2] ?? NaN))).toBeLessThan(0.05)
    })
  })

  test('many steps are one map from noise to data: the same noise ends at the same point, another elsewhere', async () => {
    const [once, again, other] = [await ends(30, 1), await ends(30, 1), await ends(30, 2)]
    expect(medianApart(once, again)).toBe(0)
    expect(medianApart(once, other)).toBeGreaterThan(0.5)
    expect(medianApart(once, again, 1)).toBeGreaterThan(0.5)
  })
})

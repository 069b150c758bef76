import { describe, expect, test } from 'vitest'
import { pointsOf } from '../../src/plane/data'
import { unguided } from '../../src/plane/changes'
import { kindOf, SHOWN_MOMENTS } from '../../src/lessons/content/train-measures'
import { freshDraws, meanNearest } from '../../src/plane/learn/recalled'
import { wholeRun } from '../../src/plane/measure/measured-run'
import { defaults } from '../../src/plane/settings'
import { arrayEngine } from '../plane/array-engine'

describe('lesson “train”', () => {
  test('the exact answer for fifty points copies them, and fresh draws of the moons are new', async () => {
    const settings = { ...defaults, pointCount: 50, steps: 30, grid: 'log-snr' as const }
    const { xy, labels } = pointsOf(settings.points, settings.pointCount, settings.seed)
    const { spec, start } = wholeRun(settings, 200, 1)
    const { xt } = await arrayEngine({ xy, labels }).sample(spec, start)
    const fresh = meanNearest(freshDraws(settings, unguided, 500) ?? new Float32Array(), xy)
    const others = meanNearest(pointsOf(settings.points, 500, 77).xy, xy)
    expect(kindOf(meanNearest(xt, xy) / fresh)).toBe('copies')
    expect(meanNearest(xt, xy)).toBeLessThan(0.02 * fresh)
    expect(kindOf(others / fresh)).toBe('fresh')
    expect(kindOf(2)).toBe('beside')
  })

  test('the four moments are shown in no order', () => {
    const steps = SHOWN_MOMENTS.map((id) => Number(id.split('-')[1] ?? 4000))
    expect(steps).toEqual([2000, 4000, 500, 100])
  })
})
// That a network recalls few points and makes others of many, and is right first in much noise, is computed where networks can
// learn: `test/gpu/plane-learning.test.ts`, `test/gpu/plane-experiments.test.ts`, and by taking the lesson.

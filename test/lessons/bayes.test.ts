import { describe, expect, test } from 'vitest'
import { dataSetOracle, type Level } from '../../src/diffusion'
import {
  classesOf,
  classOne,
  meanPull,
  pullOf,
  rightShare,
  SHARE_TIMES,
} from '../../src/lessons/content/bayes-measures'
import { pointsOf } from '../../src/plane/data'
import { shareOfClass } from '../../src/plane/measure/guidance-truth'
import { wholeRun } from '../../src/plane/measure/measured-run'
import { levelOnTimeline } from '../../src/plane/path'
import { defaults, type DistributionId } from '../../src/plane/settings'
import { arrayEngine } from '../plane/array-engine'

const classes = (id: DistributionId, pointCount: number) =>
  classesOf(pointsOf({ kind: 'distribution', id }, pointCount, 1), 1)
const at = (t: number): Level => levelOnTimeline(defaults, t)

describe('lesson “bayes”', () => {
  test('the best classifier names fewer noisy points right the more noise there is, and at last it guesses', () => {
    const shares = SHARE_TIMES.map((t) => rightShare(classes('checkerboard', 1000), at(t)))
    expect(shares[0]).toBe(1)
    for (const [i, share] of shares.slice(1, 5).entries()) expect(share).toBeLessThan((shares[i] ?? NaN) + 0.02)
    expect(shares[2]).toBeLessThan(0.7) // it does not fall evenly: at t = 400 most is lost
    expect(Math.abs((shares[5] ?? NaN) - 0.5)).toBeLessThan(0.06)
  })

  test('the classifier’s pull is σ times the slope of log p(y | xₜ), and with the score of all points makes the score of the class', () => {
    const rings = classes('rings', 200)
    const ofOne = dataSetOracle(
      rings.points.xy.filter((_, k) => rings.points.labels[k >> 1] === 1),
      2,
    )
    for (const t of [150, 400, 700]) {
      const x = Float64Array.of(0.4, -0.7)
      const pull = pullOf(rings, x, at(t), 1)
      for (const k of [0, 1] as const) {
        const along = (h: number) =>
          Math.log(
            classOne(
              rings,
              x.map((value, j) => value + (j === k ? h : 0)),
              at(t),
            ),
          )
        expect(pull[k]).toBeCloseTo((at(t).noise * (along(1e-4) - along(-1e-4))) / 2e-4, 4)
        const sum = (rings.oracle.score(x, at(t))[k] ?? NaN) + (pull[k] ?? NaN) / at(t).noise
        expect(sum).toBeCloseTo(ofOne.score(x, at(t))[k] ?? NaN, 6)
      }
    }
  })

  test('it pulls hardest in the middle: little near the data, nothing in pure noise', () => {
    const rings = classes('rings', 500)
    const pull = (t: number) => meanPull(rings, at(t), 1)
    const most = pull(225)
    expect(pull(50)).toBeLessThan(0.2 * most)
    expect(pull(950)).toBeLessThan(0.1 * most)
    for (const t of [100, 600]) expect(pull(t)).toBeLessThan(most)
  })

  test('an exact classifier leads all particles to its class at w = 1; without it both are reached', async () => {
    const points = classes('rings', 300).points
    const shareAt = async (scale: number) => {
      const settings = { ...defaults, steps: 30, guidance: { kind: 'classifier', label: 1, scale } as const }
      const { spec, start } = wholeRun(settings, 100, 1)
      return shareOfClass((await arrayEngine(points).sample(spec, start)).xt, points, 1)
    }
    expect(await shareAt(1)).toBeGreaterThan(0.99)
    expect(await shareAt(0)).toBeLessThan(0.8)
  })
})

import { describe, expect, test } from 'vitest'
import { unguided } from '../../src/plane/changes'
import { pointsOf } from '../../src/plane/data'
import { ownRef } from '../../src/plane/data/own'
import { freshDraws, meanNearest, MOST } from '../../src/plane/learn/recalled'
import { usualRun, wholeRun } from '../../src/plane/measure/measured-run'
import { defaults, DISTRIBUTIONS, type PointsRef } from '../../src/plane/settings'
import { arrayEngine } from './array-engine'

const PARTICLES = 200

describe('the distance of particles to the nearest of the points', () => {
  test('is a mean over particles, each with its own nearest', () => {
    expect(meanNearest(Float32Array.of(0, 0, 3, 4), Float32Array.of(0, 1, 3, 4, 9, 9))).toBe(0.5)
    expect(meanNearest(Float32Array.of(NaN, 0), Float32Array.of(0, 1))).toBeNaN()
  })

  test.each([10, 150])(
    'is next to nothing where the exact posterior of %d points answers: it knows no others',
    async (pointCount) => {
      const settings = { ...defaults, pointCount }
      const points = pointsOf(settings.points, pointCount, settings.seed)
      const { spec, start } = wholeRun(usualRun(settings, 'dpm-solver++', 30), PARTICLES, 5)
      const { xt } = await arrayEngine(points).sample(spec, start)
      const fresh = freshDraws(settings, unguided, PARTICLES) ?? new Float32Array()
      expect(meanNearest(xt, points.xy)).toBeLessThan(0.1 * meanNearest(fresh, points.xy))
    },
  )

  test.each(DISTRIBUTIONS)('is that of fresh draws where particles are others, of %s', (id) => {
    const settings = { ...defaults, points: { kind: 'distribution', id } as const, pointCount: 300 }
    const points = pointsOf(settings.points, settings.pointCount, settings.seed)
    const others = pointsOf(settings.points, MOST, settings.seed + 100).xy
    const fresh = freshDraws(settings, unguided, MOST) ?? new Float32Array()
    expect(fresh).toHaveLength(2 * MOST)
    const ratio = meanNearest(others, points.xy) / meanNearest(fresh, points.xy)
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.25)
  })

  test('falls with more points, of fresh draws too', () => {
    const at = (pointCount: number) =>
      meanNearest(
        freshDraws(defaults, unguided, MOST) ?? new Float32Array(),
        pointsOf(defaults.points, pointCount, defaults.seed).xy,
      )
    expect(at(1000)).toBeLessThan(at(100))
    expect(at(100)).toBeLessThan(at(10))
  })
})

describe('fresh draws', () => {
  test('are of the class that is asked for', () => {
    const points = { kind: 'distribution', id: 'two-blobs' } as const
    const of = pointsOf(points, 500, 1)
    const ofOne = of.xy.filter((_, k) => of.labels[k >> 1] === 1)
    const fresh = freshDraws({ points, seed: 1 }, { ...unguided, label: 1 }, 100) ?? new Float32Array()
    expect(fresh).toHaveLength(200)
    expect(meanNearest(fresh, ofOne)).toBeLessThan(1.2 * meanNearest(fresh, of.xy))
  })

  test('are there for the last of seeds too, and not of points that were given', () => {
    const input: PointsRef = ownRef({
      points: { xy: Float32Array.of(0, 1, 1, 0), labels: new Uint8Array(2) },
      frame: { x: 0, y: 0, scale: 1 },
    })
    expect(freshDraws({ points: defaults.points, seed: 2 ** 32 - 1 }, unguided, 50)).toHaveLength(100)
    expect(freshDraws({ points: input, seed: 1 }, unguided, 50)).toBeUndefined()
  })
})

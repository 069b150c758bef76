import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointsOf } from '../../src/plane/data'
import { DISTRIBUTIONS } from '../../src/plane/settings'

const uint32 = fc.nat({ max: 0xffffffff })
const drawPoints = (id: (typeof DISTRIBUTIONS)[number], count = 2000, seed = 1) =>
  pointsOf({ kind: 'distribution', id }, count, seed)
const axis = (xy: Float32Array, which: 0 | 1) => xy.filter((_, i) => i % 2 === which)
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
function variance(values: Float32Array): number {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** 2))
}

describe.each(DISTRIBUTIONS)('%s', (id) => {
  test('is centred, of about unit deviation, and within the view', () => {
    const { xy } = drawPoints(id)
    const [x, y] = [axis(xy, 0), axis(xy, 1)]
    // 2,000 points: the standard error of a mean is 0.022, of a variance at most 0.06
    expect(Math.abs(mean(x))).toBeLessThan(0.12)
    expect(Math.abs(mean(y))).toBeLessThan(0.12)
    expect(Math.sqrt((variance(x) + variance(y)) / 2)).toBeGreaterThan(0.94)
    expect(Math.sqrt((variance(x) + variance(y)) / 2)).toBeLessThan(1.06)
    expect(xy.filter((value) => !(Math.abs(value) < 3)).length / xy.length).toBeLessThan(0.02)
  })

  test('has two classes, each of a fair part of the points', () => {
    const ones = drawPoints(id).labels.filter((label) => label === 1).length
    expect(ones).toBeGreaterThan(500)
    expect(ones).toBeLessThan(1500)
    expect(drawPoints(id).labels.every((label) => label === 0 || label === 1)).toBe(true)
  })

  test('of another seed is other points, of the same one the same', () => {
    expect(drawPoints(id, 50, 3)).toEqual(drawPoints(id, 50, 3))
    expect(drawPoints(id, 50, 3).xy).not.toEqual(drawPoints(id, 50, 4).xy)
  })

  test('with more points has the same ones and others; one point is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), uint32, (n, seed) => {
        const [few, many] = [drawPoints(id, n, seed), drawPoints(id, 61, seed)]
        expect(few.xy).toEqual(many.xy.slice(0, 2 * n))
        expect(few.labels).toEqual(many.labels.slice(0, n))
        expect(few.xy.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  test('classes lie elsewhere: the nearest of the other points has mostly one’s own class', () => {
    const { xy, labels } = drawPoints(id, 400)
    let same = 0
    for (let i = 0; i < 400; i++) {
      let [nearest, least] = [-1, Infinity]
      for (let j = 0; j < 400; j++) {
        const distance = Math.hypot(
          (xy[2 * i] ?? NaN) - (xy[2 * j] ?? NaN),
          (xy[2 * i + 1] ?? NaN) - (xy[2 * j + 1] ?? NaN),
        )
        if (j !== i && distance < least) [nearest, least] = [j, distance]
      }
      if (labels[nearest] === labels[i]) same++
    }
    expect(same / 400).toBeGreaterThan(0.9)
  })
})

test('the two blobs share the points as two to one, exactly', () => {
  expect(drawPoints('two-blobs', 3000).labels.filter((label) => label === 1).length).toBe(1000)
})

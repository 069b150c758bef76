import { describe, expect, test } from 'vitest'
import { linesOf } from '../../src/plane/data/glyphs'
import { type Ink, inkPoints } from '../../src/plane/data/ink'

/** Ink on the pixels that `amountAt` says; class 1 on the right half. */
const makeInk = (width: number, height: number, amountAt: (x: number, y: number) => number): Ink => ({
  width,
  height,
  amount: Float32Array.from({ length: width * height }, (_, i) => amountAt(i % width, Math.floor(i / width))),
  labels: Uint8Array.from({ length: width * height }, (_, i) => (i % width >= width / 2 ? 1 : 0)),
})
const xs = (xy: Float32Array) => xy.filter((_, i) => i % 2 === 0)
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('points of ink', () => {
  test('lie where ink is, as often as there is ink, y up', () => {
    // three times as much on the upper left pixel as on the lower right one
    const points = inkPoints(
      makeInk(2, 2, (x, y) => (x === 0 && y === 0 ? 3 : x === 1 && y === 1 ? 1 : 0)),
      4000,
      1,
    )
    const { xy, labels } = points ?? { xy: new Float32Array(), labels: new Uint8Array() }
    const upper = labels.filter((label) => label === 0).length / 4000
    expect(Math.abs(upper - 0.75)).toBeLessThan(0.03) // standard error 0.007
    // the pixels touch a quarter of a pixel from the mean, whose scale is 1/√(3/16 + 1/12)
    const corner = 0.25 / Math.sqrt(3 / 16 + 1 / 12)
    labels.forEach((label, i) => {
      const side = label === 0 ? -1 : 1
      expect(side * ((xy[2 * i] ?? NaN) - corner)).toBeGreaterThan(-1e-6)
      expect(side * ((xy[2 * i + 1] ?? NaN) + corner)).toBeLessThan(1e-6)
    })
  })

  test('have mean 0 and unit deviation, whatever the drawing’s size', () => {
    for (const side of [3, 40, 200]) {
      const points = inkPoints(
        makeInk(side, side, (x, y) => (x + y) % 3),
        3000,
        2,
      )
      const { xy } = points ?? { xy: new Float32Array() }
      expect(Math.abs(mean(xy))).toBeLessThan(0.06)
      expect(Math.abs(Math.sqrt(mean(xy.map((value) => value ** 2))) - 1)).toBeLessThan(0.05)
    }
  })

  test('are anywhere within their pixel', () => {
    const points = inkPoints(
      makeInk(1, 1, () => 1),
      5000,
      3,
    )
    const x = xs(points?.xy ?? new Float32Array())
      .slice()
      .sort()
    // uniform: the empirical distribution is within 1.63/√n of the line, at 99 %
    const [low, high] = [-Math.sqrt(3), Math.sqrt(3)]
    x.forEach((value, i) => {
      expect(Math.abs((value - low) / (high - low) - i / x.length)).toBeLessThan(1.63 / Math.sqrt(5000) + 1e-3)
    })
  })

  test('are the same ones and others, where more are asked for', () => {
    const ink = makeInk(20, 10, (x) => x)
    expect(inkPoints(ink, 10, 7)?.xy).toEqual(inkPoints(ink, 30, 7)?.xy.slice(0, 20))
  })

  test('are none without ink', () => {
    expect(
      inkPoints(
        makeInk(5, 5, () => 0),
        10,
        1,
      ),
    ).toBeUndefined()
  })
})

describe('a text in lines', () => {
  test.each([
    ['Noisewalk', ['Noisewalk']],
    ['a b c', ['a b c']],
    ['denoise the plane', ['denoise', 'the plane']],
    ['  much   air  ', ['much air']],
    ['antidisestablishmentarianism', ['antidisestablishmentarianism']],
    ['', ['']],
  ])('“%s”', (text, lines) => {
    expect(linesOf(text)).toEqual(lines)
  })

  test('is cut between letters as people see them, not within', () => {
    expect(linesOf('👩‍👩‍👧‍👦'.repeat(41))).toEqual(['👩‍👩‍👧‍👦'.repeat(40)])
  })
})

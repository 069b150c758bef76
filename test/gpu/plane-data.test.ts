import { beforeAll, describe, expect, test } from 'vitest'
import { pointsOf } from '../../src/plane/data'
import { inkOfText } from '../../src/plane/data/glyphs'
import { loadFonts, textFamily } from '../../src/ui/fonts'

const points = (text: string, count = 600) => pointsOf({ kind: 'text', text }, count, 1)
/** Mean x of the points of a class. */
const meanX = ({ xy, labels }: ReturnType<typeof points>, label: number) => {
  const x = Array.from(labels, (each, i) => (each === label ? (xy[2 * i] ?? NaN) : undefined)).filter(
    (value) => value !== undefined,
  )
  return x.reduce((sum, value) => sum + value, 0) / x.length
}

beforeAll(async () => {
  await loadFonts()
  await document.fonts.load(`600 90px ${textFamily}`, 'Привет') // the page draws a text again when such letters have come
})

describe('a text becomes the points of its ink', () => {
  test.each(['Noisewalk', 'x', '世界', 'Привет', '∑', '!'])(
    '“%s” is centred and of unit deviation, and within the view',
    (text) => {
      const { xy, labels } = points(text)
      expect(labels.length).toBe(600)
      const deviation = Math.sqrt(xy.reduce((sum, value) => sum + value ** 2, 0) / xy.length)
      expect(Math.abs(deviation - 1)).toBeLessThan(0.1)
      expect(xy.every((value) => Math.abs(value) < 3.5)).toBe(true)
    },
  )

  test('letters alternate in class, from where the script begins', () => {
    expect(meanX(points('AB'), 0)).toBeLessThan(meanX(points('AB'), 1))
    expect(meanX(points('אב'), 0)).toBeGreaterThan(meanX(points('אב'), 1))
  })

  test('y is up: a dot on the line lies below what hangs above it', () => {
    const ink = inkOfText('.')
    const { xy } = points(".'", 2000)
    expect(ink.amount.some((amount) => amount > 0.5)).toBe(true)
    const dot = Array.from({ length: 2000 }, (_, i) => [xy[2 * i] ?? NaN, xy[2 * i + 1] ?? NaN] as const)
    const left = dot.filter(([x]) => x < 0).map(([, y]) => y)
    expect(Math.min(...left)).toBeLessThan(-0.5)
    expect(left.every((y) => y < 1)).toBe(true)
  })

  test.each(['', '   ', '\u200b'])('“%s” leaves no ink: one point in the middle stands for it', (text) => {
    expect([...points(text).xy]).toEqual([0, 0])
  })
})

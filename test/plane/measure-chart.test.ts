import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart, axisOf, place, spread, ticks } from '../../src/ui/chart-scale'
import { figure } from '../../src/i18n/format/figures'

const numbers = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 })

test('every value that can be shown stands within the axis, in order', () => {
  fc.assert(
    fc.property(numbers, fc.boolean(), (values, log) => {
      const axis = axisOf(values, log, 10, 200)
      const places = values.toSorted((a, b) => a - b).map((value) => place(axis, value))
      expect(places.every((at) => at >= 10 - 1e-6 && at <= 200 + 1e-6)).toBe(true)
      expect(places.every((at, i) => i === 0 || at >= (places[i - 1] ?? 0) - 1e-6)).toBe(true)
    }),
  )
})

test('marks are round, ascending and on the axis', () => {
  fc.assert(
    fc.property(numbers, fc.boolean(), (values, log) => {
      const axis = axisOf(values, log, 10, 200)
      const marks = ticks(axis)
      expect(marks.length).toBeGreaterThan(0)
      expect(marks.length).toBeLessThan(16)
      const slack = log ? 1e-6 * axis.low : 1e-6 * (axis.high - axis.low)
      expect(
        marks.every(
          (mark, i) => mark > (marks[i - 1] ?? -Infinity) && mark >= axis.low - slack && mark <= axis.high * (1 + 1e-6),
        ),
      ).toBe(true)
    }),
  )
  expect(ticks(axisOf([0.03, 2], true, 0, 1))).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1, 2])
  expect(ticks(axisOf([0, 1.2], false, 0, 1))).toEqual([0, 0.5, 1])
})

test('a logarithmic axis passes over what has no logarithm, and stands what is below it on its foot', () => {
  const axis = axisOf([0, -1, NaN, 0.1, 1], true, 0, 100)
  expect([axis.low, axis.high]).toEqual([0.1, 1])
  expect(place(axis, -3)).toBe(0)
  expect(axisOf([], true, 0, 100).high).toBe(1)
})

test('labels stand apart, in their order, moved as little as that takes', () => {
  expect(spread([10, 50, 52], 14, 0, 100)).toEqual([10, 50, 64])
  expect(spread([98, 99], 14, 0, 100)).toEqual([86, 100])
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 10 }), (heights) => {
      const placed = spread(heights, 14, 0, 200).toSorted((a, b) => a - b)
      expect(placed.every((at, i) => i === 0 || at - (placed[i - 1] ?? 0) >= 14 - 1e-9)).toBe(true)
    }),
  )
})

test('marks too near to the one before have no number', () => {
  expect(apart([0, 1, 1.5, 2, 8], { log: false, low: 0, high: 8, from: 0, to: 160 }, 20)).toEqual([0, 1, 2, 8])
})

test('figures are as short as they can be read, with a true minus sign', () => {
  expect([0, 0.0474, 12.34, 1234, -0.0021, 1e-4, 2.5e-7, -3e-5, 2e6].map(figure)).toEqual([
    '0',
    '0.047',
    '12',
    '1230',
    '−0.0021',
    '10⁻⁴',
    '2.5·10⁻⁷',
    '−3·10⁻⁵',
    '2·10⁶',
  ])
})

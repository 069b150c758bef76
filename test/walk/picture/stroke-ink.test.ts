import { expect, test } from 'vitest'
import { inkOfStrokes } from '../../../src/walk/picture/stroke-ink'

const sum = (values: Float32Array) => values.reduce((all, value) => all + value, 0)

test('a stroke leaves the area that a round pen covers on its way, and no more where it crosses itself', () => {
  const [length, pen] = [100, 20]
  const line = [
    { x: 40, y: 80 },
    { x: 40 + length, y: 80 },
  ]
  const area = length * pen + Math.PI * (pen / 2) ** 2
  const once = inkOfStrokes([line], { side: 200, pen })
  expect(sum(once.values)).toBeCloseTo(area, -1)
  expect(inkOfStrokes([line, line.toReversed()], { side: 200, pen })).toEqual(once)
  expect(once.values[80 * 200 + 90]).toBe(1)
  expect(once.values[100 * 200 + 90]).toBe(0)
})

test('a dot is a disc, and what leaves the pad is cut off', () => {
  expect(sum(inkOfStrokes([[{ x: 30, y: 30 }]], { side: 60, pen: 20 }).values)).toBeCloseTo(Math.PI * 100, -1)
  expect(sum(inkOfStrokes([[{ x: 0, y: 0 }]], { side: 60, pen: 20 }).values)).toBeCloseTo(Math.PI * 25, -1)
  expect(sum(inkOfStrokes([], { side: 60, pen: 20 }).values)).toBe(0)
})

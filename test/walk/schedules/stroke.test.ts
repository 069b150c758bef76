import { expect, test } from 'vitest'
import { drawingFaults, mendedDrawing } from '../../../src/diffusion'
import { beginStroke, drawnOn } from '../../../src/walk/schedules/stroke'
import { scales } from '../../../src/walk/schedules/scale'

const straight = mendedDrawing(Array.from({ length: 25 }, (_, i) => 9 - 0.7 * i))

test('a fast pointer leaves no point out, in either direction', () => {
  for (const [from, to] of [
    [2, 10],
    [10, 2],
  ] as const) {
    const { drawing, line } = drawnOn(beginStroke(straight, from, 9 - 0.8 * from), to, 9 - 0.8 * to)
    for (let i = 2; i <= 10; i++) {
      expect(line[i]).toBeCloseTo(9 - 0.8 * i, 9)
      expect(drawing[i]).toBeCloseTo(9 - 0.8 * i, 9)
    }
    expect(drawingFaults(line)).toEqual([])
  }
})

test('a line that rises has its fault, and the drawing falls all the same', () => {
  const { drawing, line } = drawnOn(beginStroke(straight, 5, -2), 12, 4)
  expect(drawingFaults(line)).toEqual(['rises'])
  expect(drawingFaults(drawing)).toEqual([])
  expect(drawing[12]).toBeCloseTo(4, 9) // where the pointer is, the curve is
})

test('points that the line has not passed give way, and have no fault', () => {
  const { drawing, line } = beginStroke(straight, 12, 8)
  expect(line.filter((value) => value !== undefined)).toEqual([8])
  expect(drawing[11]).toBeGreaterThan(8)
  expect(drawing[24]).toBeCloseTo(straight[24] ?? NaN, 9)
})

test('each scale shows a log-SNR where a pointer draws it', () => {
  for (const { at, placeOf } of Object.values(scales))
    for (const lambda of [-8, -1, 0, 0.5, 7]) expect(at(placeOf(lambda))).toBeCloseTo(lambda, 6)
  for (const { at } of Object.values(scales)) expect([at(1), at(0)]).toEqual([12, -12])
})

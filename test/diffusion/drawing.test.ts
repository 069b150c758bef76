import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  curveOf,
  discreteProcess,
  drawingFaults,
  drawnSchedule,
  levelAt,
  logSnr,
  mendedDrawing,
  withPoint,
} from '../../src/diffusion'

const numbers = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 40 })

describe('a drawing', () => {
  it('keeps what can be walked', () => {
    const good = [10, 6, 2, 0, -3, -8]
    expect(mendedDrawing(good)).toEqual(good)
    expect(drawingFaults(good)).toEqual([])
  })

  it.each([
    ['rises', [6, 2, 3, -2], [6, 2, 1.98, -2]],
    ['rests', [6, 2, 2, -4], [6, 2, 1.98, -4]],
    ['jumps', [6, 2, -9, -10], [6, 2, -4, -10]],
  ] as const)('that %s is mended: what comes later gives way', (fault, line, mended) => {
    expect(drawingFaults(line)).toEqual([fault])
    const mendedLine = mendedDrawing(line)
    mendedLine.forEach((value, i) => {
      expect(value).toBeCloseTo(mended[i] ?? NaN, 9)
    })
    expect(drawingFaults(mendedLine)).toEqual([])
  })

  it('names every fault of a line once, and none of what the line leaves out', () => {
    expect(drawingFaults([1, 2, 2, 3, -9])).toEqual(['rises', 'rests', 'jumps'])
    expect(drawingFaults([undefined, 3, undefined, 5, undefined])).toEqual([])
  })

  it('is mended once: what is mended stays', () => {
    fc.assert(
      fc.property(numbers, (line) => {
        const once = mendedDrawing(line)
        expect(drawingFaults(once)).toEqual([])
        mendedDrawing(once).forEach((value, i) => {
          expect(value).toBeCloseTo(once[i] ?? NaN, 9)
        })
      }),
    )
  })

  it('has a moved point where it was put, and falls all the way', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.double({ min: -11, max: 11, noNaN: true }), (line, place, value) => {
        const at = place % line.length
        const moved = withPoint(mendedDrawing(line), at, value)
        expect(moved[at]).toBeCloseTo(value, 9)
        expect(drawingFaults(moved)).toEqual([])
        expect(moved.every((each) => Math.abs(each) <= 12 + 1e-9)).toBe(true)
      }),
    )
  })

  it('is a schedule whose log-SNR is that of its points', () => {
    const drawing = [8, 5, 3, 1, 0, -1, -2, -4, -6, -9]
    const process = discreteProcess(drawnSchedule(curveOf(drawing), 1000))
    drawing.forEach((lambda, i) => {
      expect(logSnr(levelAt(process, 100 * (i + 1)))).toBeCloseTo(lambda, 6)
    })
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CENTRE, centreOfMass, type Ink, likeMnist } from '../../../src/walk/picture/mnist-shape'
import { GALLERY } from '../../../src/walk/model/settings'
import { SIZE } from '../../../src/walk/picture/mnist-shape'

/** A drawing pad with a filled box on it. */
const drawBox = (side: number, [left, top, right, bottom]: readonly [number, number, number, number]): Ink => ({
  width: side,
  height: side,
  values: Float32Array.from({ length: side * side }, (_, i) =>
    Number(i % side >= left && i % side < right && Math.floor(i / side) >= top && Math.floor(i / side) < bottom),
  ),
})

const inkOf = (bytes: Uint8Array): Ink => ({
  width: SIZE,
  height: SIZE,
  values: Float32Array.from(bytes, (byte) => byte / 255),
})

/** Width and height of what is not black. */
function extent(bytes: Uint8Array): { width: number; height: number } {
  const at = [...bytes.keys()].filter((i) => (bytes[i] ?? 0) > 0)
  const span = (values: number[]) => Math.max(...values) - Math.min(...values) + 1
  return { width: span(at.map((i) => i % SIZE)), height: span(at.map((i) => Math.floor(i / SIZE))) }
}

describe('a drawing becomes as MNIST’s digits are', () => {
  test.each([
    ['an upright line in a corner', 280, [10, 5, 30, 205]],
    ['a flat line at the bottom', 280, [40, 250, 240, 270]],
    ['a tiny dot', 280, [270, 0, 272, 2]],
    ['a box that fills the pad', 280, [0, 0, 280, 280]],
    ['a small pad', 28, [3, 3, 9, 25]],
  ] as const)('%s: largest side 20, centred by its mass', (_, side, box) => {
    const bytes = likeMnist(drawBox(side, box)) ?? new Uint8Array()
    const { width, height } = extent(bytes)
    expect(Math.max(width, height)).toBe(20)
    const { x, y } = centreOfMass(inkOf(bytes))
    expect(Math.abs(x - CENTRE)).toBeLessThanOrEqual(0.51)
    expect(Math.abs(y - CENTRE)).toBeLessThanOrEqual(0.51)
  })

  test('proportions are kept', () => {
    const { width, height } = extent(likeMnist(drawBox(280, [100, 40, 150, 240])) ?? new Uint8Array())
    expect(height).toBe(20)
    expect(width).toBeGreaterThanOrEqual(5)
    expect(width).toBeLessThanOrEqual(6)
  })

  test('where it was drawn, and how large, does not matter', () => {
    const small = likeMnist(drawBox(280, [10, 20, 30, 80]))
    expect(likeMnist(drawBox(280, [200, 110, 220, 170]))).toEqual(small)
    expect(likeMnist(drawBox(560, [20, 40, 60, 160]))).toEqual(small)
  })

  test('an empty pad is no drawing', () => {
    expect(likeMnist(drawBox(280, [0, 0, 0, 0]))).toBeUndefined()
    expect(likeMnist({ width: 2, height: 2, values: Float32Array.of(0.05, 0, 0.09, 0) })).toBeUndefined()
  })
})

test('MNIST’s own digits come out exactly as they are', () => {
  const bytes = new Uint8Array(readFileSync(new URL('../../../public/samples/digits.bin', import.meta.url)))
  for (let n = 0; n < GALLERY; n++) {
    const digit = bytes.slice(n * SIZE * SIZE, (n + 1) * SIZE * SIZE)
    expect(likeMnist(inkOf(digit))).toEqual(digit)
  }
})

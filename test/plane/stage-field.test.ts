import { describe, expect, test } from 'vitest'
import { arrowLength, arrows, medianSize } from '../../src/plane/stage/arrows'
import { contour, densityLevels } from '../../src/plane/stage/contours'
import { between, latticePoints } from '../../src/plane/stage/lattice'
import { streamlines } from '../../src/plane/stage/streamlines'

const n = 49
const half = 3
const points = latticePoints({ n, half }, 1)
const of = (f: (x: number, y: number) => number) =>
  Float32Array.from({ length: n * n }, (_, i) => f(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN))
const field = (f: (x: number, y: number) => readonly [number, number]) =>
  Float32Array.from(
    { length: 2 * n * n },
    (_, k) => f(points[k - (k % 2)] ?? NaN, points[k - (k % 2) + 1] ?? NaN)[k % 2] ?? NaN,
  )
/** (column, row) as (x, y). */
const place = (column: number, row: number): [number, number] => [
  (column * 2 * half) / (n - 1) - half,
  half - (row * 2 * half) / (n - 1),
]
const pairs = (flat: Float32Array) =>
  Array.from({ length: flat.length / 2 }, (_, i) => place(flat[2 * i] ?? NaN, flat[2 * i + 1] ?? NaN))
const largest = (values: readonly number[]) => (values.some(Number.isNaN) ? NaN : Math.max(...values))

describe('the lattice', () => {
  test('begins at the top left and grows with the process', () => {
    expect([...latticePoints({ n: 2, half: 3 }, 2)]).toEqual([-6, 6, 6, 6, -6, -6, 6, -6])
  })

  test('knows a linear field exactly between its nodes, and nothing outside', () => {
    const plane = of((x, y) => 2 * x - y)
    const [x, y] = place(10.3, 30.8)
    expect(Math.abs(between(plane, n, 10.3, 30.8) - (2 * x - y))).toBeLessThan(1e-5)
    expect(between(plane, n, n - 1, n - 1)).toBeCloseTo(9, 5)
    expect(between(plane, n, -0.01, 3)).toBeNaN()
    expect(between(plane, n, NaN, 3)).toBeNaN()
  })
})

describe('contours of a log density', () => {
  const gaussian = of((x, y) => -(x * x + y * y) / 2)

  test('of a Gaussian lie where its standard deviations say', () => {
    const levels = densityLevels(gaussian)
    expect(levels).toHaveLength(6)
    for (const [i, level] of levels.slice(0, 5).entries()) {
      const radii = pairs(contour(gaussian, n, level)).map(([x, y]) => Math.hypot(x, y))
      expect(radii.length).toBeGreaterThan(20)
      expect(largest(radii.map((r) => Math.abs(r - (i + 1) / 2)))).toBeLessThan(0.01)
    }
  })

  test('are closed: every end is another’s beginning', () => {
    const ends = new Map<string, number>()
    for (const [x, y] of pairs(contour(gaussian, n, -1))) {
      const name = `${x.toFixed(3)} ${y.toFixed(3)}`
      ends.set(name, (ends.get(name) ?? 0) + 1)
    }
    expect([...ends.values()].filter((count) => count % 2 !== 0)).toEqual([])
  })

  test('join the corners of a saddle that its middle is like', () => {
    const saddle = Float32Array.of(1, 0, 0, 1) // its middle is 0.5
    const ends = (level: number) => [...contour(saddle, 2, level)].map((place) => Math.round(10 * place) / 10)
    expect(ends(0.6)).toEqual([0, 0.4, 0.4, 0, 1, 0.6, 0.6, 1]) // the high corners are cut off
    expect(ends(0.4)).toEqual([0.6, 0, 1, 0.4, 0.4, 1, 0, 0.6]) // the low ones
  })

  test('pass over what is no number', () => {
    expect(contour(Float32Array.of(NaN, 1, 0, 1), 2, 0.5)).toHaveLength(0)
    expect(densityLevels(Float32Array.of(NaN, -Infinity))).toEqual([])
  })
})

describe('streamlines', () => {
  test('of a rotation are circles', () => {
    const lines = streamlines(
      field((x, y) => [-y, x]),
      n,
      6,
    )
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) {
      const radii = pairs(line).map(([x, y]) => Math.hypot(x, y))
      expect(largest(radii.map((r) => Math.abs(r - (radii[0] ?? NaN))))).toBeLessThan(0.08)
    }
  })

  test('of a Gaussian’s score lead straight to its middle', () => {
    const lines = streamlines(
      field((x, y) => [-x, -y]),
      n,
      6,
    )
    for (const line of lines) {
      const path = pairs(line)
      const [first, last] = [path[0] ?? [NaN, NaN], path.at(-1) ?? [NaN, NaN]]
      expect(Math.hypot(...last)).toBeLessThan(Math.hypot(...first))
    }
    expect(lines.length).toBeGreaterThan(10)
  })

  test('are none where there is no field, or where it is no number', () => {
    expect(
      streamlines(
        field(() => [0, 0]),
        n,
      ),
    ).toEqual([])
    expect(
      streamlines(
        field(() => [NaN, 1]),
        n,
      ),
    ).toEqual([])
  })
})

describe('arrows', () => {
  test('point where the field points, y up', () => {
    const lines = arrows(
      field(() => [0, 2]),
      n,
    )
    expect(lines.length).toBe(4 * 24 * 24)
    for (let k = 0; k < lines.length; k += 4) {
      expect(lines[k]).toBe(lines[k + 2])
      expect(lines[k + 1] ?? NaN).toBeGreaterThan(lines[k + 3] ?? NaN) // rows go down
    }
  })

  test('are half as long as the longest at the middle size, and never longer', () => {
    expect(arrowLength(3, 3)).toBe(0.5)
    expect(arrowLength(1e9, 3)).toBeLessThan(1)
    expect(arrowLength(0, 3)).toBe(0)
    expect(medianSize(Float32Array.of(0, 0, 3, 4, 6, 8, NaN, 1, 1, 0))).toBe(5)
  })

  test('leave out what is no number', () => {
    expect(
      arrows(
        field((x) => [x > 0 ? NaN : Infinity, 1]),
        n,
      ),
    ).toHaveLength(0)
  })
})

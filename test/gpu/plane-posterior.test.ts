import { tensor2d } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataSetOracle, type Level, uniformArray } from '../../src/diffusion'
import { type Backend, counters, dataPosterior, readPacked, tidy, uploadPoints } from '../../src/network'
import { composedDataPosterior } from '../../src/network/kernels/data-posterior'
import { open } from './open-backend'

/** n points of [−size, size]². */
const scattered = (n: number, size: number, seed: number) =>
  uniformArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * n).map((u) => (2 * u - 1) * size)

interface Case {
  readonly what: string
  readonly at: Level
  readonly points: Float32Array
  readonly x: Float32Array
}

const level = (signal: number, noise: number): Level => ({ t: 1, signal, noise })
const near = (points: Float32Array, { signal, noise }: Level) =>
  Float32Array.from(scattered(points.length / 2, 3 * noise, 9), (z, i) => signal * (points[i] ?? NaN) + z)
const few = scattered(40, 2, 1)
const cases: readonly Case[] = [
  { what: 'middling noise', at: level(0.8, 0.6), points: few, x: scattered(50, 3, 2) },
  { what: 'little noise, near the data', at: level(0.99995, 0.01), points: few, x: near(few, level(0.99995, 0.01)) },
  { what: 'hardly any noise, near the data', at: level(1, 1e-3), points: few, x: near(few, level(1, 1e-3)) },
  { what: 'hardly any noise, far from the data', at: level(1, 2e-3), points: few, x: scattered(50, 6, 3) },
  { what: 'EDM’s most noise', at: level(1, 80), points: few, x: scattered(50, 240, 4) },
  { what: 'pure noise', at: level(0, 1), points: few, x: scattered(50, 3, 5) },
  { what: 'one point', at: level(0.8, 0.6), points: few.slice(0, 2), x: scattered(10, 3, 6) },
  {
    what: 'coinciding points',
    at: level(0.9, 0.1),
    points: Float32Array.from({ length: 80 }, (_, i) => few[i % 8] ?? NaN),
    x: scattered(50, 2, 7),
  },
  {
    what: 'all points in one place',
    at: level(0.9, 1e-3),
    points: Float32Array.from({ length: 60 }, (_, i) => (i % 2 ? 1.1 : -0.7)),
    x: scattered(20, 2, 8),
  },
  { what: 'more states than points', at: level(0.6, 0.8), points: few.slice(0, 6), x: scattered(300, 2, 10) },
]

/** The largest error of a column: of x̂₀ absolute, of the others against their largest value; NaN where one is no number. */
async function errorsOf({ at, points, x }: Case, posterior = dataPosterior) {
  const before = counters().dispatches
  const answer = tidy(() => posterior(uploadPoints(x), uploadPoints(points), at))
  const dispatches = counters().dispatches - before
  const [values = new Float32Array()] = await readPacked([answer])
  answer.dispose()
  const oracle = dataSetOracle(points, 2)
  const worst = { x0Hat: 0, logDensity: 0, variance: 0 }
  for (let q = 0; q < x.length / 2; q++) {
    const query = x.subarray(2 * q, 2 * q + 2)
    const mean = oracle.posteriorMean(query, at)
    const density = oracle.logDensity(query, at)
    const off = (column: number, right: number) => Math.abs((values[4 * q + column] ?? NaN) - right)
    worst.x0Hat = Math.max(worst.x0Hat, off(0, mean[0] ?? NaN), off(1, mean[1] ?? NaN))
    worst.logDensity = Math.max(worst.logDensity, off(2, density) / Math.max(1, Math.abs(density)))
    worst.variance = Math.max(worst.variance, off(3, oracle.posteriorVariance(query, at)))
  }
  return { dispatches, worst }
}

describe.each(['wasm', 'webgpu'] as const)('what a data set says of x_t, on %s', (name) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(name)
  })
  afterAll(() => {
    backend.dispose()
  })

  test.each(cases)('is what the float64 oracle says: $what', async (testCase) => {
    const { dispatches, worst } = await errorsOf(testCase)
    expect(dispatches).toBe(name === 'webgpu' ? 1 : 0)
    expect(worst.x0Hat).toBeLessThanOrEqual(1e-4)
    expect(worst.logDensity).toBeLessThanOrEqual(1e-4)
    expect(worst.variance).toBeLessThanOrEqual(1e-4)
  })

  test('of ten thousand points too', async () => {
    const points = scattered(10_000, 2, 11)
    const { worst } = await errorsOf({ what: '', at: level(0.95, 0.3), points, x: scattered(12, 2.5, 12) })
    expect(Math.max(worst.x0Hat, worst.logDensity, worst.variance)).toBeLessThanOrEqual(1e-4)
  })

  test('without noise it is the nearest point, and of equally near ones their mean', async () => {
    const points = Float32Array.of(-1, 0, 1, 0, 0, 3)
    const answer = tidy(() =>
      dataPosterior(
        tensor2d([
          [0.9, 0.2],
          [0, 0],
          [0.2, 2.5],
        ]),
        uploadPoints(points),
        level(1, 0),
      ),
    )
    const [values = new Float32Array()] = await readPacked([answer])
    answer.dispose()
    expect([0, 1, 2].map((q) => Array.from(values.subarray(4 * q, 4 * q + 2)))).toEqual([
      [1, 0],
      [0, 0],
      [0, 3],
    ])
  })

  test.each(cases)('composed of TensorFlow.js’s own operations it is the same: $what', async (testCase) => {
    const { worst } = await errorsOf(testCase, composedDataPosterior)
    expect(worst.x0Hat).toBeLessThanOrEqual(1e-4)
    expect(worst.logDensity).toBeLessThanOrEqual(1e-4)
    expect(worst.variance).toBeLessThanOrEqual(1e-4)
  })
})

test('what a data set says of x_t, on WebGL, which has no kernel of its own', async () => {
  const backend = await open('webgl')
  for (const input of cases.filter(({ what }) => /middling|near the data|coinciding/.test(what))) {
    const { worst } = await errorsOf(input)
    expect(Math.max(worst.x0Hat, worst.logDensity, worst.variance), input.what).toBeLessThanOrEqual(1e-4)
  }
  backend.dispose()
})

import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileProgram, type Variant } from '../../../setup/program-wasm'
import { dataSetOracle, type Level, uniformArray } from '../../../src/diffusion'
import { createWasmPosterior } from '../../../src/network/kernels/wasm/posterior'
import { attributesOf } from '../../../src/network/kernels/data-posterior'

const modules = await Promise.all(
  (['plain', 'plain-threads'] as const satisfies readonly Variant[]).map(async (variant) => ({
    module: await WebAssembly.compile(readFileSync(await compileProgram(variant))),
    startHelpers: variant === 'plain' ? null : () => () => undefined,
  })),
)
const [posterior, shared] = modules.map(createWasmPosterior) as [
  ReturnType<typeof createWasmPosterior>,
  ReturnType<typeof createWasmPosterior>,
]

const scattered = (n: number, size: number, seed: number) =>
  uniformArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * n).map((u) => (2 * u - 1) * size)
const level = (signal: number, noise: number): Level => ({ t: 1, signal, noise })

function answer(x: Float32Array, points: Float32Array, at: Level, by = posterior): Float32Array {
  const out = new Float32Array(2 * x.length)
  by(x, points, attributesOf(at, points.length / 2), out)
  return out
}

/** The largest error against the float64 oracle: of positions by the noise that may move them, of the density's logarithm in nats. */
function errorOf(x: Float32Array, points: Float32Array, at: Level): number {
  const out = answer(x, points, at)
  const oracle = dataSetOracle(points, 2)
  let worst = 0
  for (let q = 0; q < x.length / 2; q++) {
    const query = x.subarray(2 * q, 2 * q + 2)
    const [a = NaN, b = NaN] = oracle.posteriorMean(query, at)
    const density = oracle.logDensity(query, at)
    const [x0 = NaN, y0 = NaN, log = NaN, variance = NaN] = out.subarray(4 * q)
    const errors = [
      x0 - a,
      y0 - b,
      (log - density) / Math.max(1, Math.abs(density)),
      variance - oracle.posteriorVariance(query, at),
    ]
    worst = Math.max(worst, ...errors.map(Math.abs))
  }
  return worst
}

const cases = fc.record({
  n: fc.integer({ min: 1, max: 700 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
  logSigma: fc.double({ min: Math.log(1e-3), max: Math.log(80), noNaN: true }),
  signal: fc.constantFrom(1, 0.999, 0.6, 0.05, 0),
  reach: fc.constantFrom(0.5, 2, 6),
})

describe('what a data set says of noisy states, by the assembly module', () => {
  test('is what the float64 oracle says, whatever the noise, the number of points and how far away the state is', () => {
    fc.assert(
      fc.property(cases, ({ n, seed, logSigma, signal, reach }) => {
        const noise = Math.exp(logSigma)
        const x = scattered(9, Math.max(reach, 3 * noise), seed + 1)
        expect(errorOf(x, scattered(n, 2, seed), level(signal, noise))).toBeLessThanOrEqual(3e-5)
      }),
      { numRuns: 300 },
    )
  })

  test('of one point is that point; of equally near ones, without noise, their mean', () => {
    expect([...answer(Float32Array.of(5, 5), Float32Array.of(1, -2), level(0.5, 0.1)).subarray(0, 2)]).toEqual([1, -2])
    const tie = answer(Float32Array.of(0, 0, 0.9, 0.2), Float32Array.of(-1, 0, 1, 0, 0, 3), level(1, 0))
    expect([tie[0], tie[1], tie[4], tie[5]]).toEqual([0, 0, 1, 0])
  })

  test('of a state that is no number is none, and leaves the others as they are', () => {
    const points = scattered(10, 2, 1)
    const alone = answer(Float32Array.of(0.3, -0.4), points, level(0.8, 0.6))
    const both = answer(Float32Array.of(NaN, 0, 0.3, -0.4), points, level(0.8, 0.6))
    expect([...both.subarray(0, 2)]).toEqual([NaN, NaN])
    expect(both.subarray(4)).toEqual(alone)
  })

  test('has the same bits after its memory has grown, after a larger set of points, and in a memory that threads share', () => {
    const [few, many] = [scattered(7, 2, 1), scattered(9000, 2, 2)]
    const x = scattered(20, 3, 3)
    const first = answer(x, few, level(0.8, 0.6))
    answer(x, many, level(0.8, 0.6))
    expect(answer(x, few, level(0.8, 0.6))).toEqual(first)
    expect(answer(x, few, level(0.8, 0.6), shared)).toEqual(first)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  convert,
  cosineSchedule,
  denoised,
  level,
  linearSchedule,
  noised,
  outputOf,
  preconditioning,
  type Level,
  type Prediction,
} from '../../src/diffusion'
import { expectClose, largestError } from './closeness'
import { affineAlgebra } from './gaussian'

const predictions: readonly Prediction[] = ['epsilon', 'sample', 'v_prediction', 'score', 'flow_prediction', 'edm']
const anyPrediction = fc.constantFrom(...predictions)
const anyLevel = fc
  .tuple(fc.constantFrom(linearSchedule(), cosineSchedule()), fc.integer({ min: 1, max: 1000 }))
  .map(([schedule, t]) => level(schedule, t))
const pixel = fc.double({ min: -1, max: 1, noNaN: true })
const normal = fc.double({ min: -5, max: 5, noNaN: true })
const pureNoise: Level = { t: 1000, signal: 0, noise: 1 }
const data: Level = { t: 0, signal: 1, noise: 0 }

/** EDM's F from the paper's own definition, D = c_skip·x + c_out·F of x = x₀ + σ·ε, with σ_data = 0.5. */
function edmF(x0: number, eps: number, signal: number, noise: number): number {
  const σ = noise / signal
  const [cSkip, cOut] = [0.25 / (σ * σ + 0.25), (σ * 0.5) / Math.sqrt(σ * σ + 0.25)]
  return (x0 - cSkip * (x0 + σ * eps)) / cOut
}

/** What a perfect network would say of x = α·x₀ + σ·ε. */
function truth(x0: number, eps: number, { signal, noise }: Level): Record<Prediction, number> {
  return {
    epsilon: eps,
    sample: x0,
    v_prediction: signal * eps - noise * x0,
    score: -eps / noise,
    flow_prediction: eps - x0,
    edm: edmF(x0, eps, signal, noise),
  }
}

describe('predictions', () => {
  it('convert into each other as their definitions say', () => {
    fc.assert(
      fc.property(anyPrediction, anyPrediction, anyLevel, pixel, normal, (from, to, at, x0, eps) => {
        const all = truth(x0, eps, at)
        const x = [at.signal * x0 + at.noise * eps]
        const [converted = NaN] = convert(affineAlgebra, x, at, [all[from]], from, to)
        // x₀ from ε divides by α, so errors grow by 1/α; ε from x₀ by 1/σ
        expectClose(converted, all[to], 1e-14 / at.signal / at.noise ** 2)
      }),
    )
  })

  it("of EDM are the preconditioning's, at every level: what it skips, and what the network adds", () => {
    for (const at of [
      level(cosineSchedule(), 1),
      level(cosineSchedule(), 700),
      pureNoise,
      data,
      { t: 3, signal: 1, noise: 3 },
    ]) {
      const { cSkip, cOut } = preconditioning(at)
      expectClose(convert(affineAlgebra, [1], at, [0], 'edm', 'sample')[0] ?? NaN, cSkip)
      expectClose(convert(affineAlgebra, [0], at, [1], 'edm', 'sample')[0] ?? NaN, cOut)
    }
  })

  it('are had back from x̂₀ and ε̂, as the network said them', () => {
    fc.assert(
      fc.property(anyPrediction, anyLevel, pixel, normal, (prediction, at, x0, eps) => {
        const all = truth(x0, eps, at)
        const [output = NaN] = outputOf(affineAlgebra, { x0Hat: [x0], epsHat: [eps] }, at, prediction)
        expectClose(output, all[prediction], 1e-13 / at.noise ** 2)
      }),
    )
  })

  it('survive the round trip in float32, where the level is not extreme', () => {
    fc.assert(
      fc.property(anyPrediction, anyPrediction, anyLevel, normal, normal, (from, to, at, x, output) => {
        fc.pre(at.signal > 0.1 && at.noise > 0.1)
        const [xs, outputs] = [Float32Array.of(x), Float32Array.of(output)]
        const there = convert(arrayAlgebra, xs, at, outputs, from, to)
        expect(largestError(convert(arrayAlgebra, xs, at, there, to, from), outputs)).toBeLessThan(1e-4)
      }),
    )
  })

  it('stay finite where there is no signal, no noise, or nearly none', () => {
    const extreme = fc.constantFrom(0, 5e-324, 1e-300, 1e-9, 1e-7)
    const either = fc.tuple(extreme, fc.boolean()).map(([c, isSignal]): Level => {
      const rest = Math.sqrt(1 - c * c)
      return isSignal ? { t: 1, signal: c, noise: rest } : { t: 1, signal: rest, noise: c }
    })
    fc.assert(
      fc.property(anyPrediction, anyPrediction, either, normal, normal, (from, to, at, x, output) => {
        expect(convert(arrayAlgebra, Float32Array.of(x), at, Float32Array.of(output), from, to)[0]).toSatisfy(
          Number.isFinite,
        )
      }),
    )
  })

  it('leave open what the level leaves open', () => {
    expect(convert(affineAlgebra, [0.3], pureNoise, [0.3], 'epsilon', 'sample')[0]).toBe(0)
    expect(convert(affineAlgebra, [0.3], data, [0.3], 'sample', 'epsilon')[0]).toBe(0)
    expect(convert(affineAlgebra, [0.3], data, [9], 'epsilon', 'sample')[0]).toBe(0.3)
    expect(convert(affineAlgebra, [0.3], pureNoise, [-0.5], 'v_prediction', 'sample')[0]).toBe(0.5)
  })
})

describe('a denoised state', () => {
  const state = fc.array(normal, { minLength: 4, maxLength: 4 }).map((values) => Float32Array.from(values))

  it('keeps x = α·x̂₀ + σ·ε̂, clipped or not', () => {
    fc.assert(
      fc.property(anyPrediction, fc.boolean(), anyLevel, state, state, (prediction, clip, at, x, output) => {
        const { x0Hat, epsHat } = denoised(arrayAlgebra, x, at, output, { prediction, clip })
        const scale = 1 + Math.max(...x0Hat.map(Math.abs)) * at.signal + Math.max(...epsHat.map(Math.abs)) * at.noise
        expect(largestError(noised(x0Hat, epsHat, at), x)).toBeLessThan(4e-7 * scale)
        if (clip) expect(x0Hat.every((value) => Math.abs(value) <= 1)).toBe(true)
      }),
    )
  })

  it('is not changed by clipping what is already a picture', () => {
    const at = level(cosineSchedule(), 400)
    const [x0, eps] = [Float32Array.of(-1, -0.5, 0.9), Float32Array.of(0.3, -2, 1)]
    const { x0Hat, epsHat } = denoised(arrayAlgebra, noised(x0, eps, at), at, eps, {
      prediction: 'epsilon',
      clip: true,
    })
    expect(largestError(x0Hat, x0)).toBeLessThan(1e-6)
    expect(largestError(epsHat, eps)).toBeLessThan(1e-6)
  })

  it('carries the variance head along, if there is one', () => {
    const x = Float32Array.of(0.5)
    const v = Float32Array.of(-0.2)
    const at = level(cosineSchedule(), 400)
    expect(denoised(arrayAlgebra, x, at, x, { prediction: 'epsilon', clip: false, v }).v).toBe(v)
    expect(denoised(arrayAlgebra, x, at, x, { prediction: 'epsilon', clip: false })).not.toHaveProperty('v')
  })
})

describe('the algebra of arrays', () => {
  const [x, y] = [Float32Array.of(1, -2, 3), Float32Array.of(0.5, 4, -1)]

  it('combines, clamps, multiplies and exponentiates elementwise, into new arrays', () => {
    expect([...arrayAlgebra.combine([2, x], [-1, y])]).toEqual([1.5, -8, 7])
    expect([...arrayAlgebra.clamp(x, -1, 1)]).toEqual([1, -1, 1])
    expect([...arrayAlgebra.multiply(x, y)]).toEqual([0.5, -8, -3])
    expect([...arrayAlgebra.exp(Float32Array.of(0, 1))]).toEqual([1, Math.fround(Math.E)])
    expect([...x]).toEqual([1, -2, 3])
  })

  it('rounds once, at the end', () => {
    const big = Float32Array.of(1e8)
    expect(arrayAlgebra.combine([1, big], [1, Float32Array.of(1)], [-1, big])[0]).toBe(1)
  })

  it('refuses states of different lengths', () => {
    expect(() => arrayAlgebra.combine([1, x], [1, new Float32Array(2)])).toThrow(RangeError)
    expect(() => arrayAlgebra.multiply(x, new Float32Array(4))).toThrow('of one length, not 3 and 4')
  })
})

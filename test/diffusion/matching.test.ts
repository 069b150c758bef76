import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineInterpolant,
  cosineSchedule,
  dataLevel,
  discreteProcess,
  edmProcess,
  flowProcess,
  levelAt,
  linearSchedule,
  logSnr,
  matched,
  matchedGradient,
  matchedLevel,
  mixtureOracle,
  networkTimestep,
  noised,
  noiseToSignal,
  normalArray,
  oracleDenoiser,
  preconditioning,
  subVpProcess,
  veProcess,
  vpProcess,
  zeroTerminalSnr,
  type Level,
  type Process,
} from '../../src/diffusion'
import { expectClose, largestError } from './closeness'

const training = discreteProcess(linearSchedule())
const oracle = mixtureOracle([
  { weight: 2, mean: [-0.6, 0.1], covariance: 0.02 },
  { weight: 1, mean: [0.5, 0.4], covariance: [0.1, 0.03] },
])
const ownDenoiser = oracleDenoiser(oracle)
const others: readonly Process[] = [
  vpProcess(),
  subVpProcess(),
  veProcess(),
  edmProcess(),
  flowProcess(),
  cosineInterpolant(),
  discreteProcess(cosineSchedule(250)),
]
const x0 = normalArray({ seed: 3, purpose: 'start', step: 0, sample: 0 }, 8)
const eps = normalArray({ seed: 3, purpose: 'forward', step: 0, sample: 0 }, 8)

it.each(others)('on $id a function of training states has the gradient that its values change by', (on) => {
  const at = levelAt(on, 0.4 * on.tMax)
  const value = (x: Float32Array, of: Level) => -0.5 * of.t * x.reduce((sum, v) => sum + v * v, 0)
  const scaled = (x: Float32Array) => {
    // as `matched` scales it
    const ownLevel = matchedLevel(training, at)
    return value(
      x.map((v) => (v * Math.hypot(ownLevel.signal, ownLevel.noise)) / Math.hypot(at.signal, at.noise)),
      ownLevel,
    )
  }
  const x = noised(x0, eps, at)
  const gradient = matchedGradient<Float32Array>(arrayAlgebra, training, (y, of) => y.map((v) => of.t * -v))(x, at)
  const h = 0.05 * Math.hypot(at.signal, at.noise) // a parabola's differences are its slopes
  const slopes = x.map(
    (_, i) =>
      (scaled(x.map((v, j) => (j === i ? v + h : v))) - scaled(x.map((v, j) => (j === i ? v - h : v)))) / (2 * h),
  )
  expect(largestError(gradient, slopes) / Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-3)
})

describe('one checkpoint serves every process', () => {
  const withinTraining = (at: Level) =>
    logSnr(at) < logSnr(levelAt(training, training.tMin)) && logSnr(at) > logSnr(levelAt(training, training.tMax))

  it.each(others)("on $id its answers are the process's own, elementwise", (on) => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1, noNaN: true }), (part) => {
        const at = levelAt(on, part * on.tMax)
        fc.pre(withinTraining(at))
        const x = noised(x0, eps, at)
        const [served, exact] = [matched(arrayAlgebra, training, ownDenoiser)(x, at), ownDenoiser(x, at)]
        expect(largestError(served.x0Hat, exact.x0Hat)).toBeLessThan(1e-4) // x in float32 is known to 1e-7 of σ̂ ≤ 160
        expect(largestError(served.epsHat, exact.epsHat)).toBeLessThan(1e-4)
        expectClose(noiseToSignal(matchedLevel(training, at)) / noiseToSignal(at), 1, 1e-9)
      }),
    )
  })

  it('asks the network within its training only, and keeps x = α·x̂₀ + σ·ε̂ beyond', () => {
    for (const trained of [
      training,
      discreteProcess(zeroTerminalSnr(cosineSchedule())),
      edmProcess({ sigmaMax: 20 }),
    ]) {
      for (const at of [
        levelAt(edmProcess(), 0.002),
        levelAt(edmProcess({ sigmaMax: 1e4 }), 1e4),
        levelAt(flowProcess(), 1),
        levelAt(flowProcess(), 1e-6),
      ]) {
        const x = noised(x0, eps, at)
        const answer = matched(arrayAlgebra, trained, (state, level) => {
          expect(level.t).toBeGreaterThanOrEqual(trained.tMin)
          expect(level.t).toBeLessThanOrEqual(trained.tMax)
          return ownDenoiser(state, level)
        })(x, at)
        expect(largestError(noised(answer.x0Hat, answer.epsHat, at), x)).toBeLessThan(1e-5)
      }
    }
  })

  it('on the data themselves is asked at its first level, and says something finite', () => {
    expect(matchedLevel(training, dataLevel).t).toBe(1)
    const answer = matched(arrayAlgebra, training, ownDenoiser)(x0, dataLevel)
    expect([...answer.x0Hat, ...answer.epsHat].every(Number.isFinite)).toBe(true)
  })
})

describe("a network's timestep", () => {
  it('is t − 1, also between two steps', () => {
    expect([1, 1000, 500.25].map((t) => networkTimestep(levelAt(training, t), 1000))).toEqual([0, 999, 499.25])
  })

  it.each([0, 0.5, 1000.5, NaN])('refuses t = %d in a sentence', (t) => {
    expect(() => networkTimestep({ t, signal: 1, noise: 1 }, 1000)).toThrow(
      new RangeError(`A network of 1000 steps must be asked for t in [1, 1000], not ${t}.`),
    )
    expect(() => networkTimestep({ t: 1, signal: 1, noise: 1 }, 0)).toThrow(
      new RangeError('T must be an integer in [1, 10000], not 0.'),
    )
  })
})

describe("EDM's preconditioning of data of deviation σ_d", () => {
  const sigma = fc.double({ min: 1e-4, max: 1e4, noNaN: true })
  const deviation = fc.double({ min: 0.05, max: 20, noNaN: true })
  const edm = (σ: number) => ({ t: σ, signal: 1, noise: σ })

  it('gives the network an input and a target of variance 1, which are uncorrelated', () => {
    fc.assert(
      fc.property(sigma, deviation, (σ, σd) => {
        const { cSkip, cOut, cIn, cNoise } = preconditioning(edm(σ), σd)
        expectClose(cIn ** 2 * (σd ** 2 + σ ** 2), 1, 1e-12)
        // the target is (x₀ − c_skip·(x₀ + n))/c_out
        expectClose((((1 - cSkip) * σd) ** 2 + (cSkip * σ) ** 2) / cOut ** 2, 1, 1e-7)
        expectClose((σd ** 2 - cSkip * (σd ** 2 + σ ** 2)) / σd ** 2, 0, 1e-12)
        expectClose(cNoise, Math.log(σ) / 4)
      }),
    )
  })

  it('leaves clean data as they are, and takes all from the network where there is nothing but noise', () => {
    expect(preconditioning(edm(0))).toMatchObject({ cSkip: 1, cOut: 0, cIn: 2, cNoise: -Infinity })
    for (const noise of [edm(1e200), { t: 1, signal: 0, noise: 1 }]) {
      const { cSkip, cOut } = preconditioning(noise)
      expectClose(cSkip, 0)
      expectClose(cOut, 0.5)
    }
  })

  it('is one of all processes: of x_t = α·(x₀ + σ̂·ε) what it is of x₀ + σ̂·ε', () => {
    fc.assert(
      fc.property(sigma, deviation, fc.double({ min: 0.01, max: 1, noNaN: true }), (σ, σd, α) => {
        const [of, ofEdm] = [preconditioning({ signal: α, noise: α * σ }, σd), preconditioning(edm(σ), σd)]
        expectClose((of.cSkip * α) / ofEdm.cSkip, 1)
        expectClose(of.cOut / ofEdm.cOut, 1)
        expectClose((of.cIn * α) / ofEdm.cIn, 1)
        expectClose(of.cNoise, ofEdm.cNoise)
      }),
    )
  })

  it('refuses data of no deviation', () => {
    expect(() => preconditioning(edm(1), 0)).toThrow(
      new RangeError('dataDeviation must be a number in (0, 1000], not 0.'),
    )
  })
})

import { describe, expect, it } from 'vitest'
import {
  denoiserScore,
  exactDivergence,
  flowLikelihood,
  gaussianOracle,
  hutchinsonDivergence,
  mixtureOracle,
  oracleDenoiser,
  oracleDivergence,
  rademacher,
  type FlowRun,
  type Level,
  type Oracle,
  type RandomKey,
} from '../../../src/diffusion'
import golden from '../../golden/likelihood.json'
import { expectClose, largestError } from '../closeness'

/** Levels of three processes by their log-SNR: their ODEs are the same. */
const preserving = (lambda: number): Level => ({
  t: NaN,
  signal: 1 / Math.sqrt(1 + Math.exp(-lambda)),
  noise: 1 / Math.sqrt(1 + Math.exp(lambda)),
})
const exploding = (lambda: number): Level => ({ t: NaN, signal: 1, noise: Math.exp(-lambda / 2) })
const straight = (lambda: number): Level => {
  const t = 1 / (1 + Math.exp(lambda / 2))
  return { t, signal: 1 - t, noise: t }
}
const key = (step: number): RandomKey => ({ seed: 9, purpose: 'step', step, sample: 0 })

/** A run on what an oracle knows. */
function exactRun(oracle: Oracle, steps: number, part: Partial<FlowRun> = {}): FlowRun {
  const score = (x: Float64Array, at: Level) => oracle.score(x, at)
  return { score, divergence: oracleDivergence(oracle), levelOf: preserving, from: 8, to: -40, steps, ...part }
}

const gaussian = gaussianOracle([0.3, -0.2], [0.3, 0.1, 0.1, 0.2])
const mixture = mixtureOracle(golden.components)
const x = Float64Array.of(0.7, -0.5)

describe("the probability flow's likelihood", () => {
  it.each([
    ['preserving', preserving],
    ['exploding', exploding],
    ['straight', straight],
  ])('is the closed form of a Gaussian, under a %s process', (_name, levelOf) => {
    const { logLikelihood, bitsPerDimension } = flowLikelihood(exactRun(gaussian, 200, { levelOf, to: -44 }), x)
    expectClose(logLikelihood, gaussian.logDensity(x, levelOf(8)), 1e-6)
    expectClose(bitsPerDimension, -logLikelihood / 2 / Math.LN2)
  })

  it('takes x where the closed form of the flow says', () => {
    const { latent } = flowLikelihood(exactRun(gaussian, 200), x)
    expect(largestError(latent, gaussian.flow(x, preserving(8), preserving(-40)))).toBeLessThan(1e-6)
  })

  it('is of order 4', () => {
    const exact = gaussian.logDensity(x, preserving(8))
    const errors = [25, 50, 100].map((steps) =>
      Math.abs(flowLikelihood(exactRun(gaussian, steps, { to: -60 }), x).logLikelihood - exact),
    )
    const [coarse = NaN, middle = NaN, fine = NaN] = errors
    expect(Math.log2(coarse / middle)).toBeGreaterThan(3.5)
    expect(Math.log2(middle / fine)).toBeGreaterThan(3.5)
  })

  it.each(golden.flows)(
    `is the density of a mixture at $x, and what scipy ${golden.note.versions.scipy} integrates in t`,
    ({ x: point, latent, logLikelihood, closed }) => {
      const logSignal = (t: number) => -0.25 * t * t * 19.9 - 0.05 * t
      const lambdaOf = (t: number) => 2 * logSignal(t) - Math.log(-Math.expm1(2 * logSignal(t)))
      const run = exactRun(mixture, 400, { from: lambdaOf(0.01), to: lambdaOf(1) })
      const theirs = flowLikelihood(run, Float64Array.from(point))
      expectClose(theirs.logLikelihood, logLikelihood, 1e-6)
      expect(largestError(theirs.latent, latent)).toBeLessThan(1e-6)
      expectClose(flowLikelihood({ ...run, to: -40 }, Float64Array.from(point)).logLikelihood, closed, 1e-6)
    },
  )

  it('integrates to 1, as computed by the flow alone', () => {
    const line = mixtureOracle([
      { weight: 1, mean: [-0.7], covariance: 0.04 },
      { weight: 2, mean: [0.5], covariance: 0.1 },
    ])
    const run = exactRun(line, 40, {
      from: 2,
      to: -30,
      divergence: exactDivergence((point, at) => line.score(point, at)),
    })
    const step = 0.1
    let sum = 0
    for (let a = -4; a <= 4; a += step) sum += Math.exp(flowLikelihood(run, Float64Array.of(a)).logLikelihood)
    expectClose(sum * step, 1, 1e-4)
  })

  it('works through a denoiser in float32, by wider differences', () => {
    const score = denoiserScore(oracleDenoiser(gaussian))
    const run = exactRun(gaussian, 100, { score, divergence: exactDivergence(score, 1e-2), from: 2, to: -14 })
    expectClose(flowLikelihood(run, x).logLikelihood, gaussian.logDensity(x, preserving(2)), 5e-3)
  })

  it('refuses in a sentence', () => {
    const run = exactRun(gaussian, 10)
    expect(() => flowLikelihood({ ...run, steps: 0 }, x)).toThrow('steps must be an integer in [1, 100000], not 0.')
    expect(() => flowLikelihood({ ...run, to: 9 }, x)).toThrow('to must be a number in [-60, 8], not 9.')
    expect(() => flowLikelihood({ ...run, from: Infinity }, x)).toThrow(
      'from must be a number in [-60, 60], not Infinity.',
    )
    expect(() => flowLikelihood(run, new Float64Array(0))).toThrow('The dimension must be an integer')
  })
})

describe('the divergence of the score', () => {
  const score = (point: Float64Array, at: Level) => mixture.score(point, at)
  const levels = [4, 0, -6].map(preserving)

  it('by differences is what the oracle knows', () => {
    for (const at of levels) {
      const exact = oracleDivergence(mixture)(x, at)
      expectClose(exactDivergence(score)(x, at) / exact, 1, 1e-6)
    }
  })

  it("is the mean of Hutchinson's estimates: over all sign vectors exactly, over random ones within their error", () => {
    const signs = [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ]
    for (const at of levels) {
      const exact = oracleDivergence(mixture)(x, at)
      expectClose(hutchinsonDivergence(score, signs)(x, at) / exact, 1, 1e-6)
      const n = 400
      const estimates = Array.from({ length: n }, (_, i) => hutchinsonDivergence(score, [rademacher(key(i), 2)])(x, at))
      const mean = estimates.reduce((a, b) => a + b, 0) / n
      const deviation = Math.sqrt(estimates.reduce((sum, e) => sum + (e - mean) ** 2, 0) / n)
      expect(Math.abs(mean - exact)).toBeLessThan((4 * deviation) / Math.sqrt(n) + 1e-6 * Math.abs(exact))
    }
  })

  it('by one probe gives likelihoods that are right in the mean', () => {
    const ofGaussian = (point: Float64Array, at: Level) => gaussian.score(point, at)
    const exact = gaussian.logDensity(x, preserving(4))
    const n = 60
    const estimates = Array.from(
      { length: n },
      (_, i) =>
        flowLikelihood(
          exactRun(gaussian, 40, { from: 4, divergence: hutchinsonDivergence(ofGaussian, [rademacher(key(i), 2)]) }),
          x,
        ).logLikelihood,
    )
    const mean = estimates.reduce((a, b) => a + b, 0) / n
    const deviation = Math.sqrt(estimates.reduce((sum, e) => sum + (e - mean) ** 2, 0) / n)
    expect(deviation).toBeGreaterThan(0.01) // an estimate it is
    expect(Math.abs(mean - exact)).toBeLessThan((4 * deviation) / Math.sqrt(n))
  })

  it('is probed by signs', () => {
    const v = rademacher(key(0), 10_000)
    expect(v.every((value) => Math.abs(value) === 1)).toBe(true)
    expect(Math.abs(v.reduce((a, b) => a + b, 0))).toBeLessThan(400)
  })

  it('refuses in a sentence', () => {
    expect(() => hutchinsonDivergence(score, [])).toThrow("Hutchinson's estimator needs at least one probe.")
    expect(() => hutchinsonDivergence(score, [[1]])(x, preserving(0))).toThrow('A probe must have 2 numbers, not 1.')
    expect(() => exactDivergence(score, 0)).toThrow('step must be a number in [1e-8, 1], not 0.')
  })
})

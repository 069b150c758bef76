import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  dataSetOracle,
  denoiserScore,
  differencedField,
  exactDivergence,
  flowLikelihood,
  flowLogDensity,
  flowStep,
  informedField,
  mixtureOracle,
  normalArray,
  oracleDenoiser,
  preservingLevel,
  type FlowField,
  type FlowState,
  type Oracle,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'

const mixture = mixtureOracle([
  { weight: 1, mean: [-0.8, 0.2], covariance: [0.2, 0.05, 0.05, 0.1] },
  { weight: 2, mean: [0.6, -0.4], covariance: 0.15 },
])
const few = dataSetOracle(normalArray({ seed: 4, purpose: 'start', step: 0, sample: 0 }, 40), 2)
const points = normalArray({ seed: 5, purpose: 'start', step: 0, sample: 0 }, 24)
const axes = [points.map((_, k) => 1 - (k % 2)), points.map((_, k) => k % 2)] as const
const [FROM, TO] = [3, -20]

function informed(oracle: Oracle): FlowField<Float32Array> {
  const denoise = oracleDenoiser(oracle)
  const variance = (x: Float32Array, at: ReturnType<typeof preservingLevel>) =>
    Float32Array.from({ length: x.length / 2 }, (_, i) => oracle.posteriorVariance(x.subarray(2 * i, 2 * i + 2), at))
  const ones = new Float32Array(points.length / 2).fill(1)
  return informedField(arrayAlgebra, (x, at) => ({ epsHat: denoise(x, at).epsHat, variance: variance(x, at) }), ones, 2)
}

const differenced = (oracle: Oracle) => differencedField(arrayAlgebra, oracleDenoiser(oracle), axes)

/** log q of all points at λ = FROM. */
function logDensities(field: FlowField<Float32Array>, steps: number, shares: number): Float32Array {
  const h = (TO - FROM) / steps
  let state: FlowState<Float32Array> = { x: points, grown: new Float32Array((points.length / 2) * shares) }
  for (let i = 0; i < steps; i++) state = flowStep(arrayAlgebra, field, state, FROM + i * h, h)
  return flowLogDensity(state.x, state.grown, 2)
}

const closed = (oracle: Oracle) =>
  Float32Array.from({ length: points.length / 2 }, (_, i) =>
    oracle.logDensity(points.subarray(2 * i, 2 * i + 2), preservingLevel(FROM)),
  )

describe.each([
  ['a mixture', mixture],
  ['a finite data set', few],
])('the flow of a batch under %s', (_name, oracle) => {
  it('has the exact density at every point, by the variance that is known', () => {
    expect(largestError(logDensities(informed(oracle), 150, 1), closed(oracle))).toBeLessThan(2e-4)
  })

  it('and by differences of the denoiser, in float32', () => {
    expect(largestError(logDensities(differenced(oracle), 150, 2), closed(oracle))).toBeLessThan(2e-3)
  })

  it('grows alike by both', () => {
    for (const lambda of [3, 0, -5]) {
      const at = preservingLevel(lambda)
      const [exact, estimate] = [informed(oracle)(points, at).growth, differenced(oracle)(points, at).growth]
      const sums = estimate.filter((__, k) => k % 2 === 0).map((share, i) => share + (estimate[2 * i + 1] ?? NaN))
      expect(largestError(sums, exact)).toBeLessThan(2e-3)
    }
  })

  it('is what one point’s flow finds with as many steps', () => {
    const denoise = oracleDenoiser(oracle)
    const score = denoiserScore(denoise)
    const one = flowLikelihood(
      { score, divergence: exactDivergence(score, 1e-2), levelOf: preservingLevel, from: FROM, to: TO, steps: 30 },
      points.subarray(0, 2),
    )
    expectClose(logDensities(differenced(oracle), 30, 2)[0] ?? NaN, one.logLikelihood, 2e-3)
  })
})

it('the error falls with order 4, until float32 has no more digits', () => {
  const exact = closed(mixture)
  const [coarse = NaN, fine = NaN] = [16, 32].map((steps) =>
    largestError(logDensities(informed(mixture), steps, 1), exact),
  )
  expect(Math.log2(coarse / fine)).toBeGreaterThan(3.5)
})

import { describe, expect, it } from 'vitest'
import {
  boundTerm,
  classifierFree,
  cosineSchedule,
  dataLevel,
  dataSetOracle,
  ddimInversion,
  ddpm,
  denoiserScore,
  discreteProcess,
  drawTime,
  drowningLogSnr,
  edmProcess,
  exactDivergence,
  flowProcess,
  gaussianOracle,
  hutchinsonDivergence,
  hybridLoss,
  karrasTimes,
  level,
  levelAt,
  logNormalCdf,
  logNormalInterval,
  lossHistory,
  makeSampler,
  mixtureOracle,
  noised,
  oracleDivergence,
  posterior,
  powerSpectrum,
  priorTerm,
  sde,
  simpleLoss,
  slerpCoefficients,
  startingAt,
  vpProcess,
  wholeTimes,
  type SamplerSpec,
} from '../../src/diffusion'
import { affineAlgebra } from './gaussian'

const schedule = cosineSchedule()
const oracle = gaussianOracle([0], 1)
const point = Float64Array.of(0.5)
const model = {
  ladder: [level(schedule, 0), level(schedule, 500), level(schedule, 1000)],
  variance: 'beta-tilde',
  decoder: 'density',
} as const
const answerOf = (...x0Hat: number[]) => ({ x0Hat: Float64Array.from(x0Hat) })

it.each<[string, () => unknown, string]>([
  ['a step of T + 1', () => level(schedule, 1001), 't must be an integer in [0, 1000], not 1001.'],
  ['a fraction of a step', () => level(schedule, 0.5), 't must be an integer in [0, 1000], not 0.5.'],
  ['a grid from below the data', () => startingAt([10, 0], -0.1), 'start must be a number in [0, Infinity], not -0.1.'],
  ['a time that is none', () => wholeTimes([3, NaN, 0]), 'A time must be a number in [0, Infinity], not NaN.'],
  ['g² on the data', () => sde(vpProcess(), 0), 't must be a number in (0, 1], not 0.'],
  [
    'a posterior upwards',
    () => posterior(level(schedule, 1), level(schedule, 2)),
    'A posterior leads to a lower noise level, not from t = 1 to t = 2.',
  ],
  ['no data', () => dataSetOracle(new Float32Array(0), 2), 'A data set must have at least one point.'],
  ['no component', () => mixtureOracle([]), 'A mixture must have at least one component.'],
  [
    'states of two lengths',
    () => noised(point as never, Float32Array.of(1, 2), level(schedule, 3)),
    'x0, eps and out must be of one length, not 1, 2 and 1.',
  ],
  [
    'a bound of no picture',
    () => priorTerm(new Float64Array(0), level(schedule, 1000)),
    'The dimension must be an integer in [1, 16777216], not 0.',
  ],
  [
    'a prior without noise',
    () => priorTerm(point, dataLevel),
    'noise must be positive at the end of a process, not 0.',
  ],
  ['a term below the first', () => boundTerm(model, 0, point, answerOf(0)), 't must be an integer in [1, 2], not 0.'],
  ['a term above the last', () => boundTerm(model, 3, point, answerOf(0)), 't must be an integer in [1, 2], not 3.'],
  ['a term between two', () => boundTerm(model, 1.5, point, answerOf(0)), 't must be an integer in [1, 2], not 1.5.'],
  [
    'a term of two lengths',
    () => boundTerm(model, 1, point, answerOf(0, 1)),
    'x0 and what is said of it must be of one length, not 1 and 2.',
  ],
  [
    'a loss of nothing',
    () => simpleLoss(new Float64Array(0), new Float64Array(0)),
    'The dimension must be an integer in [1, 16777216], not 0.',
  ],
  ['a negative weight of the bound', () => hybridLoss(1, 1, -1), 'lambda must be a number in [0, 1000000], not -1.'],
  ['a history of no steps', () => lossHistory(0), 'T must be an integer in [1, 10000], not 0.'],
  [
    'a draw from nothing',
    () => drawTime(new Float64Array(0), 0.5),
    'The number of probabilities must be an integer in [1, 10000], not 0.',
  ],
  ['log Φ of NaN', () => logNormalCdf(NaN), 'z must be a number in [-Infinity, Infinity], not NaN.'],
  [
    'an interval backwards',
    () => logNormalInterval(1, 1),
    'An interval must have its lower end below its upper one, not 1 and 1.',
  ],
  [
    'a score on the data',
    () => denoiserScore((x) => ({ x0Hat: x, epsHat: x }))(point, dataLevel),
    `noise must be a number in (0, ${Number.MAX_VALUE}], not 0.`,
  ],
  [
    'a divergence on the data',
    () => oracleDivergence(oracle)(point, dataLevel),
    `noise must be a number in (0, ${Number.MAX_VALUE}], not 0.`,
  ],
  [
    'differences without a step',
    () => exactDivergence((x, at) => oracle.score(x, at), 0),
    'step must be a number in [1e-8, 1], not 0.',
  ],
  [
    'Hutchinson without a probe',
    () => hutchinsonDivergence((x, at) => oracle.score(x, at), []),
    "Hutchinson's estimator needs at least one probe.",
  ],
  ['a negative power', () => drowningLogSnr(Float64Array.of(-1)), 'power must be a number in [0, Infinity], not -1.'],
  [
    'a picture that is no square',
    () => powerSpectrum(new Float64Array(5), 2),
    'A square picture of side 2 must have 4 numbers, not 5.',
  ],
  ['an arc of no angle', () => slerpCoefficients(1.5, 0.5), 'cosine must be a number in [-1, 1], not 1.5.'],
  ['a ρ below 0', () => karrasTimes(edmProcess(), 5, { rho: -1 }), 'rho must be a number in (0, 1000], not -1.'],
  [
    'guidance without a scale',
    () =>
      classifierFree(
        affineAlgebra,
        (x) => ({ x0Hat: x, epsHat: x }),
        (x) => ({ x0Hat: x, epsHat: x }),
        { scale: NaN },
      ),
    'scale must be a number in [-1000000, 1000000], not NaN.',
  ],
  [
    'a sampler that is none',
    () => makeSampler({ id: 'toString' } as never),
    'sampler must be one of ddpm, ddim, euler',
  ],
])('%s is refused in a sentence', (_, ask, sentence) => {
  expect(ask).toThrow(RangeError)
  expect(ask).toThrow(sentence)
})

describe('every sampler', () => {
  const specs: readonly SamplerSpec[] = [
    { id: 'ddpm', variance: 'beta' },
    { id: 'ddim', eta: 0 },
    { id: 'ddim', eta: 1 },
    { id: 'euler' },
    { id: 'heun', churn: 0.1 },
    { id: 'midpoint' },
    { id: 'euler-ancestral', eta: 1 },
    { id: 'dpm-solver++', order: 3 },
    { id: 'sde-dpm-solver++', order: 2 },
    { id: 'pndm' },
    { id: 'lms', order: 4 },
    { id: 'unipc' },
    { id: 'rk4' },
    { id: 'reverse-sde' },
    { id: 'predictor-corrector', snr: 0.1, count: 1 },
    { id: 'langevin', step: 0.1 },
    { id: 'annealed-langevin', step: 0.1, count: 2 },
    { id: 'flow-euler' },
    { id: 'flow-midpoint' },
    { id: 'flow-heun' },
  ]
  const between = (spec: SamplerSpec, from: number, to: number) => {
    const process = vpProcess()
    return makeSampler(spec)({
      algebra: affineAlgebra,
      process,
      xt: [0.3],
      from: levelAt(process, from),
      to: levelAt(process, to),
      normal: () => [1],
      denoise: (x, at) => ({
        x0Hat: x.map((c) => 0.5 * c),
        epsHat: x.map((c) => (c - at.signal * 0.5 * c) / (at.noise || 1)),
      }),
    }).next[0]
  }

  it.each(specs)('%j begins where there is noise', (spec) => {
    expect(() => between(spec, 0, 0.5)).toThrow(new RangeError('A step must begin where there is noise, not at t = 0.'))
  })

  it.each(specs)('%j walks up or has a sentence, but no NaN', (spec) => {
    try {
      expect(between(spec, 0.5, 0.6)).toSatisfy(Number.isFinite)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      expect(String(error)).toContain('leads to a lower noise level, not from t = 0.5 to t = 0.6.')
    }
  })

  it('that inverts does not go down, nor along', () => {
    const input = {
      algebra: affineAlgebra,
      xt: [1],
      normal: () => [0],
      denoise: (x: readonly number[]) => ({ x0Hat: x, epsHat: x }),
    }
    const at = (t: number) => levelAt(flowProcess(), t)
    for (const to of [0.5, 0.4])
      expect(() => ddimInversion()({ ...input, from: at(0.5), to: at(to) })).toThrow(
        'Inversion leads to a higher noise level',
      )
  })

  it('of the learned variance needs its head, of the analytic one the errors', () => {
    const process = discreteProcess(schedule)
    const step =
      (variance: 'learned' | 'analytic', error = NaN) =>
      () =>
        ddpm({ variance })({
          algebra: affineAlgebra,
          xt: [1],
          from: levelAt(process, 9),
          to: levelAt(process, 8),
          normal: () => [0],
          denoise: (x) => ({ x0Hat: x, epsHat: x }),
          ...(variance === 'analytic' && { meanSquaredError: () => error }),
        })
    expect(step('learned')).toThrow('The learned variance needs a network with a variance head')
    for (const error of [NaN, -1, Infinity])
      expect(step('analytic', error)).toThrow(
        `meanSquaredError must be a number in [0, ${Number.MAX_VALUE}], not ${error}.`,
      )
  })
})

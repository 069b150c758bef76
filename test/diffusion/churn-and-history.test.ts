import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  discreteProcess,
  edmProcess,
  flowProcess,
  karrasTimes,
  levelAt,
  levelOfSigma,
  makeSampler,
  vpProcess,
  wholeTimes,
  type Churn,
  type Level,
  type Past,
  type SamplerSpec,
} from '../../src/diffusion'
import { expectClose } from './closeness'
import { affineAlgebra, varianceOf, type Affine } from './gaussian'
import { hopsOf, walked } from './runs'
import { random, specs } from './solver-cases'

it('churn raises σ by its factor, and adds what the raised level lacks', () => {
  const on = edmProcess()
  const [from, to] = [levelAt(on, 10), levelAt(on, 5)]
  const visitedLevels: Level[] = []
  makeSampler({ id: 'heun', churn: 0.2, noise: 1 })({
    algebra: affineAlgebra,
    process: on,
    xt: [0, 10],
    from,
    to,
    normal: () => [0, 0, 1],
    denoise: (x, at) => {
      if (visitedLevels.push(at) === 1) expectClose(varianceOf(x), 144, 1e-9)
      return { x0Hat: [0], epsHat: x }
    },
  })
  expectClose(visitedLevels[0]?.noise ?? NaN, levelOfSigma(on, 12).noise, 1e-9)
})

it('churn is where it is asked for, and the last step is no exception', () => {
  const on = edmProcess()
  const countDraws = (sigma: number, end: number, churn: Churn) => {
    let draws = 0
    makeSampler({ id: 'heun', ...churn })({
      algebra: affineAlgebra,
      process: on,
      xt: [0, 1],
      from: levelAt(on, sigma),
      to: levelAt(on, end),
      normal: () => {
        draws++
        return [0, 0, 1]
      },
      denoise: (x) => ({ x0Hat: [0], epsHat: x }),
    })
    return draws
  }
  expect([countDraws(10, 5, { churn: 0.2, tMin: 10, tMax: 10 }), countDraws(0.002, 0, { churn: 0.2 })]).toEqual([1, 1])
  expect([
    countDraws(9.9, 5, { churn: 0.2, tMin: 10 }),
    countDraws(10.1, 5, { churn: 0.2, tMax: 10 }),
    countDraws(10, 5, { churn: 0 }),
  ]).toEqual([0, 0, 0])
})

describe('what is no past is not looked at', () => {
  const on = vpProcess()
  const [above, from, to] = [0.9, 0.6, 0.5].map((t) => levelAt(on, t)) as [Level, Level, Level]
  const past = (at: Level): Past<Affine> => ({ at, xt: [1], x0Hat: [3], epsHat: [-2] })
  const stepped = (spec: SamplerSpec, history: readonly Past<Affine>[]) =>
    makeSampler(spec)({
      algebra: affineAlgebra,
      xt: [0.7],
      from,
      to,
      history,
      denoise: (x) => ({ x0Hat: x, epsHat: x }),
      normal: () => [0],
    }).next

  it.each<SamplerSpec>([
    { id: 'dpm-solver++', order: 3 },
    { id: 'sde-dpm-solver++', order: 2 },
    { id: 'lms', order: 4 },
    { id: 'pndm' },
    { id: 'unipc' },
  ])('%j', (spec) => {
    const lower = stepped(spec, [])
    for (const at of [from, to, levelAt(flowProcess(), 1)])
      expect(stepped(spec, [past(at), past(above)])).toEqual(lower)
    expect(stepped(spec, [past(above)])).not.toEqual(lower)
  })
})

it('no network is asked between the last level and the data, where none was trained', () => {
  const on = discreteProcess(cosineSchedule())
  for (const spec of specs) {
    walked(makeSampler(spec), hopsOf(on, wholeTimes(karrasTimes(on, 9))), {
      algebra: arrayAlgebra,
      process: on,
      start: random(1),
      normal: random,
      denoise: (x, at) => {
        expect(at.t).toBeGreaterThanOrEqual(on.tMin)
        return { x0Hat: x, epsHat: x }
      },
    })
  }
})

import { describe, expect, test } from 'vitest'
import { dataSetOracle, levelAt } from '../../src/diffusion'
import { AnswerFailed } from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import { conditionOf as askedBy, unguided } from '../../src/plane/changes'
import {
  fourthOrder,
  measureErrors,
  observedOrder,
  probesAt,
  rootMeanSquare,
  type StepError,
} from '../../src/plane/measure/likelihood-errors'
import { askDensities } from '../../src/plane/measure/use-densities'
import { expectClose } from '../diffusion/closeness'
import { never, points } from './measured'

describe('the likelihood at a place', () => {
  const request = {
    question: { answerer: 'network', process: { id: 'flow', schedule: 'cosine' }, ...askedBy(unguided) },
    at: { t: 0.5, signal: 0.5, noise: 0.5 },
    x: 0,
    y: 0,
    steps: 16,
    learned: '',
  } as const
  const evaluate = () =>
    Promise.resolve({ score: new Float32Array(2), x0Hat: new Float32Array(2), logDensity: Float32Array.of(-2), ms: 0 })

  test('is told both ways, or why it cannot be had', async () => {
    const likelihood = () => Promise.resolve(Float32Array.of(-3))
    expect(await askDensities({ evaluate, likelihood }, request, never)).toEqual({ exact: -2, flow: -3 })
    const wide = await askDensities({ evaluate, likelihood }, { ...request, at: { t: 3, signal: 1, noise: 3 } }, never)
    expect(wide).toEqual({ exact: Math.fround(Math.log(10) - 2), flow: Math.fround(Math.log(10) - 3) }) // of what is drawn, divided by √10
    const fault = { code: 'plane-no-network', details: {} }
    expect(
      await askDensities({ evaluate, likelihood: () => Promise.reject(new AnswerFailed(fault)) }, request, never),
    ).toEqual({ fault })
  })
})

describe('the error of the flow’s likelihood', () => {
  test('is measured where the data’s noisy points are, at more and more steps', async () => {
    const question = {
      answerer: 'exact',
      process: { id: 'discrete', schedule: 'cosine' },
      ...askedBy(unguided),
    } as const
    const at = levelAt(planeProcess(question.process), 300)
    const probes = probesAt(points.xy, at, 1, 20)
    const oracle = dataSetOracle(points.xy, 2)
    const exact = Float32Array.from({ length: 20 }, (_, i) => oracle.logDensity(probes.subarray(2 * i, 2 * i + 2), at))
    expect(Math.min(...exact)).toBeGreaterThan(-8)
    const reports: (readonly StepError[])[] = []
    const fake = {
      evaluate: () =>
        Promise.resolve({ score: new Float32Array(), x0Hat: new Float32Array(), logDensity: exact, ms: 0 }),
      likelihood: ({ steps }: { steps: number }) => Promise.resolve(exact.map((value) => value + steps ** -4)),
    }
    await measureErrors(
      { engine: fake, question, at, points: probes },
      (report) => {
        reports.push(report)
      },
      never,
    )
    expect(reports.at(-1)?.[1]?.error).toBeCloseTo(6 ** -4, 5)
    expect(reports.map((report) => report.length)).toEqual(reports.map((_, i) => i + 1))
  })

  test('has an order, beside a line of order 4', () => {
    const stepErrors = [4, 8, 16].map((steps) => ({ steps, error: steps ** -4 }))
    expectClose(observedOrder([...stepErrors, { steps: 32, error: 16 ** -4 }]), 4)
    expect(observedOrder(stepErrors.slice(0, 2))).toBeNaN()
    expect(fourthOrder(stepErrors).map(({ steps }) => steps)).toEqual([4, 16])
    expectClose(rootMeanSquare(Float32Array.of(1, 2), Float32Array.of(1, 4)), Math.SQRT2)
    expect(rootMeanSquare(Float32Array.of(1, NaN), Float32Array.of(1, 4))).toBeNaN()
  })
})

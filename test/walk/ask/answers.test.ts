import { describe, expect, test, vi } from 'vitest'
import { cosineSchedule, level, normalArray, outputOf, arrayAlgebra } from '../../../src/diffusion'
import type { Answered, Question } from '../../../src/engine/protocol/ask'
import { type NoisyPicture, askMany, askOne, exampleOf, readAnswer, Unanswered } from '../../../src/walk/ask/answers'

const schedule = cosineSchedule(1000)
const makeNoisyPicture = (k: number): NoisyPicture => ({
  xt: Float32Array.of(k, -k),
  at: level(schedule, k + 1),
  label: k % 2 === 0 ? null : 3,
})
/** A network that says of every state twice that state, with its variance. */
const doubling = (question: Question): Promise<Answered> =>
  Promise.resolve({
    status: 'answered',
    output: question.states.map((x) => 2 * x),
    variance: question.states.map((x) => -x),
    ms: 1,
  })

test('many are asked in batches of whole pictures, each told its own timestep and class, and made when its batch is due', async () => {
  const ask = vi.fn(doubling)
  const indices: number[] = []
  const all: number[] = []
  const make = (k: number) => {
    indices.push(k)
    return makeNoisyPicture(k)
  }
  for await (const batch of askMany({ ask }, 7, make, new AbortController().signal, 3)) {
    for (const [{ xt }, answer] of batch) {
      expect(answer.output).toEqual(xt.map((x) => 2 * x))
      expect(answer.variance).toEqual(xt.map((x) => -x))
      all.push(xt[0] ?? NaN)
    }
    expect(indices).toHaveLength(Math.min(7, 3 * ask.mock.calls.length))
  }
  expect(all).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(ask.mock.calls.map(([{ timesteps }]) => timesteps)).toEqual([[0, 1, 2], [3, 4, 5], [6]])
  expect(ask.mock.calls[0]?.[0].labels).toEqual([null, 3, null])
})

describe('what is not answered', () => {
  const fault = { code: 'ask-lost', details: {} }
  test.each<[string, Answered, typeof fault | undefined]>([
    ['a fault is thrown with its code', { status: 'failed', fault }, fault],
    ['a dropped question is thrown without one', { status: 'dropped' }, undefined],
  ])('%s', async (_, answered, expected) => {
    const error: unknown = await askOne({ ask: () => Promise.resolve(answered) }, makeNoisyPicture(1)).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Unanswered)
    expect((error as Unanswered).fault).toEqual(expected)
  })
})

test.each(['epsilon', 'v_prediction', 'sample'] as const)(
  'what a network of %s says is read as x̂₀ and ε̂',
  (prediction) => {
    const [x0, eps] = [0, 1].map((sample) => normalArray({ seed: 1, purpose: 'noise', step: 0, sample }, 16))
    if (!x0 || !eps) throw new Error('two arrays')
    const example = exampleOf({ x0, eps, at: level(schedule, 400), label: null })
    const output = outputOf(arrayAlgebra, { x0Hat: x0, epsHat: eps }, example.at, prediction)
    const { x0Hat, epsHat } = readAnswer(example, { output }, prediction)
    const clipped = readAnswer(example, { output }, prediction, true)
    for (let j = 0; j < 16; j++) {
      expect(x0Hat[j]).toBeCloseTo(x0[j] ?? NaN, 4)
      expect(epsHat[j]).toBeCloseTo(eps[j] ?? NaN, 4)
      expect(Math.abs(clipped.x0Hat[j] ?? NaN)).toBeLessThanOrEqual(1)
    }
  },
)

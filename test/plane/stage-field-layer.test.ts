import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EvaluateRequest, Evaluation } from '../../src/engine/protocol/plane'
import { defaults } from '../../src/plane/settings'
import type { Field } from '../../src/plane/stage/field'
import { createFieldLayer, type FieldSubject } from '../../src/plane/stage/field-layer'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A layer whose answers take so long, in milliseconds. It has the fields that it was given, and counts the evaluations. */
function layerOf(ms: number) {
  const questions: EvaluateRequest[] = []
  const fields: (Field | undefined)[] = []
  const evaluate = async (request: EvaluateRequest): Promise<Evaluation> => {
    questions.push(request)
    await new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
    const { length } = request.points
    const [score, logDensity] = [new Float32Array(length), new Float32Array(length / 2)]
    return { score, x0Hat: score, logDensity, ms }
  }
  const layer = createFieldLayer({ evaluate }, (field) => {
    fields.push(field)
  })
  return { questions, fields, layer }
}

const subjectAt = (t: number, change: Partial<FieldSubject> = {}): FieldSubject => ({
  settings: defaults,
  choice: defaults,
  odds: 1,
  at: { t, signal: Math.cos(t / 1000), noise: Math.sin(t / 1000) },
  half: 3,
  learned: 0,
  version: 0,
  ...change,
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a field of the exact answer is not asked again as a network learns, and one of the network’s errors is', async () => {
  const { questions, layer } = layerOf(1)
  for (let learned = 0; learned < 5; learned++) {
    layer.want(subjectAt(500, { learned }))
    await pass(10)
  }
  expect(questions).toHaveLength(1)
  const errors = { settings: { ...defaults, heatMap: 'error', contours: false } } as const
  for (let learned = 1; learned < 5; learned++) {
    layer.want(subjectAt(500, { ...errors, learned }))
    await pass(10)
  }
  expect(questions.slice(1).map(({ answerer }) => answerer)).toEqual(
    Array.from({ length: 4 }, () => ['network', 'exact']).flat(),
  )
})

test('while the engine computes frames without a pause, they have four fifths of its time; the last field is the last frame’s', async () => {
  const { questions, fields, layer } = layerOf(10)
  for (let frame = 0; frame < 200; frame++) {
    layer.want(subjectAt(900 - frame), true)
    await pass(5) // 1000 ms in all
  }
  expect(questions.length).toBeGreaterThan(15)
  expect(questions.length).toBeLessThanOrEqual(20)
  layer.want(subjectAt(700))
  await pass(10)
  expect(fields.at(-1)?.question.at.t).toBe(700)
})

test('on a slow engine a field that was coarse while frames were computed becomes fine once they rest', async () => {
  const { fields, layer } = layerOf(100)
  layer.want(subjectAt(900)) // fine, and slow
  await pass(600)
  layer.want(subjectAt(800), true)
  await pass(1000)
  expect(fields.map((field) => field?.question.n)).toEqual([97, 49])
  layer.want(subjectAt(800))
  await pass(1000)
  expect(fields.map((field) => field?.question.n)).toEqual([97, 49, 97])
})

test('a field that failed keeps no frame waiting: the next is asked at once', async () => {
  let calls = 0
  const layer = createFieldLayer({ evaluate: () => Promise.reject(new Error(String(++calls))) }, () => undefined)
  layer.want(subjectAt(900), true)
  await pass(0)
  layer.want(subjectAt(890), true)
  await pass(0)
  expect(calls).toBe(2)
})

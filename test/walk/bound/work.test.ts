import { describe, expect, test } from 'vitest'
import { cosineSchedule } from '../../../src/diffusion'
import type { Answered, Question } from '../../../src/engine/protocol/ask'
import { BATCH } from '../../../src/walk/bound/measure'
import { FIFTH, LEFT_OUT, QUESTIONS, skipCosts, type Walkers } from '../../../src/walk/bound/skipping'
import { boundOf, type BoundStore } from '../../../src/walk/bound/store'
import { strataOf, type Subject } from '../../../src/walk/bound/terms'
import { BATCHES, measureBound, ROUNDS, walkPictures } from '../../../src/walk/bound/work'
import { walkWith } from '../fake-engine'

const VALUES = 4
const model = { schedule: cosineSchedule(1000), prediction: 'v_prediction', learned: true } as const
const subject: Subject = { model, x0: new Float32Array(VALUES).fill(1), label: null, seed: 0 }
const walkers: Walkers = { model, values: VALUES, labelOf: (i) => i % 10, seed: 0 }
const all = ROUNDS * strataOf(model.schedule).length

/** A network that answers 0 to everything, until something happens at the n-th question. */
function network(at = Infinity, happens?: (signal: AbortSignal | undefined) => Answered | Promise<Answered>) {
  const questions: Question[] = []
  const ask = async (question: Question, signal?: AbortSignal): Promise<Answered> => {
    questions.push(question)
    if (questions.length === at && happens) return happens(signal)
    await Promise.resolve()
    if (signal?.aborted) return { status: 'dropped' }
    const zeros = () => new Float32Array(question.states.length)
    return { status: 'answered', output: zeros(), variance: zeros(), ms: 1 }
  }
  return { ask, questions }
}
const emptyStore = (): BoundStore => boundOf(walkWith({}).player)
const ts = (questions: readonly Question[]) => questions.flatMap(({ timesteps }) => timesteps)

describe('measuring the bound', () => {
  test('asks as much as it says, in batches of one size, and is done', async () => {
    const [store, engine] = [emptyStore(), network()]
    const working = measureBound(engine, store, 'a', subject)
    expect(store.getState().work).toMatchObject({ task: 'bound', key: 'a', done: 0, all })
    await working
    expect(engine.questions.every(({ timesteps }) => timesteps.length === BATCH)).toBe(true)
    expect(store.getState().terms['a']).toHaveLength(all)
    expect(store.getState()).toMatchObject({ work: undefined, ended: { key: 'a', how: { status: 'done' } } })
  })

  test('stopped half way it keeps what there is, and goes on with the same t and noise as if it had never stopped', async () => {
    const reference = network()
    await measureBound(reference, emptyStore(), 'a', subject)
    const store = emptyStore()
    const first = network(8, () => {
      store.getState().work?.stop()
      return { status: 'dropped' }
    })
    await measureBound(first, store, 'a', subject)
    expect(store.getState().ended?.how).toEqual({ status: 'stopped' })
    expect(store.getState().terms['a']).toHaveLength(7 * BATCH)
    const rest = network()
    await measureBound(rest, store, 'a', subject)
    expect(store.getState().terms['a']).toHaveLength(7 * BATCH + all)
    const askedTimes = [...ts(first.questions.slice(0, 7)), ...ts(rest.questions)]
    expect(askedTimes.slice(0, all)).toEqual(ts(reference.questions))
  })

  test('after a lost device it says so, and what was measured before stays', async () => {
    const store = emptyStore()
    const fault = { code: 'ask-lost', details: {} }
    await measureBound(
      network(3, () => ({ status: 'failed', fault })),
      store,
      'a',
      subject,
    )
    expect(store.getState().ended?.how).toEqual({ status: 'failed', fault })
    expect(store.getState().terms['a']).toHaveLength(2 * BATCH)
    expect(store.getState().work).toBeUndefined()
  })

  test('when another network takes the place of this one it ends, and mixes nothing into the other', async () => {
    const store = emptyStore()
    await measureBound(
      network(2, () => ({ status: 'dropped' })),
      store,
      'a',
      subject,
    )
    expect(store.getState().ended?.how).toEqual({ status: 'replaced' })
    expect(Object.keys(store.getState().terms)).toEqual(['a'])
  })

  test('begun of another subject it stops what was under way', async () => {
    const store = emptyStore()
    const first = measureBound(network(), store, 'a', subject)
    const second = measureBound(network(), store, 'b', subject)
    await Promise.all([first, second])
    expect(store.getState().terms['a'] ?? []).toHaveLength(0)
    expect(store.getState().terms['b']).toHaveLength(all)
    expect(store.getState().ended).toMatchObject({ key: 'b', how: { status: 'done' } })
  })
})

describe('leaving out first steps', () => {
  test('walks the same noise with each number of steps, and asks as often as it says', async () => {
    const [store, engine] = [emptyStore(), network()]
    await walkPictures(engine, store, 'a', walkers)
    expect(engine.questions).toHaveLength(BATCHES * QUESTIONS)
    expect(store.getState().walks['a']).toHaveLength(BATCHES)
    const begins = engine.questions.filter(({ states }) => states.every((x, i) => x === engine.questions[0]?.states[i]))
    expect(begins.map(({ timesteps }) => timesteps[0])).toEqual([999, 899, 799, 699, 599]) // each taken for its own level
    expect(engine.questions[0]?.labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('stopped half way it keeps whole batches alone', async () => {
    const store = emptyStore()
    const engine = network(QUESTIONS + 5, () => {
      store.getState().work?.stop()
      return { status: 'dropped' }
    })
    await walkPictures(engine, store, 'a', walkers)
    expect(store.getState().walks['a']).toHaveLength(1)
    expect(store.getState().ended?.how).toEqual({ status: 'stopped' })
  })

  test('costs nothing where it changes nothing, and what it changes is measured against the same noise in full', () => {
    const data = Float32Array.of(1, 1, 1, 1, -1, -1, -1, -1)
    const full = Float32Array.of(1, 1, 1, 1, -1, -1, -1, -1)
    const moved = full.map((x) => x + 0.5)
    const ends = LEFT_OUT.map((left) => (left === FIFTH ? moved : full))
    const costs = skipCosts([{ ends }, { ends }], data, VALUES)
    expect(costs[0]).toMatchObject({ left: 0, change: { mean: 0, error: 0 }, distance: { mean: 0, error: 0 } })
    expect(costs[1]?.distance.mean).toBe(0)
    expect(costs[FIFTH]?.change).toEqual({ mean: 0.5, error: 0 })
    // All lie on one line, so that the distances can be taken there: 2 is the length of (1, 1, 1, 1).
    const line = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x) => sum + b.reduce((all, y) => all + 2 * Math.abs(x - y), 0), 0) / (a.length * b.length)
    expect(costs[FIFTH]?.distance.mean).toBeCloseTo(2 * (line([1.5, -0.5], [1, -1]) - line([1, -1], [1, -1])), 6)
    expect(skipCosts([], data, VALUES)).toEqual([])
  })
})

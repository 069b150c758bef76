import { describe, expect, test, vi } from 'vitest'
import type { FromTrainer } from '../../src/engine/protocol/learning'
import type { Slot } from '../../src/engine/protocol/plane'
import { difference } from './formula'
import { framesOf, guidedBy, openedOn, points, question, specOf, startOf, states } from './plane-engine'

const learner = {
  shape: { process: question.process, prediction: 'epsilon', width: 8, depth: 1, seed: 1, dropClass: 0.2 },
  tuning: { batch: 16, learningRate: 1e-2, weighting: 'simple', timeSampling: 'uniform', pairing: 'independent' },
} as const

/** Of 17 messages each. */
const ROUNDS = 14

describe.each(['wasm', 'webgpu'] as const)('messages on %s', (name) => {
  const { listener, engine } = openedOn(name)

  test('a question that is cancelled while it waits is not answered, and nothing after it waits for it', async () => {
    const control = new AbortController()
    const spec = specOf({})
    const requests = [
      engine.sample(spec, startOf(spec), control.signal),
      engine.sample(spec, startOf(spec), control.signal),
    ]
    control.abort()
    for (const each of requests) await expect(each).rejects.toMatchObject({ name: 'AbortError' })
    await engine.memory()
  })

  test('no tensor outlives its message: after two hundred of all kinds there are as many as after the first of each', async () => {
    const spec = specOf({ sampler: { id: 'dpm-solver++', order: 2 }, particles: 4 })
    const start = startOf(spec)
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const few = states.slice(0, 8)
    const round = async () => {
      engine.begin(0, spec, { index: 0, xt: start, history: [], nfe: 0 })
      engine.begin(
        1,
        { ...spec, label: 0, changes: guidedBy('classifier', 2) },
        { index: 0, xt: start, history: [], nfe: 0 },
      )
      for (let i = 0; i < 3; i++) engine.step((i % 2) as Slot)
      engine.end(0)
      engine.setPoints({ ...points })
      await Promise.allSettled([
        engine.evaluate({ ...question, points: few, at }),
        engine.evaluate({ ...question, label: 1, changes: guidedBy('classifier-free', 2), points: few, at }),
        engine.evaluate({ ...question, points: Float32Array.of(NaN, 0), at }),
        engine.sample(spec, start),
        engine.sample({ ...spec, particles: 5 }, start),
        engine.frames(spec, start, 3),
        engine.frames({ ...spec, particles: 5 }, start, 3),
        engine.likelihood({ ...question, points: few, at, steps: 2 }),
      ])
      engine.end(1)
      return engine.memory()
    }
    const first = await round()
    let last = first
    for (let i = 0; i < ROUNDS; i++) last = await round()
    expect(last.tensors).toBe(first.tensors)
  })

  // On an emulated GPU its shaders take a minute; that it learns there too is tested without the engine.
  test.runIf(name === 'wasm')('a network answers as soon as it is made, and is asked between its steps', async () => {
    listener.learned.mockClear()
    const answerOf = (kind: FromTrainer['kind']) =>
      listener.learned.mock.calls.some(([message]) => (message as FromTrainer).kind === kind)
    engine.learn({ kind: 'create', ...learner })
    const spec = specOf({ answerer: 'network' })
    const untaught = await engine.sample(spec, startOf(spec))
    engine.learn({ kind: 'go', steps: null })
    await vi.waitFor(
      () => {
        expect(answerOf('progress')).toBe(true)
      },
      { timeout: 60_000 },
    )
    const frames = await framesOf(engine, listener, spec) // while it learns
    expect(frames.map(({ nfe }) => nfe)).toEqual([1, 2, 3, 4, 5, 6])
    expect(difference(frames.at(-1)?.xt, untaught.xt)).toBeGreaterThan(1e-6)
    engine.learn({ kind: 'pause' })
    await vi.waitFor(
      () => {
        expect(answerOf('paused')).toBe(true)
      },
      { timeout: 60_000 },
    )
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const ask = () => engine.evaluate({ ...question, answerer: 'network', points: states, at })
    const first = await ask()
    expect(first.score.every(Number.isFinite)).toBe(true)
    expect(first.logDensity).toBeUndefined()
    expect((await ask()).x0Hat).toEqual(first.x0Hat) // it rests
  })
})

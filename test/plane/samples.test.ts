import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AnswerFailed } from '../../src/engine/page/plane/client'
import { patchPlane } from '../../src/plane/context'
import { followSamples, KEEPS, LEAST_PAUSE_MS, watchSamples } from '../../src/plane/learn/samples'
import { shapeOf } from '../../src/plane/learn/learner-settings'
import { defaults, runOf } from '../../src/plane/settings'
import { hold, pause, seek, step, togglePlay } from '../../src/runs/playback'
import { planeWith } from './fake-plane'

const ofNetwork = { direction: 'reverse', steps: 4, answerer: 'network' } as const
/** Lets what was promised be heard. */
const flushPromises = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A plane whose run stands at frame `frame` of 4, and whose network has learned a hundred steps. */
function learning(patch: Parameters<typeof planeWith>[0] = {}, frame = 4) {
  const room = planeWith({ ...ofNetwork, ...patch })
  const learn = (step: number) => {
    room.plane.store.setState(({ learning: before }) => ({
      learning: { ...before, status: 'learning', shape: before.shape ?? shapeOf(defaults), step },
    }))
  }
  learn(100)
  room.player.learned = '' // as if the run had been walked before
  seek(room.player, frame)
  for (let i = 0; i < frame; i++)
    for (const slot of [0, 1] as const) if (room.player.runs[slot]?.progress === 'computing') room.answer(slot)
  const end = followSamples(room.player)
  const walk = () => room.walks.at(-1)
  return { ...room, learn, walk, end, xt: (slot: 0 | 1 = 0) => room.player.stageFrame(slot)?.xt[0] }
}

describe('while the network learns, its particles', () => {
  test('are walked anew from the same noise as far as they were, and the playhead stays', async () => {
    const { learn, player, walk, walks, xt, frame, state } = learning({}, 3)
    const [start] = player.runs[0]?.run.frames ?? []
    learn(110)
    await flushPromises()
    expect(walks).toHaveLength(1)
    expect(walk()).toMatchObject({ steps: 3, start: start?.xt })
    expect(xt()).toBe(3)
    walk()?.deliver(100)
    await flushPromises()
    expect(frame()).toBe(3)
    expect(xt()).toBe(103)
    expect(player.runs[0]?.run.frames[0]).toBe(start)
    expect(state().run).toMatchObject({ recorded: [3], renewed: 1, nfe: [3] })
    seek(player, 1)
    expect(xt()).toBe(101) // the frames before are those of the newer run too
  })

  test('go on from where the newer run led', async () => {
    const { learn, player, walk, begun } = learning({}, 2)
    learn(110)
    await flushPromises()
    walk()?.deliver(100)
    await flushPromises()
    step(player, 1)
    expect(begun.at(-1)).toMatchObject({ index: 2, nfe: 2 })
    expect(begun.at(-1)?.xt[0]).toBe(102)
    expect(begun.at(-1)?.history[0]?.xt[0]).toBe(101)
  })

  test('take at most a fifth of the time, at most twice a second, and rest when it rests', async () => {
    const { learn, walk, walks } = learning()
    await flushPromises()
    walk()?.deliver(100, 1000)
    await flushPromises()
    learn(110)
    await vi.advanceTimersByTimeAsync(KEEPS * 1000 - 1)
    expect(walks).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2)
    expect(walks).toHaveLength(2)
    learn(120) // the last lesson, heard while the run is on its way
    walk()?.deliver(200, 1)
    await vi.advanceTimersByTimeAsync(LEAST_PAUSE_MS - 1)
    expect(walks).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2)
    expect(walks).toHaveLength(3)
    walk()?.deliver(300, 1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(walks).toHaveLength(3)
  })

  test('stay as they are where the switch is off, until play is pressed', async () => {
    const { learn, walks } = learning({ samplesFollow: false })
    learn(110)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(walks).toEqual([])
  })

  test('are left alone where the exact answer walked them, on the way into noise, and before any have been walked', async () => {
    for (const [patch, frame] of [
      [{ answerer: 'exact' }, 4],
      [{ answerer: 'student' }, 4],
      [{}, 0],
    ] as const) {
      const { learn, walks, end } = learning(patch, frame)
      learn(110)
      await vi.advanceTimersByTimeAsync(1000)
      expect(walks).toEqual([])
      end()
    }
    const { learn, plane, walks } = learning()
    patchPlane(plane, { direction: 'forward' })
    learn(110)
    await vi.advanceTimersByTimeAsync(1000)
    expect(walks).toEqual([])
  })

  test('of two runs side by side, those that a network walks', async () => {
    const { learn, walk, walks, xt } = learning({
      answerer: 'exact',
      beside: { ...runOf(defaults), ...ofNetwork, sampler: 'ddpm' },
    })
    learn(110)
    await flushPromises()
    expect(walks.map(({ spec: { answerer } }) => answerer)).toEqual(['network'])
    walk()?.deliver(100)
    await flushPromises()
    expect([xt(0), xt(1)]).toEqual([4, 104])
  })
})

describe('nothing moves under the visitor’s hand:', () => {
  test('while the playhead is held, nothing is walked and nothing changes', async () => {
    const { learn, player, walk, walks, xt } = learning()
    await flushPromises()
    hold(player, true)
    walk()?.deliver(100)
    await flushPromises()
    expect(xt()).toBe(4)
    learn(120)
    await vi.advanceTimersByTimeAsync(5000)
    expect(walks).toHaveLength(1)
    hold(player, false)
    await vi.advanceTimersByTimeAsync(LEAST_PAUSE_MS)
    expect(walks).toHaveLength(2)
  })

  test('a run that is played is the visitor’s: what was on its way is given up, and follows when it has ended', async () => {
    const { player, walk, walks, tick, answer, state, xt } = learning()
    await flushPromises()
    const firstWalk = walk()
    togglePlay(player)
    expect(firstWalk?.signal?.aborted).toBe(true)
    while (state().playing) {
      if (state().run.pending) answer()
      tick(1000)
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(xt()).toBe(4)
    expect(walks).toHaveLength(1) // played by the network as it is: nothing to follow
  })

  test('a run of other settings is not replaced by one of those before', async () => {
    const { plane, player, walk, frame } = learning()
    await flushPromises()
    const firstWalk = walk()
    patchPlane(plane, { steps: 3 })
    expect(firstWalk?.signal?.aborted).toBe(true)
    await flushPromises()
    expect(frame()).toBe(0)
    expect(player.runs[0]?.run.frames).toHaveLength(1)
    pause(player)
  })
})

test('what the network cannot walk is said, and not asked again of the same weights', async () => {
  const { walk, walks, state, xt } = learning()
  await flushPromises()
  walk()?.fail(new AnswerFailed({ code: 'plane-diverged', details: {} }))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(state().run.fault?.code).toBe('plane-diverged')
  expect(xt()).toBe(4)
  expect(walks).toHaveLength(1)
})

test('to watch samples, the network walks them all the way', () => {
  const { player, state } = planeWith({ steps: 4 })
  watchSamples(player)
  expect(state()).toMatchObject({ settings: { direction: 'reverse', answerer: 'network' }, run: { goal: 4 } })
})

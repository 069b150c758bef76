import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Looked, LookedStep, LookRequest } from '../../../src/engine/protocol/look'
import { pause, play, seek } from '../../../src/runs/playback'
import { followLook, inspectionOf } from '../../../src/walk/inspect/looking'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import type { Settings } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

/** What the inspector needs of an answer here: which step it is of. */
const answerTo = ({ at, sample }: LookRequest): Looked => ({
  status: 'looked',
  step: { index: at.index + 1, sample } as LookedStep,
})

/** A walk of a few frames with its inspector open; answers come when they are let go. */
function lookingAt(patch: Partial<Settings>, frames = 3) {
  const walk = walkWith({ direction: 'reverse', steps: 5, ...patch })
  const recordUpTo = (frame: number) => {
    seek(walk.player, frame)
    while (walk.state().run.pending) walk.answer()
  }
  recordUpTo(frames)
  const requests: { request: LookRequest; reply: (looked: Looked) => void }[] = []
  const store = inspectionOf(walk.player)
  const end = followLook(walk.player, store, (request) => new Promise((reply) => requests.push({ request, reply })))
  const look = () => store.getState().look
  const answered = async (which = -1) => {
    const question = requests.at(which)
    question?.reply(answerTo(question.request))
    await vi.advanceTimersByTimeAsync(0)
  }
  const rest = () => vi.advanceTimersByTimeAsync(1000)
  return { ...walk, requests, store, look, answered, rest, recordUpTo, end }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('looking at the step that is shown', () => {
  test('asks once, from the frame before, and shows what came', async () => {
    const { requests, look, rest, answered, player, frame } = lookingAt({}, 3)
    await rest()
    expect(requests).toHaveLength(1)
    expect(requests[0]?.request).toMatchObject({ at: { index: 2 }, sample: 0 })
    expect(requests[0]?.request.at.xt).toBe(watchedRun(player).frames[2]?.xt)
    expect(look().status).toBe('asking')
    await answered()
    expect(look()).toMatchObject({ status: 'looked', step: { index: 3 } })
    await rest()
    expect(requests).toHaveLength(1)
    expect(frame()).toBe(3)
  })

  test('at the start it is the first step, though it has not been taken', async () => {
    const { requests, rest } = lookingAt({}, 0)
    await rest()
    expect(requests[0]?.request.at.index).toBe(0)
  })

  test('nothing is asked while the walk plays; it is, once it stands still', async () => {
    const { requests, rest, look, player, tick, answer, state } = lookingAt({}, 1)
    await rest()
    play(player)
    expect(look().status).toBe('moving')
    for (let i = 0; i < 3; i++) {
      if (state().run.pending) answer()
      tick(1000)
      await rest()
    }
    expect(requests).toHaveLength(1)
    pause(player)
    if (state().run.pending) answer()
    await rest()
    expect(requests).toHaveLength(2)
  })

  test('scrubbing asks for the step where it ends, and for none on the way', async () => {
    const { requests, rest, player } = lookingAt({}, 5)
    await rest()
    for (const to of [4, 3, 2]) seek(player, to)
    await rest()
    expect(requests.map(({ request }) => request.at.index)).toEqual([4, 1])
  })

  test('an answer that comes when another step is shown is not shown', async () => {
    const { rest, player, answered, look } = lookingAt({}, 5)
    await rest()
    seek(player, 2)
    await rest()
    await answered(0)
    expect(look().status).toBe('asking')
    await answered(1)
    expect(look()).toMatchObject({ status: 'looked', step: { index: 2 } })
  })

  test('what a multistep sampler remembered goes along, and the states before', async () => {
    const { requests, rest, player } = lookingAt({ sampler: 'lms', order: 3 }, 4)
    await rest()
    const { request } = requests[0] ?? {}
    const { frames, levels } = watchedRun(player)
    expect(request?.before).toEqual([frames[2]?.xt, frames[1]?.xt])
    expect(request?.at.history.map(({ at }) => at)).toEqual([levels[2], levels[1]])
  })

  test('the inside of the network is asked for where it is shown, and serves the other views too', async () => {
    const { requests, rest, store, answered } = lookingAt({}, 2)
    await rest()
    await answered()
    store.setState({ view: 'network' })
    await rest()
    expect(requests).toHaveLength(2)
    expect(requests[1]?.request.inside).toMatchObject({ maps: 'all', attentions: 'middle' })
    await answered()
    store.setState({ view: 'sum' })
    await rest()
    expect(requests).toHaveLength(2)
  })
})

describe('where there is nothing to look at', () => {
  test('the way into noise, a recording, no network: nothing is asked, and the reason is known', async () => {
    const forward = lookingAt({ direction: 'forward' }, 0)
    await forward.rest()
    expect(forward.look().status).toBe('forward')
    expect(forward.requests).toEqual([])
    const early = walkWith({ direction: 'reverse', steps: 5 }, { ready: false })
    const store = inspectionOf(early.player)
    followLook(early.player, store, () => Promise.reject(new Error('asked')))
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.getState().look.status).toBe('no-network')
  })

  test('a lost device: what was known stays away until the network is back, and then it is asked again', async () => {
    const { hears, requests, rest, look, becomeReady } = lookingAt({}, 2)
    await rest()
    hears.lost('')
    expect(look().status).toBe('no-network')
    requests[0]?.reply({ status: 'failed', fault: { code: 'look-lost', details: {} } })
    await rest()
    expect(look().status).toBe('no-network')
    becomeReady()
    await rest()
    expect(requests).toHaveLength(2)
  })

  test('another run, network or seed: the step of the run that was is not shown for it', async () => {
    const { rest, answered, look, player, requests } = lookingAt({}, 2)
    await rest()
    patchSettings(player, { seed: 77 })
    await rest()
    await answered(0)
    expect(look().status).toBe('asking')
    expect(requests.at(-1)?.request.spec.seed).toBe(77)
  })

  test('a fault is shown', async () => {
    const { rest, requests, look } = lookingAt({}, 2)
    await rest()
    requests[0]?.reply({ status: 'failed', fault: { code: 'look-step', details: {} } })
    await rest()
    expect(look()).toMatchObject({ status: 'failed', fault: { code: 'look-step' } })
  })

  test('after it has been closed nothing is asked', async () => {
    const { end, requests, rest } = lookingAt({}, 2)
    end()
    await rest()
    expect(requests).toEqual([])
  })
})

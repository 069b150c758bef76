import { describe, expect, test } from 'vitest'
import { logSnr } from '../../src/diffusion'
import { patchPlane } from '../../src/plane/context'
import { levelOnTimeline, pathOf, startOf, timeline } from '../../src/plane/path'
import { playheadT } from '../../src/plane/player'
import { defaults, runOf } from '../../src/plane/settings'
import { pause, play, restart, scrub, seek, step, toEnd, togglePlay } from '../../src/runs/playback'
import { PROCESSES, SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { T } from '../../src/runs/timeline'
import { planeWith } from './fake-plane'

const reverse = { direction: 'reverse', steps: 4 } as const
const SECOND = 1000
const beside = { ...runOf(defaults), sampler: 'ddpm', steps: 8 } as const

describe('the way into noise', () => {
  test('is x_t = α·x₀ + σ·ε of one fixed ε: the data at the left end, and back where it was', () => {
    const { player, plane } = planeWith({})
    const at = (t: number) => {
      scrub(player, t)
      return player.stageFrame(0)?.xt.slice() ?? new Float32Array()
    }
    expect(at(0)).toEqual(plane.store.getState().points.xy)
    const [half, other] = [at(500), at(700)]
    expect(other).not.toEqual(half)
    expect(at(500)).toEqual(half)
    const { signal, noise } = player.stageFrame(0)?.at ?? { signal: NaN, noise: NaN }
    const eps = (xt: Float32Array, i: number) =>
      ((xt[i] ?? NaN) - signal * (plane.store.getState().points.xy[i] ?? NaN)) / noise
    const variance = half.reduce((sum, _, i) => sum + eps(half, i) ** 2, 0) / half.length
    expect(variance).toBeGreaterThan(0.6)
    expect(variance).toBeLessThan(1.5)
  })

  test('stands at the log-SNR of the timeline on every process that goes so far', () => {
    for (const process of PROCESSES) {
      const at = levelOnTimeline({ process, schedule: 'cosine' }, 600)
      expect(logSnr(at), process).toBeCloseTo(logSnr(levelOnTimeline(defaults, 600)), 6)
    }
    expect(levelOnTimeline({ process: 'edm', schedule: 'cosine' }, T).noise).toBe(80)
  })

  test('asks the engine for nothing', () => {
    const { player, requests, tick } = planeWith({})
    play(player)
    for (let i = 0; i < 10; i++) tick(SECOND)
    expect(requests).toEqual([])
    expect(player.playhead().t).toBeGreaterThan(0)
  })

  test('at its noisy end, playing is walking back', () => {
    const { player, requests } = planeWith({ t: T, steps: 4 })
    togglePlay(player)
    expect(player.playhead()).toMatchObject({ direction: 'reverse', frame: 0, playing: true })
    expect(requests).toEqual([0])
  })
})

describe('the way back', () => {
  test('begins as σ·z of the seed, and shows every frame in order', () => {
    const { player, tick, answer, state, frame } = planeWith(reverse)
    const [first] = pathOf(state().settings).levels
    if (!first) throw new Error('there is no first level')
    expect(player.stageFrame(0)?.xt).toEqual(startOf(defaults, first, 3, 1))
    play(player)
    const frames: number[] = []
    while (state().playing) {
      if (state().run.pending) answer()
      tick(SECOND)
      frames.push(frame())
    }
    expect(frames).toEqual([1, 2, 3, 4, 4])
    expect(player.stageFrame(0)).toMatchObject({ index: 4, xt: Float32Array.from({ length: 6 }, () => 4) })
    expect(playheadT(player)).toBe(0)
  })

  test('a frame that is not there yet is computed towards; pausing gives it up', () => {
    const { player, requests, answer, frame } = planeWith(reverse)
    toEnd(player, 'end')
    answer()
    expect(frame()).toBe(1)
    pause(player)
    answer()
    expect(requests).toHaveLength(2)
    expect(frame()).toBe(1)
    restart(player)
    expect(frame()).toBe(0)
  })

  test('the engine is given the steps before, newest first, where a run goes on', () => {
    const { player, begun, answer, hears, becomeReady } = planeWith(reverse)
    seek(player, 2)
    answer()
    answer()
    hears.lost('driver')
    toEnd(player, 'end')
    becomeReady()
    expect(begun).toHaveLength(2)
    expect(begun[1]).toMatchObject({ slot: 0, index: 2, nfe: 2 })
    expect(begun[1]?.history.map(({ at }) => at.t)).toEqual([750, 1000])
    expect(begun[1]?.history[0]?.xt).toEqual(player.runs[0]?.run.frames[1]?.xt)
  })

  test('another sampler is another run; other layers are not', () => {
    const { plane, player, answer, state, ended } = planeWith(reverse)
    step(player, 1)
    answer()
    patchPlane(plane, { arrows: 'none', trails: false, speed: 60, chosen: 1 })
    expect(state().run.recorded).toEqual([1])
    const before = ended.length
    patchPlane(plane, withSampler('heun'))
    expect(ended.length).toBeGreaterThan(before)
    expect(state().run.recorded).toEqual([0])
  })

  test('other points are told to the engine, and begin another run', () => {
    const { plane, player, answer, state, setPoints } = planeWith(reverse)
    step(player, 1)
    answer()
    patchPlane(plane, { points: { kind: 'distribution', id: 'rings' } })
    expect(setPoints).toHaveBeenCalledOnce()
    expect(setPoints).toHaveBeenCalledWith(state().points)
    expect(state().run.recorded).toEqual([0])
  })

  test('what failed is said, and nothing plays on', () => {
    const { player, hears, state } = planeWith(reverse)
    play(player)
    hears.failed({ code: 'plane-diverged', details: {} }, 0)
    expect(state()).toMatchObject({
      playing: false,
      run: { pending: false, fault: { code: 'plane-diverged' } },
      engine: { status: 'ready' },
    })
  })

  test('what failed with an engine is no longer said when there is another', () => {
    const { hears, state } = planeWith(reverse)
    hears.failed({ code: 'plane-stopped', details: {} }, 0)
    hears.lost('gone')
    hears.ready({ backend: 'wasm', device: 'CPU', software: false, refused: [] })
    expect(state().run.fault).toBeUndefined()
  })
})

describe('two runs side by side', () => {
  test('move by one playhead, each by the share of its own steps', () => {
    const { player, answer, frame, requests } = planeWith({ ...reverse, beside })
    expect(player.times()).toHaveLength(9)
    toEnd(player, 'end')
    for (let guard = 0; frame() < 8 && guard < 40; guard++)
      for (const slot of [0, 1] as const) if (player.runs[slot]?.progress === 'computing') answer(slot)
    expect(requests.filter((slot) => slot === 0)).toHaveLength(4)
    expect(requests.filter((slot) => slot === 1)).toHaveLength(8)
    seek(player, 4)
    expect([player.stageFrame(0)?.index, player.stageFrame(1)?.index]).toEqual([2, 4])
  })

  test('a frame is shown when both have it', () => {
    const { player, answer, frame } = planeWith({ ...reverse, steps: 8, beside })
    seek(player, 1)
    answer(0)
    expect(frame()).toBe(0)
    answer(1)
    expect(frame()).toBe(1)
  })

  test('begin from the same noise', () => {
    const { player } = planeWith({ ...reverse, beside })
    expect(player.stageFrame(1)?.xt).toEqual(player.stageFrame(0)?.xt)
  })
})

test('a run that stays at one level is dragged through its frames', () => {
  const { player, answer, frame } = planeWith({ ...reverse, ...withSampler('langevin'), stay: 700 })
  toEnd(player, 'end')
  for (let i = 0; i < 4; i++) answer()
  scrub(player, 500)
  expect(frame()).toBe(2)
  expect(playheadT(player)).toBe(700)
  scrub(player, T)
  expect(frame()).toBe(0)
  scrub(player, 20)
  expect(frame()).toBe(4)
})

describe('levels', () => {
  test('plain Langevin stays at one level to its end, and begins with that level’s whole spread', () => {
    const langevin = { ...runOf(defaults), ...withSampler('langevin'), stay: 200, steps: 3 }
    const { levels, times } = pathOf(langevin)
    expect(times).toEqual([200, 200, 200, 200])
    const [at] = levels
    if (!at) throw new Error('there is no level')
    const start = startOf(langevin, at, 4000, 1)
    expect(start.reduce((sum, x) => sum + x * x, 0) / start.length).toBeCloseTo(1, 1)
  })

  test.each(SAMPLERS.filter((sampler) => sampler !== 'langevin'))('%s goes down to data', (sampler) => {
    const { levels, times } = pathOf({ ...runOf(defaults), ...withSampler(sampler), steps: 10 })
    expect(levels.at(-1)).toMatchObject({ signal: 1, noise: 0 })
    expect(times.every((t, i) => i === 0 || t < (times[i - 1] ?? NaN))).toBe(true)
  })

  test('the timeline is the cosine schedule’s', () => {
    expect(logSnr({ t: 500, ...timeline.scales(500) })).toBeCloseTo(0, 1)
  })
})

test('a link opens at its frame, also when the engine is ready later', () => {
  const { answer, becomeReady, frame } = planeWith({ ...reverse, frame: 3 }, { ready: false })
  becomeReady()
  for (let i = 0; i < 3; i++) answer()
  expect(frame()).toBe(3)
})

test('particles of a network that has learned on since are walked anew when play is pressed', () => {
  const { plane, player, answer, state } = planeWith({ ...reverse, answerer: 'network' })
  step(player, 1)
  answer()
  togglePlay(player)
  pause(player)
  expect(state().run.recorded).toEqual([1])
  plane.store.setState(({ learning }) => ({ learning: { ...learning, step: 100 } }))
  togglePlay(player)
  expect(state().run.recorded).toEqual([0])
})

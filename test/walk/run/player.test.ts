import { describe, expect, test } from 'vitest'
import { pause, play, restart, scrub, seek, step, toEnd } from '../../../src/runs/playback'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import { walkWith } from '../fake-engine'

const reverse = { direction: 'reverse', steps: 5 } as const
const SECOND = 1000

describe('playing a reverse walk', () => {
  test('shows every frame in order, each when it is due, and stops at the end', () => {
    const { player, calls, tick, answer, state, frame } = walkWith(reverse)
    play(player)
    const frames: number[] = []
    while (state().playing) {
      if (state().run.pending) answer()
      tick(SECOND)
      frames.push(frame())
    }
    expect(frames).toEqual([1, 2, 3, 4, 5, 5])
    expect(calls.steps).toBe(5)
    expect(state().run).toMatchObject({ recorded: 5, pending: false, waiting: false, source: 'live' })
  })

  test('asks for one frame ahead of the shown one, never for more', () => {
    const { player, calls, tick, answer, state, frame } = walkWith(reverse)
    play(player)
    for (let i = 0; i < 40; i++) {
      expect(calls.steps).toBeLessThanOrEqual(frame() + 2) // the one that comes next, and one ahead
      if (state().run.pending && i % 3 === 0) answer()
      tick(20)
    }
  })

  test('a slow network is waited for, and asked once', () => {
    const { player, calls, tick, frame } = walkWith(reverse)
    play(player)
    for (let i = 0; i < 10; i++) tick(SECOND)
    expect(calls.steps).toBe(1)
    expect(frame()).toBe(0)
  })

  test('goes no faster than the chosen speed', () => {
    const { player, tick, answer, frame } = walkWith({ ...reverse, speed: 4 })
    play(player)
    answer()
    tick(16)
    answer()
    tick(16)
    expect(frame()).toBe(1)
    tick(250)
    expect(frame()).toBe(2)
  })

  test('pausing asks for nothing; the frame that was under way is kept', () => {
    const { player, calls, tick, answer, state, frame } = walkWith(reverse)
    play(player)
    answer()
    tick(SECOND)
    pause(player)
    answer()
    for (let i = 0; i < 5; i++) tick(SECOND)
    expect(calls.steps).toBe(2)
    expect(frame()).toBe(1)
    expect(state()).toMatchObject({ playing: false, run: { recorded: 2, pending: false } })
  })

  test('a finished walk plays again from its start, without the network', () => {
    const { player, calls, tick, answer, state, frame } = walkWith({ ...reverse, steps: 2 })
    toEnd(player, 'end')
    answer()
    answer()
    play(player)
    expect(frame()).toBe(0)
    while (state().playing) tick(SECOND)
    expect(frame()).toBe(2)
    expect(calls.steps).toBe(2)
  })
})

describe('moving through a reverse walk', () => {
  test('a step forward is one frame; a step back is instant', () => {
    const { player, calls, answer, frame } = walkWith(reverse)
    step(player, 1)
    answer()
    expect(frame()).toBe(1)
    step(player, -1)
    expect(frame()).toBe(0)
    step(player, 1)
    expect(frame()).toBe(1)
    step(player, -1)
    step(player, -1)
    expect(frame()).toBe(0)
    expect(calls.steps).toBe(1)
  })

  test('a frame that is not there yet is computed towards, showing the way', () => {
    const { player, calls, answer, frame } = walkWith(reverse)
    seek(player, 3)
    const frames = [1, 2, 3].map(() => {
      answer()
      return frame()
    })
    expect(frames).toEqual([1, 2, 3])
    expect(calls.steps).toBe(3)
  })

  test('pausing on the way to the end stops there', () => {
    const { player, calls, answer, frame } = walkWith(reverse)
    toEnd(player, 'end')
    answer()
    pause(player)
    answer()
    expect(calls.steps).toBe(2)
    expect(frame()).toBe(1)
  })

  test('scrubbing goes to the nearest recorded frame, and asks for nothing', () => {
    const { player, calls, answer, frame } = walkWith(reverse) // levels 1000, 800, 600, 400, 200, 0
    seek(player, 2)
    answer()
    answer()
    for (const [t, nearest] of [
      [1000, 0],
      [790, 1],
      [699, 2],
      [0, 2],
      [-50, 2],
      [2000, 0],
    ] as const) {
      scrub(player, t)
      expect(frame()).toBe(nearest)
    }
    expect(calls.steps).toBe(2)
  })

  test('restart goes to the start and keeps what was recorded', () => {
    const { player, answer, state, frame } = walkWith(reverse)
    seek(player, 2)
    answer()
    answer()
    restart(player)
    expect(frame()).toBe(0)
    expect(state().run.recorded).toBe(2)
  })
})

describe('settings', () => {
  test('a changed one ends the run and begins another at its start', () => {
    const { player, opened, calls, answer, state, frame } = walkWith(reverse)
    seek(player, 2)
    answer()
    const before = calls.closed
    patchSettings(player, { label: 7 })
    expect(calls.closed).toBe(before + 1)
    expect(frame()).toBe(0)
    expect(state().run).toMatchObject({ recorded: 0, pending: false })
    step(player, 1)
    expect(opened.map(({ spec }) => spec.label)).toEqual([3, 7])
  })

  test('one that decides no frame does not', () => {
    const { player, answer, state } = walkWith(reverse)
    step(player, 1)
    answer()
    patchSettings(player, { speed: 60, t: 500, picture: { kind: 'gallery', index: 8 } })
    expect(state().run.recorded).toBe(1)
  })

  test('the picture decides a run from here', () => {
    const { player, answer, state } = walkWith({ ...reverse, from: 500 })
    step(player, 1)
    answer()
    patchSettings(player, { picture: { kind: 'gallery', index: 8 } })
    expect(state().run.recorded).toBe(0)
  })
})

describe('a device that is lost', () => {
  test('has the network placed on the next without being fetched, if it is the one that was there', () => {
    const { player, hears, reload } = walkWith(reverse)
    player.network = { status: 'ready', id: 'digits' }
    hears.lost('driver')
    expect(reload).toHaveBeenLastCalledWith(true)
    const source = { kind: 'folder' as const, url: 'https://host/a/' }
    for (const network of [
      { status: 'loading' as const, id: 'emoji', before: 'digits' },
      { status: 'opening' as const, source, before: 'digits' },
    ]) {
      player.network = network
      hears.lost('driver')
      expect(reload).toHaveBeenLastCalledWith(false)
    }
  })

  test('costs no frame: the run goes on from its last one', () => {
    const { player, hears, reload, opened, calls, answer, becomeReady, state, frame } = walkWith(reverse)
    toEnd(player, 'end')
    answer()
    answer()
    hears.lost('driver')
    expect(reload).toHaveBeenCalledOnce()
    expect(state()).toMatchObject({
      engine: { status: 'loading', again: true },
      run: { recorded: 2, pending: false },
      notices: [{ kind: 'lost' }],
    })
    scrub(player, 1000)
    expect(frame()).toBe(0)
    toEnd(player, 'end')
    expect(calls.steps).toBe(3)
    becomeReady()
    expect(opened).toHaveLength(2)
    expect(opened[1]).toMatchObject({ index: 2, spec: opened[0]?.spec, nfe: 2 })
    expect(opened[1]?.history.map(({ at }) => at.t)).toEqual([800, 1000])
    expect(opened[1]?.xt).toEqual(watchedRun(player).frames[2]?.xt)
    for (let i = 0; i < 3; i++) answer()
    expect(frame()).toBe(5)
    expect(state().notices.map(({ kind }) => kind)).toContain('recovered')
  })

  test('while playing: plays on when it is back', () => {
    const { player, hears, tick, answer, becomeReady, state, frame } = walkWith(reverse)
    play(player)
    answer()
    tick(SECOND)
    hears.lost('driver')
    tick(SECOND)
    expect(state()).toMatchObject({ playing: true, run: { waiting: true } })
    becomeReady()
    answer()
    tick(SECOND)
    expect(frame()).toBe(2)
  })
})

test('a fault of the run is said, and asking again tries again', () => {
  const { player, hears, opened, answer, state } = walkWith(reverse)
  play(player)
  hears.failed({ code: 'network', details: { message: 'no' } }, true)
  expect(state()).toMatchObject({
    playing: false,
    run: { pending: false, fault: { code: 'network' } },
    engine: { status: 'ready' },
  })
  step(player, 1)
  answer()
  expect(opened).toHaveLength(2)
  expect(state().run.fault).toBeUndefined()
})

test('a fault of the engine is said until the engine is there again, and not after', () => {
  const { player, hears, becomeReady, state } = walkWith(reverse)
  play(player)
  hears.failed({ code: 'worker-unreachable', details: {} }, false)
  expect(state()).toMatchObject({ playing: false, engine: { status: 'failed', fault: { code: 'worker-unreachable' } } })
  becomeReady()
  expect(state().engine.status).toBe('ready')
  expect(state().run.fault).toBeUndefined()
})

import { describe, expect, test } from 'vitest'
import { goLive, pictureArrived } from '../../../src/walk/run/begin'
import { play, scrub, step, toEnd } from '../../../src/runs/playback'
import { patchSettings } from '../../../src/walk/run/player'
import { defaults } from '../../../src/walk/model/settings'
import { emptyRun, withEngineFrame, type WalkRun } from '../../../src/walk/run/walk-run'
import { frameOf, walkWith } from '../fake-engine'

const reverse = { direction: 'reverse', steps: 5 } as const
const SECOND = 1000

describe('before the network is there', () => {
  test('play waits, and goes on when it is ready', () => {
    const { player, calls, tick, answer, becomeReady, state, frame } = walkWith(reverse, { ready: false })
    play(player)
    tick(SECOND)
    expect(calls.steps).toBe(0)
    expect(state()).toMatchObject({ playing: true, run: { waiting: true } })
    becomeReady()
    expect(calls.steps).toBe(1)
    answer()
    tick(SECOND)
    expect(frame()).toBe(1)
  })

  test('waiting costs nothing: the state is left alone', () => {
    const { player, tick, state } = walkWith(reverse, { ready: false })
    play(player)
    tick(SECOND)
    const before = state()
    tick(SECOND)
    expect(state()).toBe(before)
  })

  test('a link opens at its frame, also when the pictures come later', () => {
    const { player, answer, becomeReady, gallery, frame } = walkWith(
      { ...reverse, frame: 3 },
      { ready: false, gallery: false },
    )
    player.gallery = gallery
    pictureArrived(player)
    becomeReady()
    for (let i = 0; i < 3; i++) answer()
    expect(frame()).toBe(3)
  })

  test('a walk from here begins when its picture has come', () => {
    const { player, opened, gallery } = walkWith({ ...reverse, from: 500 }, { gallery: false })
    step(player, 1)
    expect(opened).toHaveLength(0)
    player.gallery = gallery
    pictureArrived(player)
    expect(opened).toMatchObject([{ index: 0, spec: { levels: [{ t: 500 }, { t: 400 }, { t: 200 }, { t: 0 }] } }])
  })

  test('arriving pictures do not stop what plays', () => {
    const { player, tick, state } = walkWith({ direction: 'forward', t: 0 }, { ready: false })
    play(player)
    tick(SECOND)
    pictureArrived(player)
    tick(SECOND)
    expect(state()).toMatchObject({ playing: true, settings: { t: 40 } })
  })
})

describe('the recording', () => {
  const recording = (): WalkRun => {
    const frames = [0, 1, 2, 3, 4, 5].map((index) => frameOf({ samples: 1 }, index))
    return { ...frames.reduce(withEngineFrame, emptyRun({ ...defaults, steps: 5 })), source: 'recording' }
  }
  const watching = () => {
    const walk = walkWith(reverse, { ready: false })
    walk.player.recording = recording()
    pictureArrived(walk.player)
    return walk
  }

  test('is shown and scrubbed while the network is on its way', () => {
    const { player, calls, state, frame } = watching()
    expect(state().run).toMatchObject({ source: 'recording', recorded: 5, total: 5 })
    scrub(player, 0)
    expect(frame()).toBe(5)
    toEnd(player, 'start')
    expect(frame()).toBe(0)
    expect(calls.steps).toBe(0)
  })

  test('is not of other settings', () => {
    const { player, state } = watching()
    patchSettings(player, { label: 4 })
    expect(state().run).toMatchObject({ source: 'live', recorded: 0 })
  })

  test('is left for a live run, which computes', () => {
    const { player, opened, becomeReady, state } = watching()
    becomeReady()
    expect(state().run.source).toBe('recording')
    goLive(player)
    step(player, 1)
    expect(opened).toHaveLength(1)
    expect(state().run.source).toBe('live')
  })
})

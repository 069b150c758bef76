import { describe, expect, test } from 'vitest'
import { restartEngine } from '../../src/plane/open-engine'
import { pause, play, toEnd } from '../../src/runs/playback'
import { planeWith } from '../plane/fake-plane'
import { walkWith } from '../walk/fake-engine'

const reverse = { direction: 'reverse', steps: 4 } as const
const late = { code: 'late', details: { seconds: 30 } }

describe('a step that does not come, in the walk,', () => {
  test('costs no frame: what was under way goes on from the last one when the visitor has tried again', () => {
    const { player, hears, opened, answer, becomeReady, state, frame } = walkWith(reverse)
    toEnd(player, 'end')
    answer()
    answer()
    hears.failed(late, false)
    expect(state()).toMatchObject({
      engine: { status: 'failed', fault: late },
      run: { recorded: 2, pending: false, waiting: true, fault: undefined },
    })
    becomeReady()
    expect(opened).toHaveLength(2)
    expect(opened[1]).toMatchObject({ index: 2, nfe: 2 })
    answer()
    answer()
    expect(frame()).toBe(4)
  })

  test('may be given up: then nothing is asked for', () => {
    const { player, hears, calls, becomeReady } = walkWith(reverse)
    toEnd(player, 'end')
    hears.failed(late, false)
    pause(player)
    becomeReady()
    expect(calls.steps).toBe(1)
  })
})

describe('a step that does not come, in the plane,', () => {
  test('costs no frame of either run: they go on from their last ones, with another worker', () => {
    const { plane, player, hears, begun, restart, open, setPoints, answer, becomeReady, state, frame } = planeWith({
      ...reverse,
    })
    toEnd(player, 'end')
    answer()
    hears.failed(late, undefined)
    expect(state()).toMatchObject({
      engine: { status: 'failed', fault: late },
      run: { pending: false, waiting: true, fault: undefined },
    })
    restartEngine(plane, 'wasm')
    expect(restart).toHaveBeenCalledOnce()
    expect(open).toHaveBeenCalledExactlyOnceWith('wasm')
    expect(setPoints).toHaveBeenCalledExactlyOnceWith(state().points)
    expect(state().engine.status).toBe('opening')
    becomeReady()
    expect(begun).toHaveLength(2)
    expect(begun[1]).toMatchObject({ slot: 0, index: 1 })
    for (let i = 0; i < 3; i++) answer()
    expect(frame()).toBe(4)
  })

  test('while playing: plays on', () => {
    const { player, hears, requests, becomeReady, state } = planeWith(reverse)
    play(player)
    hears.failed(late, undefined)
    becomeReady()
    expect(state().playing).toBe(true)
    expect(requests).toEqual([0, 0])
  })
})

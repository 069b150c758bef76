import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Engine, EngineListener } from '../../../src/engine/page/pictures/client'
import type { EngineReady, Frame, RunSpec, Standing } from '../../../src/engine/protocol/pictures'
import { watchedRun } from '../../../src/walk/run/player'
import { walkAgain } from '../../../src/walk/take/walk-again'
import { walkWith } from '../fake-engine'

let opened: { readonly spec: RunSpec; readonly at: Standing }[]
let loaded: string[]
let ended: number

/** A second engine that answers each step at once; each frame is one more than the state before. */
function startSecond(): Engine {
  let hears: EngineListener
  let state: { spec: RunSpec; frame: Frame } | undefined
  const second = {
    listen: (listener: EngineListener) => {
      hears = listener
    },
    load: ({ url }: { url: string }) => {
      loaded.push(url)
      setTimeout(() => {
        hears.ready({} as EngineReady)
      }, 0)
    },
    open: (spec: RunSpec, at: Standing) => {
      opened.push({ spec, at })
      state = { spec, frame: { index: at.index, xt: at.xt, ms: 0, nfe: at.nfe } }
    },
    step: () => {
      if (!state) throw new Error('no run is open')
      const { index, xt, nfe } = state.frame
      const frame = { index: index + 1, xt: xt.map((value) => value + 1), ms: 1, nfe: nfe + 1 }
      state = { ...state, frame }
      queueMicrotask(() => {
        hears.frame(frame)
      })
    },
    end: () => {
      ended += 1
    },
  }
  return second as unknown as Engine // only what is used of it
}

beforeEach(() => {
  ;[opened, loaded, ended] = [[], [], 0]
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('a run is walked from its own start to its end, by the network that it has, and the engine ends', async () => {
  const { player } = walkWith({ direction: 'reverse', steps: 3, seed: 4 })
  const run = watchedRun(player)
  const frames: Frame[] = []
  await walkAgain(player, run, new AbortController().signal, (frame) => frames.push(frame), startSecond)
  expect(frames.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  expect(frames[0]?.xt).toEqual(run.frames[0]?.xt)
  expect(opened.map(({ at }) => [at.index, at.nfe])).toEqual([[0, 0]])
  expect(loaded).toHaveLength(1)
  expect(loaded[0]).toMatch(/models\/digits-v\/$/)
  expect(ended).toBeGreaterThan(0)
})

test('a branch is walked stretch by stretch, each with its own settings, and frames and evaluations count on', async () => {
  const { player } = walkWith({ direction: 'reverse', steps: 4 })
  const run = watchedRun(player)
  const [wholeStretch] = run.stretches
  if (!wholeStretch) throw new Error('a stretch')
  const stretches = [
    { ...wholeStretch, until: 2, spec: { ...wholeStretch.spec, label: 1 } },
    { ...wholeStretch, since: 2, spec: { ...wholeStretch.spec, label: 7 } },
  ]
  const frames: Frame[] = []
  await walkAgain(
    player,
    { ...run, stretches },
    new AbortController().signal,
    (frame) => frames.push(frame),
    startSecond,
  )
  expect(frames.map(({ index, nfe }) => [index, nfe])).toEqual([0, 1, 2, 3, 4].map((n) => [n, n]))
  expect(opened.map(({ spec, at }) => [spec.label, at.index, at.nfe])).toEqual([
    [1, 0, 0],
    [7, 2, 2],
  ])
  expect(opened[1]?.at.xt).toEqual(frames[2]?.xt)
  expect(loaded).toHaveLength(1) // the same network
})

test('given up half way, the engine ends and no frame follows', async () => {
  const { player } = walkWith({ direction: 'reverse', steps: 9 })
  const controller = new AbortController()
  const frames: number[] = []
  const walking = walkAgain(
    player,
    watchedRun(player),
    controller.signal,
    ({ index }) => {
      frames.push(index)
      if (index === 4) controller.abort()
    },
    startSecond,
  )
  await expect(walking).rejects.toThrow('dropped')
  expect(ended).toBeGreaterThan(0)
})

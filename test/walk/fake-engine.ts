import { vi } from 'vitest'
import type { Engine } from '../../src/engine/page/pictures/client'
import type { EngineReady, Frame, RunSpec, Standing } from '../../src/engine/protocol/pictures'
import { begin, followSettings } from '../../src/walk/run/begin'
import { engineEvents } from '../../src/walk/run/engine-events'
import { createPlayer } from '../../src/walk/run/create-player'
import { watchedRun } from '../../src/walk/run/player'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { SIZE } from '../../src/walk/picture/mnist-shape'
import { createWalkStore } from '../../src/walk/run/store'

/** What the fake engine says when it is ready. */
export const ready: EngineReady = {
  backend: 'wasm',
  device: 'CPU',
  software: false,
  kernels: 'own',
  refused: [],
  card: { id: 'fake', title: 'Fake' },
  network: {
    channels: 1,
    size: SIZE,
    betas: new Float64Array(),
    menus: [],
    hasNullClass: true,
    prediction: 'epsilon',
    takesPlainInputs: true,
    variance: 'learned',
    clip: 'on',
    clipLimits: { range: 1, quantile: 0.995, most: Infinity },
    notes: [],
  },
  parameters: 1,
  selfTestError: 0,
  selfTestMs: 1,
  loadMs: 1,
}

/** A frame whose values all are its index. */
export const frameOf = (spec: Pick<RunSpec, 'samples'>, index: number): Frame => {
  const part = (value: number) => new Float32Array(spec.samples * SIZE * SIZE).fill(value)
  return { index, xt: part(index / 1000), x0Hat: part(0), epsHat: part(0), ms: 10, nfe: index }
}

/** An engine that answers when the test says so, and counts what it was asked. */
export function fakeEngine() {
  const opened: (Standing & { spec: RunSpec })[] = []
  const calls = { steps: 0, closed: 0 }
  const engine: Engine = {
    listen: () => undefined,
    load: () => undefined,
    open: (spec, at) => {
      opened.push({ ...at, spec, xt: at.xt.slice() })
    },
    step: () => {
      calls.steps += 1
    },
    close: () => {
      calls.closed += 1
    },
    memory: () => Promise.reject(new Error('not asked for')),
    keptHashes: () => Promise.resolve([]),
    classifier: () => undefined,
    judge: () => undefined,
    read: () => Promise.resolve(undefined),
    look: () => Promise.resolve({ status: 'dropped' }),
    ask: () => Promise.resolve({ status: 'dropped' }),
    restart: () => undefined,
    end: () => undefined,
  }
  return { engine, opened, calls }
}

/** Animation frames that the test runs by hand. */
export function manualFrames() {
  let due: FrameRequestCallback[] = []
  let now = 0
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => due.push(callback))
  return (milliseconds: number) => {
    now += milliseconds
    const callbacks = due
    due = []
    for (const callback of callbacks) callback(now)
  }
}

/** A walk, wired as in the page, over a fake engine. `answer` delivers the frame that the walk has asked for. */
export function walkWith(patch: Partial<Settings>, options: { ready?: boolean; gallery?: boolean } = {}) {
  const { engine, opened, calls } = fakeEngine()
  const reload = vi.fn()
  const tick = manualFrames()
  const gallery = { bytes: Array.from({ length: 20 }, (_, n) => new Uint8Array(SIZE * SIZE).fill(10 * n)), labels: [] }
  const store = createWalkStore({ ...defaults, ...patch })
  const player = createPlayer(store, engine)
  player.gallery = options.gallery === false ? undefined : gallery
  const hears = engineEvents(player, reload)
  begin(player, player.store.getState().settings.frame)
  followSettings(player)
  const becomeReady = () => {
    hears.ready(ready)
  }
  if (options.ready !== false) becomeReady()
  const answer = () => {
    const run = opened.at(-1)
    if (!run || !player.store.getState().run.pending) throw new Error('no frame was asked for')
    hears.frame(frameOf(run.spec, watchedRun(player).frames.length))
  }
  return {
    player,
    hears,
    reload,
    opened,
    calls,
    tick,
    answer,
    becomeReady,
    gallery,
    state: () => player.store.getState(),
    frame: () => player.store.getState().settings.frame,
  }
}

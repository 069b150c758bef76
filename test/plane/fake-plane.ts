import { vi } from 'vitest'
import type { Framed, PlaneEngineClient } from '../../src/engine/page/plane/client'
import type { PlaneRunSpec, Slot } from '../../src/engine/protocol/plane'
import type { Frame, Standing } from '../../src/engine/protocol/pictures'
import type { Plane } from '../../src/plane/context'
import { pointsOf } from '../../src/plane/data'
import { engineEvents } from '../../src/plane/engine-events'
import { begin, createPlayer } from '../../src/plane/player'
import { defaults, type PlaneSettings } from '../../src/plane/settings'
import { followSettings } from '../../src/plane/start'
import { createPlaneStore } from '../../src/plane/store'
import { manualFrames } from '../walk/fake-engine'

const notAsked = () => Promise.reject(new Error('not asked for'))

/** A run's first frames, asked for at once; every value of frame i is `value` + i. */
interface AskedFrames {
  readonly spec: PlaneRunSpec
  readonly start: Float32Array
  readonly steps: number
  readonly deliver: (value: number, ms?: number) => void
  readonly fail: (reason: Error) => void
  readonly signal: AbortSignal | undefined
}

export const frameOf = (particles: number, index: number, value: number): Frame => {
  const part = (each: number) => new Float32Array(2 * particles).fill(each)
  return { index, xt: part(value), x0Hat: part(0), epsHat: part(0), ms: 10, nfe: index }
}

/** An engine that does what it is told, when it is told; what was asked of it can be counted. */
function fakeEngine() {
  const begun: (Standing & { readonly slot: Slot; readonly spec: PlaneRunSpec })[] = []
  const requests: Slot[] = []
  const ended: Slot[] = []
  const [open, restart, setPoints] = [vi.fn(), vi.fn(), vi.fn()]
  const walks: AskedFrames[] = []
  const frames: PlaneEngineClient['frames'] = (spec, start, steps, signal) =>
    new Promise<Framed>((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
      const deliver = (value: number, ms = 0) => {
        resolve({ ms, frames: Array.from({ length: steps }, (_, i) => frameOf(spec.particles, i + 1, value + i + 1)) })
      }
      walks.push({ spec, start, steps, signal, deliver, fail: reject })
    })
  const engine: PlaneEngineClient = {
    listen: () => undefined,
    open,
    restart,
    setPoints,
    learn: () => undefined,
    dispose: () => undefined,
    begin: (slot, spec, at) => {
      begun.push({ slot, spec, ...at })
    },
    step: (slot) => {
      requests.push(slot)
    },
    end: (slot) => {
      ended.push(slot)
    },
    evaluate: notAsked,
    likelihood: notAsked,
    sample: notAsked,
    frames,
    memory: notAsked,
  }
  return { engine, begun, requests, ended, open, restart, setPoints, walks }
}

/** A plane as the page wires it, over a fake engine: `answer` delivers the next frame of a run, whose every value says which it is. */
export function planeWith(patch: Partial<PlaneSettings>, { ready = true } = {}) {
  const fake = fakeEngine()
  const tick = manualFrames()
  const settings = { ...defaults, pointCount: 40, particles: 3, ...patch }
  const store = createPlaneStore(pointsOf(settings.points, settings.pointCount, settings.seed), settings)
  const plane: Plane = { store, engine: fake.engine }
  const player = createPlayer(plane)
  const hears = engineEvents(player, 'auto', () => undefined)
  begin(player, settings.frame)
  followSettings(player)
  const becomeReady = () => {
    hears.ready({ backend: 'wasm', device: 'CPU', software: false, refused: [] })
  }
  if (ready) becomeReady()
  const answer = (slot: Slot = 0) => {
    const { run, progress } = player.runs[slot] ?? {}
    if (!run || progress !== 'computing') throw new Error('no frame was asked for')
    const index = run.frames.length
    hears.frame(slot, frameOf(run.spec.particles, index, index))
  }
  return {
    ...fake,
    plane,
    player,
    hears,
    tick,
    becomeReady,
    answer,
    state: () => store.getState(),
    frame: () => store.getState().settings.frame,
  }
}

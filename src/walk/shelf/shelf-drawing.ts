import { createStore, type StoreApi } from 'zustand/vanilla'
import { startEngine } from '../../engine/page/pictures/client'
import type { RunSpec } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { withSampler } from '../../runs/sampler-settings'
import { classOf } from '../model/classes'
import type { Model } from '../model/models'
import { startOfRun } from '../model/path'
import { toBytes } from '../model/pixels'
import { specOf } from '../run/spec'
import { defaults, withModel } from '../model/settings'
import { shownRange } from '../run/walk-run'

/** What a card draws of itself: so many pictures, in so many steps. */
export const PICTURES = 9
export const STEPS = 10
/** Milliseconds between two frames at least, so that they can be seen. */
const PACE = 80

/** How far a network has drawn. */
export type Drawing =
  | {
      readonly status: 'drawing' | 'drawn'
      /** Steps done. */
      readonly step: number
      /** What is to be seen, [PICTURES·C·H·W]. */
      readonly bytes: Uint8ClampedArray
      /** What the steps took, network, sampler and read-back together. */
      readonly ms: number
    }
  | { readonly status: 'failed' }

/** By the network's id; absent where it has not begun. */
export type Drawings = Readonly<Record<string, Drawing | undefined>>
export type DrawingStore = StoreApi<Drawings>
export const createDrawings = (): DrawingStore => createStore<Drawings>()(() => ({}))

/** A class for each picture, spread evenly over each menu; small menus take turns. */
export const classesOf = ({ menus }: Pick<Model, 'menus'>): readonly number[] =>
  Array.from(
    { length: PICTURES },
    (_, i) =>
      classOf(
        menus,
        menus.map(({ labels: { length } }) => (length < PICTURES ? i % length : Math.floor((i * length) / PICTURES))),
      ) ?? 0,
  )

/** The same pictures whenever they are drawn: DPM-Solver++ 2M from the noise of the page's first seed, guided as at first. */
export function drawingOf(model: Model): { spec: RunSpec; start: Float32Array } {
  const settings = {
    ...defaults,
    ...withModel(defaults, { model: model.id, own: null }),
    ...withSampler('dpm-solver++'),
    steps: STEPS,
    samples: PICTURES,
  } as const
  const spec = specOf(settings)
  const [first] = spec.levels
  if (!first) throw new RangeError('A run has levels.')
  return { spec: { ...spec, labels: classesOf(model) }, start: startOfRun(settings, first, undefined) }
}

export interface ShelfDrawing {
  readonly drawings: DrawingStore
  readonly models: readonly Model[]
  /** Absolute address of a network's folder. */
  readonly urlOf: (id: string) => string
  readonly backend: BackendName
}

/**
 * Lets networks that this machine keeps draw, one after the other, in a worker of their own; each is freed before the next.
 *
 * @returns how to end it; what has been drawn stays
 */
export function drawShelf({ drawings, models, urlOf, backend }: ShelfDrawing): () => void {
  const [queue, say] = [
    [...models],
    (model: Model, drawing: Drawing | undefined) => {
      drawings.setState({ [model.id]: drawing })
    },
  ]
  let timer: ReturnType<typeof setTimeout> | undefined
  const load = () => {
    const [model] = queue
    if (model) engine.load({ kind: 'shelf', url: urlOf(model.id), kept: true }, backend)
    else engine.end()
  }
  const next = () => {
    queue.shift()
    load()
  }
  const fail = (all: boolean) => {
    clearTimeout(timer)
    for (const model of queue.slice(0, all ? undefined : 1)) say(model, { status: 'failed' })
    queue.splice(0, all ? queue.length : 1)
    load()
  }
  const engine = startEngine()
  engine.listen({
    progress: () => undefined,
    preparing: () => undefined,
    ready: () => {
      const [model] = queue
      if (!model) return
      const { spec, start } = drawingOf(model)
      say(model, { status: 'drawing', step: 0, bytes: toBytes(start, shownRange.xt), ms: 0 })
      engine.open(spec, { index: 0, xt: start, history: [], nfe: 0 })
      engine.step()
    },
    frame: ({ index: step, xt, ms }) => {
      const [model] = queue
      const before = model && drawings.getState()[model.id]
      if (!model || before?.status !== 'drawing') return
      const done = step === STEPS
      say(model, { status: done ? 'drawn' : 'drawing', step, bytes: toBytes(xt, shownRange.xt), ms: before.ms + ms })
      timer = setTimeout(
        () => {
          if (done) next()
          else engine.step()
        },
        Math.max(0, PACE - ms),
      )
    },
    failed: ({ code }) => {
      fail(code.startsWith('worker') || code === 'late')
    }, // without a worker there is nothing for the others either
    lost: () => {
      fail(true)
    },
  })
  load()
  return () => {
    clearTimeout(timer)
    engine.end()
    const [model] = queue
    if (model && drawings.getState()[model.id]?.status === 'drawing') say(model, undefined)
  }
}

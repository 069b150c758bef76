import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Engine, startEngine } from '../../engine/page/pictures/client'
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

/** The networks that have yet to draw; the first of them is drawing. */
function createQueue({ drawings, models, urlOf, backend }: ShelfDrawing, engine: Engine) {
  let queue = models
  const load = () => {
    const [model] = queue
    if (model) engine.load({ kind: 'shelf', url: urlOf(model.id), kept: true }, backend)
    else engine.end()
  }
  return {
    load,
    first: () => queue[0],
    drawing: () => queue[0] && drawings.getState()[queue[0].id],
    setDrawing: (drawing: Drawing | undefined) => {
      const [model] = queue
      if (model) drawings.setState({ [model.id]: drawing })
    },
    next: () => {
      queue = queue.slice(1)
      load()
    },
    /** @param count how many networks cannot draw, the first of them first */
    fail: (count: number) => {
      for (const model of queue.slice(0, count)) drawings.setState({ [model.id]: { status: 'failed' } })
      queue = queue.slice(count)
      load()
    },
  }
}

/**
 * Lets networks that this machine keeps draw, one after the other, in a worker of their own; each is freed before the next.
 *
 * @returns a function that ends this; what has been drawn stays
 */
export function drawShelf(shelf: ShelfDrawing): () => void {
  const engine = startEngine()
  const queue = createQueue(shelf, engine)
  let timer: ReturnType<typeof setTimeout> | undefined
  const fail = (count: number) => {
    clearTimeout(timer)
    queue.fail(count)
  }
  engine.listen({
    progress: () => undefined,
    preparing: () => undefined,
    ready: () => {
      const model = queue.first()
      if (!model) return
      const { spec, start } = drawingOf(model)
      queue.setDrawing({ status: 'drawing', step: 0, bytes: toBytes(start, shownRange.xt), ms: 0 })
      engine.open(spec, { index: 0, xt: start, history: [], nfe: 0 })
      engine.step()
    },
    frame: ({ index: step, xt, ms }) => {
      const before = queue.drawing()
      if (before?.status !== 'drawing') return
      const isDrawn = step === STEPS
      const bytes = toBytes(xt, shownRange.xt)
      queue.setDrawing({ status: isDrawn ? 'drawn' : 'drawing', step, bytes, ms: before.ms + ms })
      const next = isDrawn
        ? queue.next
        : () => {
            engine.step()
          }
      timer = setTimeout(next, Math.max(0, PACE - ms))
    },
    failed: ({ code }) => {
      fail(code.startsWith('worker') || code === 'late' ? Infinity : 1) // without a worker, the others cannot draw either
    },
    lost: () => {
      fail(Infinity)
    },
  })
  queue.load()
  return () => {
    clearTimeout(timer)
    engine.end()
    if (queue.drawing()?.status === 'drawing') queue.setDrawing(undefined)
  }
}

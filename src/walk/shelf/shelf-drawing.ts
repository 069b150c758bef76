import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Engine, startEngine } from '../../engine/page/pictures/client'
import type { BackendName, Kernels } from '../../network'
import type { Model } from '../model/models'
import { toBytes } from '../model/pixels'
import { shownRange } from '../run/walk-run'
import { drawingOf, STEPS } from './drawing-run'

/** At least so many milliseconds pass between two frames, so that one can see them. */
const FRAME_MS = 80

/** How far the drawing of a network has come. */
export type Drawing =
  | {
      readonly status: 'drawing' | 'drawn'
      /** How many steps are done. */
      readonly step: number
      /** The pictures of the last step, [PICTURES·C·H·W]. */
      readonly bytes: Uint8ClampedArray
      /** Milliseconds of all steps: network, sampler and read-back. */
      readonly ms: number
    }
  | { readonly status: 'failed' }

/** Drawings by the network's id; undefined before they begin. */
type Drawings = Readonly<Record<string, Drawing | undefined>>
export type DrawingStore = StoreApi<Drawings>
export const createDrawings = (): DrawingStore => createStore<Drawings>()(() => ({}))

interface ShelfDrawing {
  readonly drawings: DrawingStore
  readonly models: readonly Model[]
  /** Absolute address of a network's folder. */
  readonly urlOf: (id: string) => string
  readonly backend: BackendName
  readonly kernels?: Kernels
}

/** The networks that have not finished drawing. The first of them is drawing now. */
function createQueue({ drawings, models, urlOf, backend }: ShelfDrawing, engine: Engine) {
  let queue = models
  const load = () => {
    const [model] = queue
    if (model) engine.load({ kind: 'shelf', url: urlOf(model.id), isKept: true }, backend)
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
    /** Gives up the first networks of the queue. @param count how many */
    fail: (count: number) => {
      for (const model of queue.slice(0, count)) drawings.setState({ [model.id]: { status: 'failed' } })
      queue = queue.slice(count)
      load()
    },
  }
}

/**
 * Lets stored networks draw, one after the other, in a second worker. Each is freed before the next is loaded.
 *
 * @returns a function that ends it; finished drawings stay
 */
export function drawShelf(shelf: ShelfDrawing): () => void {
  const engine = startEngine(shelf.kernels)
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
      const previous = queue.drawing()
      if (previous?.status !== 'drawing') return
      const isDrawn = step === STEPS
      const bytes = toBytes(xt, shownRange.xt)
      queue.setDrawing({ status: isDrawn ? 'drawn' : 'drawing', step, bytes, ms: previous.ms + ms })
      const next = isDrawn
        ? queue.next
        : () => {
            engine.step()
          }
      timer = setTimeout(next, Math.max(0, FRAME_MS - ms))
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

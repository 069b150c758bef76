import { dataLevel } from '../../diffusion'
import type { startEngine } from '../../engine/page/pictures/client'
import type { NetworkSource } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { type SecondEngine, withSecondEngine } from '../ask/second-engine'
import { modelOf, valuesOf } from '../model/models'
import { toBytes } from '../model/pixels'
import { shownRange } from '../run/walk-run'
import { type Asking, continuationOf, SAMPLES } from './continuation'
import { countsOf, type DoneSheet, type Sheet, varietyOf } from './sheet'
import type { Subject } from './subject'

/** What is to be drawn: sheets from these places of a walk, in this order. */
export interface Order {
  readonly subject: Subject
  readonly asking: Asking
  readonly places: readonly number[]
  readonly source: NetworkSource
  readonly backend: BackendName | 'auto'
  /** Address of a classifier of the network's pictures; undefined where there is none. */
  readonly classifier: string | undefined
}

/** What is being done: the network is loaded, or a sheet is drawn, the one after `before` of the order's `all`. */
export type Activity =
  | { readonly what: 'load' }
  | {
      readonly what: 'draw'
      /** The key of the walk. */
      readonly walk: string
      readonly before: number
      readonly all: number
      readonly sheet: Sheet
    }

/** What comes of it. */
interface Drawn {
  readonly show: (activity: Activity) => void
  /** A sheet is done. @param labels the classes that its counts are of */
  readonly keep: (sheet: DoneSheet, labels: readonly string[] | undefined) => void
}

/** Reads the pictures of a sheet, where a classifier is there. */
async function countsBy(engine: SecondEngine, x0: Float32Array, labels: readonly string[] | undefined) {
  const reading = labels && (await engine.read({ xt: x0, samples: SAMPLES, at: dataLevel }))
  return reading && countsOf(reading.probabilities, labels.length)
}

/** Draws one sheet. @throws Unanswered */
async function drawSheet(
  engine: SecondEngine,
  { subject, asking }: Order,
  place: number,
  labels: readonly string[] | undefined,
  show: (sheet: Sheet) => void,
): Promise<DoneSheet | undefined> {
  const state = subject.stateAt(place)
  const t = subject.places.find(({ key }) => key === place)?.t
  if (!state || t === undefined) return undefined
  const { spec, start } = continuationOf(subject, state, asking)
  const steps = spec.levels.length - 1
  let x0 = start
  const sheetOf = (doneSteps: number): Sheet => ({
    place,
    t,
    steps,
    done: doneSteps,
    bytes: toBytes(x0, shownRange.xt),
  })
  show(sheetOf(0))
  await engine.walk(spec, start, ({ index, xt }) => {
    x0 = xt
    show(sheetOf(index))
  })
  const counts = await countsBy(engine, x0, labels)
  const variety = varietyOf(x0, valuesOf(modelOf(subject.settings)))
  return { ...sheetOf(steps), variety, ...(counts && { counts }) }
}

/**
 * Draws sheet after sheet with an engine beside the walk's own, from the noisiest moment on.
 *
 * @param start starts the engine
 * @throws Unanswered; what is done by then is kept
 */
export async function drawSheets(
  signal: AbortSignal,
  order: Order,
  start: typeof startEngine,
  { show, keep }: Drawn,
): Promise<void> {
  show({ what: 'load' })
  await withSecondEngine(signal, start, async (engine) => {
    await engine.load(order.source, order.backend)
    const labels = order.classifier === undefined ? undefined : await engine.classifier(order.classifier)
    const all = order.places.length
    for (const [before, place] of order.places.toReversed().entries()) {
      const sheet = await drawSheet(engine, order, place, labels, (drawnSheet) => {
        show({ what: 'draw', walk: order.subject.key, before, all, sheet: drawnSheet })
      })
      if (sheet) keep(sheet, labels)
    }
  })
}

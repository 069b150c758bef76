import type { Fault } from '../../engine/protocol/pictures'
import { wantedBackend } from '../../shell/backend'
import { Unanswered } from '../ask/answers'
import { createJob, type Job } from '../ask/job'
import { type SecondEngine, withSecondEngine } from '../ask/second-engine'
import { remember } from '../ask/remember'
import { type Model, SHELF } from '../model/models'
import { fetchGallery } from '../model/pictures'
import { toBytes, toValues } from '../model/pixels'
import type { Player } from '../run/player'
import { shownRange } from '../run/walk-run'
import { fetchCards, shelfCard } from '../shelf/read-network-card'
import { drawingOf } from '../shelf/shelf-drawing'
import type { Pictures } from './draws'
import { type Press, press, PRESSES } from './thousand'

/** The moments of one training run, as the shelf has them, from its beginning on. */
export const MOMENTS: readonly Model[] = SHELF.filter(({ id }) => id.startsWith('growing'))

/** One moment of the training. */
export interface Moment {
  readonly model: Model
  /** Training steps done, as its card says; undefined before that has come. */
  readonly steps: number | undefined
  /** What it draws, [PICTURES·C·H·W] bytes, after so many steps of its walk. */
  readonly drawing?: { readonly bytes: Uint8ClampedArray; readonly step: number }
  readonly presses: readonly Press[]
  /** Why it could not be loaded. */
  readonly fault?: Fault
}

/** The moments, and which of them is being worked on, and how. */
export interface Moments {
  readonly moments: readonly Moment[]
  readonly activity?: { readonly place: number; readonly what: 'load' | 'draw' | 'measure' }
}

const base = import.meta.env.BASE_URL
const sourceOf = ({ id }: Model) =>
  ({ kind: 'shelf', url: new URL(`${base}models/${id}/`, document.baseURI).href }) as const

/** Changes one moment, and says what is done with it. */
type Show = (place: number, what: 'load' | 'draw' | 'measure', patch: Partial<Moment>) => void

async function drawIt(engine: SecondEngine, place: number, model: Model, show: Show): Promise<void> {
  const { spec, start } = drawingOf(model)
  show(place, 'draw', { drawing: { bytes: toBytes(start, shownRange.xt), step: 0 } })
  await engine.walk(spec, start, ({ index, xt }) => {
    show(place, 'draw', { drawing: { bytes: toBytes(xt, shownRange.xt), step: index } })
  })
}

/** What all moments are measured with: the same pictures, times and noises. */
async function pictures(): Promise<Pictures> {
  const [model] = MOMENTS
  if (!model) throw new RangeError('The shelf has no moments of a training run.')
  const gallery = await fetchGallery(base, model).catch(() => {
    throw new Unanswered({ code: 'gallery', details: {} })
  })
  return { x0: gallery.bytes.map(toValues), labels: gallery.labels }
}

async function measureIt(
  engine: SecondEngine,
  place: number,
  model: Model,
  { seed, count, signal, show }: Measuring & { signal: AbortSignal; show: Show },
): Promise<void> {
  const pressed = { model, pictures: await pictures(), seed }
  let presses: readonly Press[] = []
  for await (const some of press(engine, pressed, count, signal)) {
    presses = [...presses, ...some]
    show(place, 'measure', { presses })
  }
}

/** Whether a fault is of one network alone, so that the next may do. */
const isOfOne = (error: unknown): error is Unanswered & { readonly fault: Fault } =>
  error instanceof Unanswered &&
  error.fault !== undefined &&
  !error.fault.code.startsWith('worker') &&
  !['ask-lost', 'late', 'gallery'].includes(error.fault.code)

/** By which presses each is measured. */
interface Measuring {
  readonly seed: number
  readonly count: number
}

async function workThrough(signal: AbortSignal, by: Measuring, tell: (moments: Moments) => void): Promise<void> {
  const cards = await fetchCards(
    base,
    MOMENTS.map(({ id }) => id),
    shelfCard,
  )
  let moments: readonly Moment[] = MOMENTS.map((model, i) => ({ model, steps: cards[i]?.training.steps, presses: [] }))
  const show: Show = (place, what, patch) => {
    moments = moments.map((moment, i) => (i === place ? { ...moment, ...patch } : moment))
    tell({ moments, activity: { place, what } })
  }
  await withSecondEngine(signal, async (engine) => {
    /** Loads every moment that could be loaded so far, one after the other, and does this with it. */
    const each = async (act: (place: number, model: Model) => Promise<void>) => {
      for (const [place, model] of MOMENTS.entries()) {
        if (moments[place]?.fault) continue
        try {
          show(place, 'load', {})
          await engine.load(sourceOf(model), wantedBackend())
          await act(place, model)
        } catch (error) {
          if (!isOfOne(error)) throw error
          show(place, 'load', { fault: error.fault })
        }
      }
    }
    await each((place, model) => drawIt(engine, place, model, show)) // first, for it is soon done
    await each((place, model) => measureIt(engine, place, model, { ...by, signal, show }))
  })
  tell({ moments })
}

/** Nothing of the moments but which there are. */
const noMoments: Moments = { moments: MOMENTS.map((model) => ({ model, steps: undefined, presses: [] })) }

/** Loads the moments, lets them draw and measures each. @param seed of the presses @param presses how many for each */
export const momentsJob = (seed: () => number, presses = PRESSES): Job<Moments> =>
  createJob(noMoments, (signal, show) => workThrough(signal, { seed: seed(), count: presses }, show))

/** The moments of the growing network, whatever network the walk has. */
export const momentsOf: (player: Player) => Job<Moments> = remember(
  ({ store }) => momentsJob(() => store.getState().settings.seed),
  undefined,
  () => 'growing',
)

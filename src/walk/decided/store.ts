import { createStore, type StoreApi } from 'zustand/vanilla'
import { startEngine } from '../../engine/page/pictures/client'
import { wantedBackend, wantedKernels } from '../../shell/backend'
import { createJob, type Job } from '../ask/job'
import { remember } from '../ask/remember'
import { modelOf } from '../model/models'
import type { Player } from '../run/player'
import { sourceOf } from '../run/source'
import type { Asking } from './continuation'
import type { DoneSheet } from './sheet'
import type { Subject } from './subject'
import { type Activity, drawSheets, type Order } from './work'

/** A sheet that is done, and of which walk and by which asking it is. */
interface KeptSheet {
  readonly walk: string
  readonly asking: Asking
  readonly sheet: DoneSheet
}

/** What the visitor has set, and what was drawn. */
export interface Decided {
  readonly asking: Asking
  /** The moments that are fixed, and of which walk; moments of another follow its playhead. */
  readonly fixed: { readonly walk: string; readonly places: readonly number[] } | undefined
  /** Of one walk: they go when another's are drawn. */
  readonly keptSheets: readonly KeptSheet[]
  /** The classes that their pictures are read as; undefined where no classifier came. */
  readonly labels: readonly string[] | undefined
  /** Drawing has stopped because the walk had become another. */
  readonly hasWalkChanged: boolean
}

export interface DecidedStudy {
  readonly store: StoreApi<Decided>
  readonly job: Job<Activity | undefined>
  /** Says which walk is in sight: what is drawn of another stops. */
  readonly see: (subject: Pick<Subject, 'key'> | undefined) => void
  /** Draws the sheets of these moments that are not there, from data to noise. */
  readonly draw: (subject: Subject, places: readonly number[]) => void
}

const same = (a: Asking, b: Asking) => a.steps === b.steps && a.askedClass === b.askedClass && a.draw === b.draw

/** The sheets of a walk that were drawn as the visitor asks now, whatever moments are chosen. */
export const sheetsOf = ({ keptSheets, asking }: Decided, { key }: Pick<Subject, 'key'>): readonly DoneSheet[] =>
  keptSheets.filter((each) => each.walk === key && same(each.asking, asking)).map(({ sheet }) => sheet)

const base = import.meta.env.BASE_URL

/** The order for the sheets that are not there yet. */
function orderOf(player: Player, state: Decided, subject: Subject, places: readonly number[]): Order {
  const { classifier } = modelOf(subject.settings)
  const there = new Set(sheetsOf(state, subject).map(({ place }) => place))
  return {
    subject,
    asking: state.asking,
    places: [...new Set(places)].filter((place) => !there.has(place)),
    source: sourceOf(subject.settings.model, player.store.getState(), base),
    backend: wantedBackend(),
    classifier: classifier === null ? undefined : new URL(`${base}models/${classifier}/`, document.baseURI).href,
  }
}

/** @param start starts the engine that draws */
export function createStudy(player: Player, start: typeof startEngine): DecidedStudy {
  const store = createStore<Decided>()(() => ({
    asking: { steps: 50, askedClass: 'none', draw: 0 },
    fixed: undefined,
    keptSheets: [],
    labels: undefined,
    hasWalkChanged: false,
  }))
  let order: Order | undefined
  const job = createJob<Activity | undefined>(undefined, async (signal, show) => {
    if (!order) return
    const { subject, asking } = order
    await drawSheets(signal, order, start, {
      show,
      keep: (sheet, labels) => {
        const one: KeptSheet = { walk: subject.key, asking, sheet }
        store.setState(({ keptSheets }) => ({ keptSheets: [...keptSheets, one], labels }))
      },
    })
  })
  return {
    store,
    job,
    see: (subject) => {
      if (job.store.getState().status !== 'running' || order?.subject.key === subject?.key) return
      store.setState({ hasWalkChanged: true })
      job.stop()
    },
    draw: (subject, places) => {
      store.setState(({ keptSheets }) => ({
        keptSheets: keptSheets.filter(({ walk }) => walk === subject.key),
        fixed: { walk: subject.key, places },
        hasWalkChanged: false,
      }))
      order = orderOf(player, store.getState(), subject, places)
      job.start()
    },
  }
}

/** The study of a walk's network, as the visitor left it. */
export const decidedOf: (player: Player) => DecidedStudy = remember(
  (player) => createStudy(player, () => startEngine(wantedKernels())),
  ({ job }) => {
    job.stop()
  },
)

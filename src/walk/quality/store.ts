import { createStore, type StoreApi } from 'zustand/vanilla'
import { startEngine } from '../../engine/page/pictures/client'
import { wantedBackend, wantedKernels } from '../../shell/backend'
import { createJob, type Job } from '../ask/job'
import { remember } from '../ask/remember'
import type { Player } from '../run/player'
import { sourceOf } from '../run/source'
import { modelOf } from '../model/models'
import { fetchReference } from './reference'
import type { Count, Trial } from './trial'
import { type Drawn, drawTrials, type Order } from './work'

/** How many pictures are drawn, and at which evaluations. */
export interface Wish {
  readonly count: Count
  /** As the race allows its lanes, or at several numbers of evaluations. */
  readonly at: 'race' | 'curve'
}

export interface Quality {
  readonly store: StoreApi<Wish>
  readonly job: Job<Drawn>
  /** Draws these trials anew. */
  readonly draw: (trials: readonly Trial[]) => void
}

const NOTHING: Drawn = { scores: [], wasLost: false }
const base = import.meta.env.BASE_URL

function orderOf(player: Player, trials: readonly Trial[], count: number): Order {
  const networkOf = (model: string) => {
    const settings = trials.find((trial) => trial.settings.model === model)?.settings ?? { model }
    return {
      source: sourceOf(model, player.store.getState(), base),
      classifier: new URL(`${base}models/${modelOf(settings).classifier ?? ''}/`, document.baseURI).href,
    }
  }
  return { trials, count, backend: wantedBackend(), networkOf, reference: () => fetchReference(base) }
}

/** @param start starts an engine that draws */
export function createQuality(player: Player, start: typeof startEngine): Quality {
  const store = createStore<Wish>()(() => ({ count: 64, at: 'curve' }))
  let order: Order | undefined
  const job = createJob<Drawn>(NOTHING, async (signal, show) => {
    if (order) await drawTrials(signal, order, start, show)
  })
  return {
    store,
    job,
    draw: (trials) => {
      order = orderOf(player, trials, store.getState().count)
      job.start()
    },
  }
}

/** What was measured of a walk's race; it lives on while the study is closed. */
export const qualityOf: (player: Player) => Quality = remember(
  (player) => createQuality(player, () => startEngine(wantedKernels())),
  ({ job }) => {
    job.stop()
  },
  () => 'race',
)

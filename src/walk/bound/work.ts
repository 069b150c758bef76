import type { Player } from '../run/player'
import { type Ask, BATCH, type Ended, measureTerms } from './measure'
import { QUESTIONS, walkBatch, type Walkers } from './skipping'
import type { BoundStore, Job } from './store'
import { STRATA, type Subject } from './terms'

/** Rounds over all strata at a press. */
export const ROUNDS = 10
/** Batches of pictures that are walked at a press. */
export const BATCHES = 4

const askOf =
  ({ engine }: Player): Ask =>
  (question, signal) =>
    engine.ask(question, signal)

/** Does one task at a time: a newer one stops the one before. @param work reports evaluations as they are answered */
async function take(
  store: BoundStore,
  job: Job,
  all: number,
  work: (signal: AbortSignal, answered: (evaluations: number) => void) => Promise<Ended>,
): Promise<void> {
  store.getState().work?.stop()
  const controller = new AbortController()
  const isPresent = () => store.getState().work?.stop === stop
  const stop = () => {
    controller.abort()
  }
  store.setState({ work: { ...job, done: 0, all, stop }, ended: undefined })
  const how = await work(controller.signal, (evaluations) => {
    const { work: now } = store.getState()
    if (now && isPresent()) store.setState({ work: { ...now, done: now.done + evaluations } })
  })
  if (isPresent()) store.setState({ work: undefined, ended: { ...job, how } })
}

/** Measures ten terms more of each stratum, after those that are there. @param key under which they are kept */
export function measureBound(player: Player, store: BoundStore, key: string, subject: Subject): Promise<void> {
  const from = store.getState().terms[key]?.length ?? 0
  const all = ROUNDS * Math.min(STRATA, subject.model.schedule.T)
  return take(store, { task: 'bound', key }, all, (signal, answered) =>
    measureTerms(subject, { from, until: from + all }, askOf(player), signal, (rows) => {
      store.setState(({ terms }) => ({ terms: { ...terms, [key]: [...(terms[key] ?? []), ...rows] } }))
      answered(rows.length)
    }),
  )
}

/** Walks some more batches. @param key under which they are kept */
export function walkPictures(player: Player, store: BoundStore, key: string, walkers: Walkers): Promise<void> {
  return take(store, { task: 'skipping', key }, BATCHES * QUESTIONS * BATCH, async (signal, answered) => {
    const question = {
      ask: askOf(player),
      signal,
      answered: () => {
        answered(BATCH)
      },
    }
    for (let i = 0; i < BATCHES; i++) {
      const batch = await walkBatch(walkers, store.getState().walks[key]?.length ?? 0, question)
      if ('status' in batch) return batch
      store.setState(({ walks }) => ({ walks: { ...walks, [key]: [...(walks[key] ?? []), batch] } }))
    }
    return { status: 'done' }
  })
}

import type { Asker } from '../ask/answers'
import { BATCH, endOf, measureTerms } from './measure'
import { QUESTIONS, walkBatch, type Walkers } from './skipping'
import type { BoundStore, Job } from './store'
import { strataOf, type Subject } from './terms'

/** Rounds over all strata at a press. */
export const ROUNDS = 10
/** Batches of pictures that are walked at a press. */
export const BATCHES = 4

/** Does one task at a time: a newer one stops the one before. @param work reports evaluations as they are answered */
async function take(
  store: BoundStore,
  job: Job,
  all: number,
  work: (signal: AbortSignal, answered: (evaluations: number) => void) => Promise<void>,
): Promise<void> {
  store.getState().work?.stop()
  const controller = new AbortController()
  const isPresent = () => store.getState().work?.stop === stop
  const stop = () => {
    controller.abort()
  }
  store.setState({ work: { ...job, done: 0, all, stop }, ended: undefined })
  const report = (evaluations: number) => {
    const { work: now } = store.getState()
    if (now && isPresent()) store.setState({ work: { ...now, done: now.done + evaluations } })
  }
  const how = await endOf(work(controller.signal, report), controller.signal)
  if (isPresent()) store.setState({ work: undefined, ended: { ...job, how } })
}

/** Measures ten terms more of each stratum, after those that are there. @param key under which they are kept */
export function measureBound(engine: Asker, store: BoundStore, key: string, subject: Subject): Promise<void> {
  const from = store.getState().terms[key]?.length ?? 0
  const all = ROUNDS * strataOf(subject.model.schedule).length
  return take(store, { task: 'bound', key }, all, (signal, answered) =>
    measureTerms(engine, subject, { from, until: from + all }, signal, (rows) => {
      store.setState(({ terms }) => ({ terms: { ...terms, [key]: [...(terms[key] ?? []), ...rows] } }))
      answered(rows.length)
    }),
  )
}

/** Walks some more batches. @param key under which they are kept */
export function walkPictures(engine: Asker, store: BoundStore, key: string, walkers: Walkers): Promise<void> {
  return take(store, { task: 'skipping', key }, BATCHES * QUESTIONS * BATCH, async (signal, report) => {
    const answered = () => {
      report(BATCH)
    }
    for (let i = 0; i < BATCHES; i++) {
      const n = store.getState().walks[key]?.length ?? 0
      const batch = await walkBatch(walkers, n, { engine, signal, answered })
      store.setState(({ walks }) => ({ walks: { ...walks, [key]: [...(walks[key] ?? []), batch] } }))
    }
  })
}

import type { Fault } from '../../engine/protocol/pictures'
import { type Asker, askMany, Unanswered } from '../ask/answers'
import { drawnState, termRow, type Subject, type TermRow } from './terms'

/** How asking ended: all was answered, the visitor stopped it, another network took this one's place, or it cannot go on. */
export type Ended =
  | { readonly status: 'done' | 'stopped' | 'replaced' }
  | { readonly status: 'failed'; readonly fault: Fault }

/** States of one question: few enough for a step of the walk to wait for, always the same number so that programs are compiled once. */
export const BATCH = 10

/** How work that asks the network ends. @throws what is no answer that failed to come */
export async function endOf(work: Promise<void>, signal: AbortSignal): Promise<Ended> {
  try {
    await work
    return { status: 'done' }
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    if (error.fault) return { status: 'failed', fault: error.fault }
    return { status: signal.aborted ? 'stopped' : 'replaced' }
  }
}

/**
 * Measures terms of the bound, from the `from`-th on, until there are `until`.
 *
 * @param take is given the terms of each batch of answers, in their order
 * @throws Unanswered
 */
export async function measureTerms(
  engine: Asker,
  subject: Subject,
  { from, until }: { readonly from: number; readonly until: number },
  signal: AbortSignal,
  take: (rows: readonly TermRow[]) => void,
): Promise<void> {
  const answers = askMany(engine, until - from, (k) => drawnState(subject, from + k), signal, BATCH)
  for await (const batch of answers) take(batch.map(([example, answer]) => termRow(subject, example, answer)))
}

import type { Answered, Question } from '../../engine/protocol/ask'
import type { Fault } from '../../engine/protocol/pictures'
import { drawnState, questionOf, termRow, type Subject, type TermRow } from './terms'

/** The network, as the page can ask it. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Answered>

/** How asking ended: all was answered, the visitor stopped it, another network took this one's place, or it cannot go on. */
export type Ended =
  | { readonly status: 'done' | 'stopped' | 'replaced' }
  | { readonly status: 'failed'; readonly fault: Fault }

/** States of one question: few enough for a step of the walk to wait for, always the same number so that programs are compiled once. */
export const BATCH = 10

/** How a question ended that was not answered. */
export const endOf = (answered: Exclude<Answered, { status: 'answered' }>, signal: AbortSignal): Ended =>
  answered.status === 'failed' ? answered : { status: signal.aborted ? 'stopped' : 'replaced' }

/**
 * Measures terms of the bound, from the `from`-th on, until there are `until`.
 *
 * @param take is given the terms of each answer, in their order
 */
export async function measureTerms(
  subject: Subject,
  { from, until }: { readonly from: number; readonly until: number },
  ask: Ask,
  signal: AbortSignal,
  take: (rows: readonly TermRow[]) => void,
): Promise<Ended> {
  const d = subject.x0.length
  const part = (values: Float32Array | undefined, i: number) => values?.subarray(i * d, (i + 1) * d)
  for (let n = from; n < until; n += BATCH) {
    const states = Array.from({ length: BATCH }, (_, i) => drawnState(subject, n + i))
    const answered = await ask(questionOf(subject, states), signal)
    if (answered.status !== 'answered') return endOf(answered, signal)
    const { output, variance } = answered
    take(states.map((state, i) => termRow(subject, state, part(output, i) ?? output, part(variance, i))))
  }
  return { status: 'done' }
}

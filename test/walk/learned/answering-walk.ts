import type { Answered, Question } from '../../../src/engine/protocol/ask'
import type { Settings } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

/** All that is waiting has been done. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A walk whose network answers the page's questions: by default at once, in a way that the test knows. */
export function answeringWalk(
  patch: Partial<Settings> = {},
  says: (question: Question) => Float32Array = ({ states }) => states.map((x) => 0.5 * x),
) {
  const walk = walkWith(patch)
  const questions: Question[] = []
  const instead: { answered?: Answered | Promise<Answered> } = {}
  const ask = (question: Question, signal?: AbortSignal): Promise<Answered> => {
    questions.push(question)
    if (signal?.aborted) return Promise.resolve({ status: 'dropped' })
    const answered = instead.answered ?? { status: 'answered' as const, output: says(question), ms: 1 }
    if (!(answered instanceof Promise)) return Promise.resolve(answered)
    const dropped = new Promise<Answered>((resolve) => {
      signal?.addEventListener('abort', () => {
        resolve({ status: 'dropped' })
      })
    })
    return Promise.race([answered, dropped])
  }
  Object.assign(walk.player.engine, { ask })
  return { ...walk, questions, instead }
}

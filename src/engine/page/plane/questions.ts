import type { Fault } from '../../protocol/pictures'
import type { FromPlane, ToPlane } from '../../protocol/plane'

/** A question that could not be answered; the page has a sentence for its fault. */
export class AnswerFailed extends Error {
  override readonly name = 'AnswerFailed'

  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

/** Which kind of message answers which kind of question. */
interface AnswerKinds {
  readonly evaluate: 'evaluated'
  readonly likelihood: 'likelihoods'
  readonly sample: 'sampled'
  readonly frames: 'framed'
  readonly memory: 'memory'
}

type QuestionKind = keyof AnswerKinds
/** A question without its number. */
type Question<Kind extends QuestionKind> = Omit<Extract<ToPlane, { readonly kind: Kind }>, 'id'>
type AnswerTo<Kind extends QuestionKind> = Extract<FromPlane, { readonly kind: AnswerKinds[Kind] }>
type Answer = AnswerTo<QuestionKind>

interface Pending {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

/** Questions that wait for their answers. Each has a number, under which the worker answers, in any order. */
export function createQuestions(send: (message: ToPlane) => void) {
  const pending = new Map<number, Pending>()
  let lastId = 0
  const settle = (id: number, how: (question: Pending) => void) => {
    const question = pending.get(id) // undefined if it was cancelled: its answer comes too late
    pending.delete(id)
    if (question) how(question)
  }
  const failAll = (reason: Error) => {
    for (const id of [...pending.keys()])
      settle(id, ({ reject }) => {
        reject(reason)
      })
  }
  return {
    /** Where `signal` aborts, the promise rejects with its reason, and the worker drops the question. */
    ask: <Kind extends QuestionKind>(question: Question<Kind>, signal?: AbortSignal) =>
      new Promise<AnswerTo<Kind>>((resolve, reject) => {
        signal?.throwIfAborted()
        const id = ++lastId
        const cancel = () => {
          send({ kind: 'cancel', id })
          settle(id, (cancelled) => {
            cancelled.reject(signal?.reason as Error)
          })
        }
        const stopListening = () => {
          signal?.removeEventListener('abort', cancel)
        }
        signal?.addEventListener('abort', cancel, { once: true })
        pending.set(id, {
          resolve: (answer) => {
            stopListening()
            resolve(answer as AnswerTo<Kind>)
          },
          reject: (reason) => {
            stopListening()
            reject(reason)
          },
        })
        send({ ...question, id } as unknown as ToPlane)
      }),
    answered: (answer: Answer) => {
      settle(answer.id, ({ resolve }) => {
        resolve(answer)
      })
    },
    failed: (id: number, fault: Fault) => {
      settle(id, ({ reject }) => {
        reject(new AnswerFailed(fault))
      })
    },
    areWaiting: () => pending.size > 0,
    failAll,
  }
}

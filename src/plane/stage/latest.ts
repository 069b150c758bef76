/** Asks one question at a time. Of the questions that arrive meanwhile, it asks only the latest. */
interface Latest<Question> {
  /** Questions with the same name are the same: one is not asked twice in a row. */
  want(name: string, question: Question): void
  /** Ends it: no further answer is delivered. */
  end(): void
}

/**
 * Questions may arrive faster than answers, for example while the visitor drags the timeline. They do not queue up: when an answer
 * has been delivered, only the latest question is asked.
 *
 * @param failed receives the reason why a question failed; the question may be asked again.
 */
export function createLatest<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  deliver: (answer: Answer) => void,
  failed: (reason: unknown) => void,
): Latest<Question> {
  let askedName: string | undefined
  let request: { readonly name: string; readonly question: Question } | undefined
  let state: 'idle' | 'asking' | 'ended' = 'idle'
  const next = async (): Promise<void> => {
    if (!request) {
      state = 'idle'
      return
    }
    const { name, question } = request
    request = undefined
    askedName = name
    state = 'asking'
    const answer = await ask(question).then(
      (value) => () => {
        deliver(value)
      },
      (reason: unknown) => () => {
        askedName = undefined
        failed(reason)
      },
    )
    if (isEnded()) return
    answer()
    void next()
  }
  const isEnded = () => state === 'ended'
  return {
    want: (name, question) => {
      request = name === askedName ? undefined : { name, question }
      if (state === 'idle' && request) void next()
    },
    end: () => {
      state = 'ended'
    },
  }
}

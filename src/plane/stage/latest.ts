/** Asks for one thing at a time: of all that was wanted meanwhile, the latest. */
interface Latest<Question> {
  /** `name` says what is asked: the same name is not asked again. */
  want(name: string, question: Question): void
  /** No answer is delivered any more. */
  end(): void
}

/**
 * Questions may come faster than answers, as when a timeline is dragged. They never queue up: one is asked, and when its
 * answer has been delivered, the latest.
 *
 * @param failed is told of what went wrong; the question may be wanted again.
 */
export function createLatest<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  deliver: (answer: Answer) => void,
  failed: (reason: unknown) => void,
): Latest<Question> {
  let asked: string | undefined
  let wanted: { readonly name: string; readonly question: Question } | undefined
  let state: 'idle' | 'asking' | 'ended' = 'idle'
  const next = async (): Promise<void> => {
    if (!wanted) {
      state = 'idle'
      return
    }
    const { name, question } = wanted
    wanted = undefined
    asked = name
    state = 'asking'
    const answer = await ask(question).then(
      (value) => () => {
        deliver(value)
      },
      (reason: unknown) => () => {
        asked = undefined
        failed(reason)
      },
    )
    if (ended()) return
    answer()
    void next()
  }
  const ended = () => state === 'ended'
  return {
    want: (name, question) => {
      wanted = name === asked ? undefined : { name, question }
      if (state === 'idle' && wanted) void next()
    },
    end: () => {
      state = 'ended'
    },
  }
}

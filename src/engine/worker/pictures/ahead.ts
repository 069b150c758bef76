/** A step that has been started: where it leads, and what comes back from there. */
export interface Started<State, Values> {
  readonly to: State
  readonly values: Promise<Values>
}

/** Starts the step from a state, which stays as it is. */
type Start<State, Values> = (from: State) => Promise<Started<State, Values>>

interface States<State> {
  /** Whether the step from here is started before it is asked for. */
  readonly startsAhead: (from: State) => boolean
  /** Gives back what a state holds and its neighbour does not. */
  readonly leave: (state: State, to: State) => void
  /** Gives back all that a state holds. */
  readonly close: (state: State) => void
}

/** A step that was taken. */
interface Taken<State, Values> {
  /** Where it led. */
  readonly state: State
  readonly values: Values
  /** Milliseconds from its start, or from the arrival of the step before if that is later, to the arrival of its own values. */
  readonly ms: number
}

interface UnderWay<State, Values> {
  readonly to: State
  readonly begun: number
  readonly arrival: Promise<{ readonly values: Values; readonly at: number }>
}

/** What fails is told to whoever takes the step; of one that nobody takes, nobody is told. */
function quiet<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined)
  return work
}

async function begin<State, Values>(from: State, start: Start<State, Values>): Promise<UnderWay<State, Values>> {
  const begun = performance.now()
  const { to, values } = await start(from)
  return { to, begun, arrival: quiet(values.then((arrived) => ({ values: arrived, at: performance.now() }))) }
}

/**
 * Takes steps one by one, and starts each before the values of the one before have arrived: a GPU goes on computing while they are
 * fetched, posted and answered. The steps are the same as without that. Call its functions one after another.
 */
export function stepAhead<State, Values>(first: State, { startsAhead, leave, close }: States<State>) {
  /** Where the last step led that was taken. */
  let state = first
  let arrived = -Infinity
  let ahead: Promise<UnderWay<State, Values>> | undefined

  /** The step ahead, or why it could not be started, which is told once. */
  function takeAhead() {
    const step = ahead
    ahead = undefined
    return step
  }

  /** Gives a step up, once nothing of it is being fetched any more. It led on from `from`. */
  async function abandon(step: Promise<UnderWay<State, Values>> | undefined, from: State): Promise<void> {
    const { to, arrival } = (await step?.catch(() => undefined)) ?? {}
    if (!to) return
    await arrival?.catch(() => undefined)
    leave(to, from)
  }

  return {
    /**
     * The next step. If that fails, all stays as it was, and it can be tried again.
     *
     * @param start starts it, unless it is under way, and the one after it
     */
    next: async (start: Start<State, Values>): Promise<Taken<State, Values>> => {
      const { to, begun, arrival } = await (takeAhead() ?? begin(state, start))
      const following = startsAhead(to) ? quiet(begin(to, start)) : undefined
      await following?.catch(() => undefined) // its work is with the GPU now
      try {
        const { values, at } = await arrival
        leave(state, to)
        const ms = at - Math.max(begun, arrived)
        ;[state, arrived, ahead] = [to, at, following]
        return { state, values, ms }
      } catch (error) {
        await abandon(following, to)
        leave(to, state)
        throw error
      }
    },
    /** Gives the step ahead up: it was started for what is no longer asked. */
    forget: () => abandon(takeAhead(), state),
    /** Resolves when nothing is being fetched. */
    settled: async (): Promise<void> => {
      const step = await ahead?.catch(() => undefined)
      await step?.arrival.catch(() => undefined)
    },
    /** Gives everything back. */
    close: async (): Promise<void> => {
      await abandon(takeAhead(), state)
      close(state)
    },
  }
}

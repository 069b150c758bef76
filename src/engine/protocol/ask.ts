import type { Fault } from './pictures'

// What the page asks the network outside any run: its raw answers to states of the page's own making. Nothing of it changes the
// run that is open. Noise, forward process, losses and bounds are the page's own arithmetic, so that one question serves all.

/** So many states, and what the network is told of each. */
export interface Question {
  /** [n·C·H·W] float32, states of the network's own process; n in [1, MOST_ASKED]. */
  readonly states: Float32Array
  /** [n], the timestep that is told with each state, in [0, T): of the level t it is t − 1. */
  readonly timesteps: readonly number[]
  /** [n], the class of each; null for none. */
  readonly labels: readonly (number | null)[]
}

/** What the engine is asked, beside `ToEngine`. */
export interface AskAnswers extends Question {
  readonly kind: 'ask'
  readonly id: number
  /** Of the load whose network is asked. */
  readonly load: number
}

/** What it answers, beside `FromEngine`. */
export interface FromAsk {
  readonly kind: 'answered'
  readonly id: number
  readonly answered: Answered
}

/** What came of a question. */
export type Answered =
  | {
      readonly status: 'answered'
      /** [n·C·H·W], of the network's own prediction type (`NetworkInfo.prediction`), without its variance head. */
      readonly output: Float32Array
      /** [n·C·H·W], v of a learned-range head, if there is one. */
      readonly variance?: Float32Array
      /** Milliseconds of the evaluation and its read-back. */
      readonly ms: number
    }
  /** It was cancelled, or its network was replaced: there is nothing to say. */
  | { readonly status: 'dropped' }
  | { readonly status: 'failed'; readonly fault: Fault }

/** Why a question cannot be answered; the page has a sentence for each. */
export type AskFaultCode =
  | 'ask-states' // no such number of states, or of timesteps and classes beside them; a timestep out of its range
  | 'ask-network' // no network is there, or its pictures have another shape
  | 'ask-lost' // the device was lost meanwhile

/** The most states that are answered at once. */
export const MOST_ASKED = 16

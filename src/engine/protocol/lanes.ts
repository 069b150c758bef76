import type { Fault, Frame, RunSpec, Standing } from './pictures'

// A race: runs of one network that take their steps together. The worker keeps none of them. Every step comes with all that it begins
// from, so nothing is lost with a device, and a lane may stop or begin between any two steps.

/** A run that is to take its next step. */
export interface LaneStep {
  readonly spec: RunSpec
  readonly at: Standing
}

/** What the engine is asked, beside `ToEngine`: one step of each lane. */
export interface AdvanceLanes {
  readonly kind: 'advance'
  readonly id: number
  /** Of the load whose network walks. */
  readonly load: number
  /** At least one. */
  readonly lanes: readonly LaneStep[]
}

/** What it answers, beside `FromEngine`. */
export interface FromLanes {
  readonly kind: 'advanced'
  readonly id: number
  readonly advanced: Advanced
}

/** A lane's frame after its step, or why it took none; the other lanes take theirs. */
export type LaneOutcome = { readonly frame: Frame } | { readonly fault: Fault }

/** What came of the steps. */
export type Advanced =
  | {
      readonly status: 'advanced'
      /** One for each lane, in their order. A frame's `ms` are the lane's part of `ms`, by the pictures that it showed the network. */
      readonly lanes: readonly LaneOutcome[]
      /** How often the network was called for all of them: evaluations of several lanes share a call. */
      readonly calls: number
      /** Milliseconds from the first call to the one read-back of all lanes. */
      readonly ms: number
    }
  | { readonly status: 'failed'; readonly fault: Fault }

/** The most pictures that lanes show the network in one call. */
export const MOST_TOGETHER = 16

import type { Level, LinearTerm } from '../../diffusion'
import type { AttentionWeights, BlockMaps, Contribution, NetworkPart } from '../../network'
import type { Change } from './changes'
import type { Fault, RunSpec, Standing } from './pictures'

export type { AttentionWeights, BlockMaps, Contribution, NetworkPart } from '../../network'

// What the inspector asks the pictures' engine, and what it hears. One recorded step is taken again, with all pictures of the
// run, so that it is the recorded step to the bit; reported is one picture of it. Every array is float32 in the layout of
// frames, [C·H·W] of that picture, but where it says otherwise. Nothing of a look changes the run that is open.

/** A question about one recorded step: from frame `at.index` to the next. */
export interface LookRequest {
  /** As the run has it. */
  readonly spec: RunSpec
  /** The frame that is stepped from: its exact xt, [samples·C·H·W], and what a multistep sampler remembers there, as far as that is kept. */
  readonly at: Standing
  /**
   * Exact states of the frames before it, newest first, [samples·C·H·W] each: where `at.history` is shorter than the sampler looks
   * back, what it remembered is computed again from these, by one step each. `statesBefore` says how many; not needed where
   * `at.history` is whole. With fewer the step is one of lower order, and not the recorded one.
   */
  readonly before: readonly Float32Array[]
  /** The picture of the run that is reported, in [0, samples). */
  readonly sample: number
  /** Looks inside the network, at the same cost of evaluations. */
  readonly inside?: InsideRequest | undefined
}

/** What the network shows while it is asked. */
export interface InsideRequest {
  /** Of which of guidance's two answers: the one with the class that the run asks for, or the other. Of a single answer either way. */
  readonly of: 'wanted' | 'other'
  /** Names of parts whose outputs are shown as maps (`NetworkPart.name`), or all of them; none: the parts alone. */
  readonly maps: readonly string[] | 'all'
  /** The first channel that is shown, counted from 0, and how many at most, of each part. */
  readonly firstChannel: number
  readonly channels: number
  /** Names of parts that attend, whose weights are reported; 'middle' for that of the middle block, if it has one. */
  readonly attentions: readonly string[] | 'middle'
}

/** A term of the update: coefficient·tensor. `part` and `index` name it as the equation on the page does (`termsOf`). */
export interface LookedTerm extends LinearTerm {
  readonly value: Float32Array
}

/** One answer of the network, as it gave it. */
export interface NetworkAnswer {
  /** Whom it was asked for: the run's own class ('wanted'), or what guidance contrasts with it ('other'). */
  readonly of: 'wanted' | 'other'
  /** The class that it was told of this picture. */
  readonly label: number
  /** The timestep that it was told; fractional where another process than its own is walked. */
  readonly timestep: number
  /** Its raw output, of the network's own prediction type (`NetworkInfo.prediction`), without the variance head. */
  readonly output: Float32Array
  /** The same as x̂₀ and ε̂. */
  readonly x0Hat: Float32Array
  readonly epsHat: Float32Array
}

/** x̂₀ and ε̂ as a change of the run left them. */
export interface ChangedAnswer {
  readonly kind: Change['kind']
  readonly x0Hat: Float32Array
  readonly epsHat: Float32Array
}

/** q(x_s | x_t, x̂₀): what `posterior` says, and its mean. */
export interface LookedPosterior {
  readonly mean: Float32Array
  /** β̃, β and the upper end of a learned variance, as numbers. */
  readonly betaTilde: number
  readonly beta: number
  readonly upper: number
}

/** What the variance head of a network says. */
export interface LookedVariance {
  /** Its output, v; trained to lie in [−1, 1]. */
  readonly v: Float32Array
  /** σ of each value, exp(½·(f·log β + (1 − f)·log β̃)), f = (v + 1)/2; 0 at the step to data, which draws no noise. */
  readonly sigma: Float32Array
}

/** What the network said where the step looked at it: of several looks (Heun, Langevin) the one whose x̂₀ the frame has. */
export interface LookedAnswer {
  /** The level that it was asked about, on the run's process, and the state there; xt but of samplers that move it first. */
  readonly at: Level
  readonly x: Float32Array
  /**
   * What the sampler was given, after all changes; x = α·x̂₀ + σ·ε̂. The frame's own, but where an inverted walk begins: there
   * the picture itself is x̂₀, and the network looks at the mean of the level above it.
   */
  readonly x0Hat: Float32Array
  readonly epsHat: Float32Array
  /** ∇ log q(x), −ε̂/σ; 0 where there is no noise. */
  readonly score: Float32Array
  /** v = α·ε̂ − σ·x̂₀. */
  readonly v: Float32Array
  /** One, or with guidance two (`wanted`, then `other`); of levels where guidance does not count, one. */
  readonly answers: readonly NetworkAnswer[]
  /** wanted − other of the raw outputs, where there are two. */
  readonly difference?: Float32Array
  /** After each change of the run, in its order; outside guidance's interval it leaves things as they are. */
  readonly changed: readonly ChangedAnswer[]
  readonly variance?: LookedVariance
}

/** p(x_s | x_t), of a sampler whose step is Gaussian (`SamplerInfo.gaussian`). */
export interface LookedGaussian {
  readonly mean: Float32Array
  /** One for all values, or, where the network learned it, one each. */
  readonly deviation: number | Float32Array
}

/** Everything that a recorded step knew. */
export interface LookedStep {
  /** Of the frame that the step leads to. */
  readonly index: number
  readonly sample: number
  readonly from: Level
  readonly to: Level
  /** The state stepped from. */
  readonly xt: Float32Array
  /** The state that it leads to: the recorded frame's. */
  readonly next: Float32Array
  /**
   * The terms of the update, in the order of the equation: Σ coefficient·value = next to float32 rounding. Null of an adaptive
   * sampler (RK45), which takes as many steps as its tolerance asks: no one sum.
   */
  readonly terms: readonly LookedTerm[] | null
  readonly answer: LookedAnswer
  /** Absent where the step leads upwards, or stays at its level. */
  readonly posterior?: LookedPosterior
  /** Absent of a step that is none. */
  readonly gaussian?: LookedGaussian
  /** Fresh standard normal noise, in the order of drawing. */
  readonly fresh: readonly Float32Array[]
  /** As the frame has it: fresh noise as it was added, and the state stepped from as the sampler corrected it. */
  readonly added?: Float32Array
  readonly corrected?: Float32Array
  readonly inside?: LookedInside
  /** Network evaluations that the look cost, all pictures of the run together; `again` of these for what had been forgotten. */
  readonly nfe: number
  readonly again: number
  readonly ms: number
}

export interface LookedInside {
  /** Of which answer it is. */
  readonly of: 'wanted' | 'other'
  /** The whole network, in the order of computation. */
  readonly parts: readonly NetworkPart[]
  readonly maps: readonly BlockMaps[]
  readonly attentions: readonly AttentionWeights[]
  readonly contributions: readonly Contribution[]
  /** Bytes that would have come beside these, had there been room for them. */
  readonly leftOut: number
}

/** What the engine is asked, beside `ToEngine`. */
export interface AskLook {
  readonly kind: 'look'
  /** Rises with every question: the newest is answered, those before it are dropped. */
  readonly id: number
  /** Of the load whose network is asked. */
  readonly load: number
  readonly request: LookRequest
}

/** What it answers, beside `FromEngine`. */
export interface FromLook {
  readonly kind: 'looked'
  readonly id: number
  readonly looked: Looked
}

/** What came of a question. */
export type Looked =
  | { readonly status: 'looked'; readonly step: LookedStep }
  /** A newer question took its place, or its run or network was replaced: there is nothing to show, and nothing to say. */
  | { readonly status: 'dropped' }
  | { readonly status: 'failed'; readonly fault: Fault }

/** Why a step cannot be looked at; the page has a sentence for each. */
export type LookFaultCode =
  | 'look-step' // the run has no such step, or not from such a state
  | 'look-network' // no network is there, or its pictures have another shape
  | 'look-lost' // the device was lost meanwhile

/** The most bytes of maps and weights that come at once. */
export const MOST_INSIDE = 64 * 2 ** 20

import type { AnySamplerSpec, Level } from '../../diffusion'
import type { BackendName } from '../../network'
import type { Change } from './changes'
import type { EngineMemory, Fault, Frame, Refusal, Standing } from './pictures'
import type { FromTrainer, ToTrainer } from './learning'
import type { PlaneProcess } from './plane-process'

export type { PlaneProcess, PlaneScheduleId } from './plane-process'

/** Points of the plane and their classes: the data of this room. */
export interface PointSet {
  /** [N·2], x to the right and y up, one point after another; within ±10,000, N in [1, 100000]. */
  readonly xy: Float32Array
  /** [N], 0 or 1. */
  readonly labels: Uint8Array
}

/**
 * Who says what x̂₀ is: the exact answer for the points, the network that learns here, or the student that was distilled
 * from it.
 */
export type Answerer = 'exact' | 'network' | 'student'

/** Who answers, and how; the states and the level are given elsewhere. */
export interface Question {
  readonly answerer: Answerer
  readonly process: PlaneProcess
  /** The class that is asked for, or null for all. */
  readonly label: 0 | 1 | null
  /** What changes the answer: here guidance alone, whose classifier is the exact log p(label | x_t). */
  readonly changes: readonly Change[]
}

/** Everything that decides a run's frames. */
export interface PlaneRunSpec extends Question {
  readonly levels: readonly Level[]
  readonly sampler: AnySamplerSpec
  /** uint32. */
  readonly seed: number
  /** Number of particles, in [1, 65536]. */
  readonly particles: number
}

/** Several runs can be open at a time, to be watched side by side. */
export type Slot = 0 | 1

/** A question about any points, all at one level, which must have noise: data have no density and no score. */
export interface EvaluateRequest extends Question {
  readonly points: Float32Array // [M·2], M in [1, 65536]
  readonly at: Level
}

export interface Evaluation {
  /** ∇ log q(x_t), exact or as the network estimates it, [M·2]; empty for a student, which has no score. */
  readonly score: Float32Array
  /** E[x₀ | x_t], or x̂₀, [M·2]; of a student, where it says that the flow ends. */
  readonly x0Hat: Float32Array
  /** log q(x_t) in nats, [M]; of the exact answerer without guidance alone. */
  readonly logDensity?: Float32Array
  readonly ms: number
}

/** log q(x) at level `at` by the probability-flow ODE, `steps` of RK4 uniform in λ. */
export interface LikelihoodRequest extends EvaluateRequest {
  readonly steps: number
}

export interface PlaneReady {
  readonly backend: BackendName
  readonly device: string
  readonly software: boolean
  readonly refused: readonly Refusal[]
}

export type ToPlane =
  | { readonly kind: 'open'; readonly backend: BackendName | 'auto' }
  /** The data from here on, for runs and for training. */
  | { readonly kind: 'points'; readonly points: PointSet }
  | {
      readonly kind: 'begin'
      readonly slot: Slot
      readonly token: number
      readonly spec: PlaneRunSpec
      readonly at: Standing
    }
  | { readonly kind: 'step'; readonly slot: Slot; readonly token: number }
  | { readonly kind: 'end'; readonly slot: Slot; readonly token: number }
  | { readonly kind: 'evaluate'; readonly id: number; readonly request: EvaluateRequest }
  | { readonly kind: 'likelihood'; readonly id: number; readonly request: LikelihoodRequest }
  /** A whole run at once, for measuring: from `start` [particles·2] to its last level. */
  | { readonly kind: 'sample'; readonly id: number; readonly spec: PlaneRunSpec; readonly start: Float32Array }
  /** The first `steps` frames of a run at once, all by one state of the network: nothing is learned in between. */
  | {
      readonly kind: 'frames'
      readonly id: number
      readonly spec: PlaneRunSpec
      readonly start: Float32Array
      readonly steps: number
    }
  /** The question of this number is no longer wanted. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'learn'; readonly message: ToTrainer }
  | { readonly kind: 'memory'; readonly id: number }

export type FromPlane =
  | { readonly kind: 'ready'; readonly ready: PlaneReady }
  | { readonly kind: 'frame'; readonly slot: Slot; readonly token: number; readonly frame: Frame } // parts [particles·2]
  | { readonly kind: 'evaluated'; readonly id: number; readonly evaluation: Evaluation }
  | { readonly kind: 'likelihoods'; readonly id: number; readonly logDensity: Float32Array }
  | {
      readonly kind: 'sampled'
      readonly id: number
      readonly xt: Float32Array
      readonly nfe: number
      readonly ms: number
    }
  | { readonly kind: 'framed'; readonly id: number; readonly frames: readonly Frame[]; readonly ms: number }
  | { readonly kind: 'learned'; readonly message: FromTrainer }
  | { readonly kind: 'memory'; readonly id: number; readonly memory: EngineMemory }
  /** Of a run (its slot and token), of a question (its id), or of the engine itself. */
  | {
      readonly kind: 'failed'
      readonly of: { readonly slot: Slot; readonly token: number } | { readonly id: number } | null
      readonly fault: Fault
    }
  | { readonly kind: 'lost'; readonly reason: string }

import type { AnySamplerSpec, Level, Past, ProcessId, ScheduleSpec } from '../../diffusion'
import type { Accuracy, BackendName, Kernels, CheckpointNote, Menu, SchedulerConfig } from '../../network'
import type { Detail } from '../../network/description'
import type { Change } from './changes'

/** Everything that decides a run's frames. The same specification gives the same frames, whenever it is run. */
export interface RunSpec {
  /** The process on which the run lives; a network trained on another serves it at equal log-SNR. */
  readonly process: ProcessId
  /** Of a discrete process, where it is not the schedule that the network was trained on. */
  readonly schedule?: ScheduleSpec
  /** Its levels to visit, in order: down to data. Where they rise, DDIM inversion walks up. */
  readonly levels: readonly Level[]
  readonly sampler: AnySamplerSpec
  /** What changes its steps, in order: how they compose is said by `engine/worker/changes.ts`. */
  readonly changes: readonly Change[]
  /** Class index, or null for none. */
  readonly label: number | null
  /** A class for each picture, in its place. */
  readonly labels?: readonly number[]
  /** uint32. */
  readonly seed: number
  /** How many pictures are walked side by side, each with noise of its own. */
  readonly samples: number
}

/** The parts of one step, each [samples·C·H·W] float32 (in the plane [particles·2]). `index` counts steps done: frame 0 is the start. */
export interface Frame {
  readonly index: number
  readonly xt: Float32Array
  /** What the network said at the level before, where it stepped from; absent in frame 0. */
  readonly x0Hat?: Float32Array
  readonly epsHat?: Float32Array
  /** Fresh noise of the step; absent where it was deterministic. */
  readonly added?: Float32Array
  /** What a classifier reads of xt, where it is asked to: [samples·classes] probabilities. */
  readonly reading?: Float32Array
  /** The state stepped from as the sampler corrected it (UniPC); a run goes on from it. */
  readonly corrected?: Float32Array
  /**
   * Wall-clock milliseconds of the step, network, sampler and read-back together. A step that was started before the one before it
   * had come back counts from the moment when that one came, so that frames that follow each other add up to the time that they
   * took; while the page asks for nothing, no time counts.
   */
  readonly ms: number
  /** Network evaluations since the run began. */
  readonly nfe: number
}

export type LoadPhase = 'backend' | 'download' | 'build' | 'compile' | 'check'

/** Why something failed: a code for which the page has a sentence, and the values that stand in the sentence. */
export interface Fault {
  readonly code: string
  readonly details: Readonly<Record<string, Detail>>
}

/** A back end that was tried and refused, and why. */
export interface Refusal extends Fault {
  readonly backend: BackendName
}

export interface EngineReady {
  readonly backend: BackendName
  readonly device: string
  readonly software: boolean
  /** Whose kernels compute the network: TensorFlow.js's where the page wants them, or where ours are refused. */
  readonly kernels: Kernels
  readonly refused: readonly Refusal[]
  readonly card: { readonly id: string; readonly title: string }
  readonly network: NetworkInfo
  readonly parameters: number
  /** Largest relative error of the start-up self-test. */
  readonly selfTestError: number
  readonly selfTestMs: number
  readonly loadMs: number
}

export interface EngineMemory {
  readonly tensors: number
  readonly bytes: number
  readonly dispatches: number
  readonly readBacks: number
}

/** Where a run begins, or goes on: at any of its frames. */
export interface Standing {
  /** Steps done; 0 at the start. */
  readonly index: number
  /** Where they led, [samples·C·H·W], or [particles·2]. */
  readonly xt: Float32Array
  /** The steps before, newest first, as multistep samplers remember them. */
  readonly history: readonly Past<Float32Array>[]
  /** Network evaluations so far. */
  readonly nfe: number
}

/** Where a network comes from: our shelf, a static folder anywhere, or files that were dropped, by relative path. */
export type NetworkSource =
  /** `isKept`: only if this machine keeps it; beside its card nothing is fetched. */
  | { readonly kind: 'shelf'; readonly url: string; readonly isKept?: true }
  /** `size`: side of its pictures in pixels, where it does not say it. */
  | { readonly kind: 'folder'; readonly url: string; readonly size?: number }
  | { readonly kind: 'files'; readonly files: readonly (readonly [path: string, file: Blob])[]; readonly size?: number }

/** The limits to which a network's x̂₀ is clipped. */
export interface ClipLimits {
  /** Clipped to ±range; 1 but where its scheduler has a `clip_sample_range`. */
  readonly range: number
  /** Of dynamic thresholding: the share of values that are not clipped, and the largest threshold. */
  readonly quantile: number
  readonly most: number
}

/** What the page knows of any network, of the shelf or not. */
export interface NetworkTraits {
  readonly channels: number
  /** Side of its pictures, in pixels. */
  readonly size: number
  /** Whether the network has a null class, so that it can be evaluated without a class. */
  readonly hasNullClass: boolean
  /** What its output is. */
  readonly prediction: SchedulerConfig['prediction_type']
  /** Whether the network takes timestep and class as plain numbers: no table of times, no class vector, no logarithm of the class. */
  readonly takesPlainInputs: boolean
  /** The limits within which it keeps x̂₀, where a run limits it. */
  readonly clipLimits: ClipLimits
}

/** What the page must know besides of a network that is not on its shelf. */
export interface NetworkInfo extends NetworkTraits {
  /** β_1 … β_T. */
  readonly betas: Float64Array
  readonly menus: readonly Menu[]
  /** The variance of its own scheduler's steps; learned: it has a learned-range head. */
  readonly variance: 'learned' | 'beta' | 'beta-tilde'
  /** How its own scheduler keeps x̂₀ within black and white: not at all, by clipping, or by dynamic thresholding. */
  readonly clip: 'off' | 'on' | 'dynamic'
  readonly notes: readonly CheckpointNote[]
}

/** The classifier of noisy pictures beside the network: it is fetched when it is first wanted. */
export type ClassifierState =
  | { readonly status: 'absent' }
  | { readonly status: 'loading'; readonly done: number; readonly total: number }
  | { readonly status: 'ready'; readonly labels: readonly string[]; readonly accuracy: readonly Accuracy[] }
  | { readonly status: 'failed'; readonly fault: Fault }

/** A state that a classifier is asked to read. */
export interface Unread {
  readonly xt: Float32Array
  readonly samples: number
  readonly at: Level
  /** Whether its features are wanted, too. */
  readonly features?: true
}

/** What a classifier reads of a state. */
export interface Reading {
  /** [samples·classes]. */
  readonly probabilities: Float32Array
  /** What its last layer is given, [samples·features], where it was asked for. */
  readonly features?: Float32Array
}

export type ToEngine =
  /** `again`: the same as was there when the device was lost, which the worker still has in memory. */
  | {
      readonly kind: 'load'
      readonly load: number
      readonly source: NetworkSource
      readonly backend: BackendName | 'auto'
      readonly kernels: Kernels
      readonly again: boolean
    }
  | { readonly kind: 'open'; readonly token: number; readonly spec: RunSpec; readonly at: Standing }
  | { readonly kind: 'step'; readonly token: number }
  | { readonly kind: 'close'; readonly token: number }
  /** Fetches a classifier of noisy pictures and places it beside the network of that load. */
  | { readonly kind: 'classifier'; readonly load: number; readonly url: string }
  /** Whether it reads every frame from now on. */
  | { readonly kind: 'judge'; readonly on: boolean }
  /** Asks it about a state that was computed before. */
  | { readonly kind: 'read'; readonly of: Unread }
  | { readonly kind: 'memory' }
  /** Which files are kept on this machine, by their SHA-256, once those of `forget` are deleted. */
  | { readonly kind: 'kept'; readonly hashes: readonly string[]; readonly forget: readonly string[] }

export type FromEngine =
  /** `load` says of which load this is, so that nothing of one that was replaced is taken for the newest's. */
  | {
      readonly kind: 'progress'
      readonly load: number
      readonly phase: LoadPhase
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'ready'; readonly load: number; readonly ready: EngineReady }
  /** The GPU's programs for so many pictures at once are being compiled; the run's first frame follows. */
  | { readonly kind: 'preparing'; readonly token: number; readonly done: number; readonly total: number }
  | { readonly kind: 'frame'; readonly token: number; readonly frame: Frame }
  | { readonly kind: 'failed'; readonly token: number | null; readonly load: number; readonly fault: Fault }
  | { readonly kind: 'classifier'; readonly load: number; readonly state: ClassifierState }
  /** Answers to `read`, in its order; null where it cannot be read now. */
  | { readonly kind: 'reading'; readonly reading: Reading | null }
  /** The device is gone with all its tensors; a new `load` brings another. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'memory'; readonly memory: EngineMemory }
  | { readonly kind: 'kept'; readonly keptHashes: readonly string[] }

import type { SamplerSpec } from '../diffusion'
import type { BackendName } from '../network'

/** Everything that decides a run's frames. The same specification gives the same frames, whenever it is run. */
export interface RunSpec {
  /** Levels to visit: strictly descending integers in 0..T that end with 0. */
  readonly times: readonly number[]
  readonly sampler: SamplerSpec
  /** Limit x̂₀ to [−1, 1] at every step. */
  readonly clip: boolean
  /** Class index, or null for none. */
  readonly label: number | null
  /** uint32. */
  readonly seed: number
  /** How many pictures are walked side by side, each with noise of its own. */
  readonly samples: number
}

/** The parts of one step, each [samples·H·W] float32. `index` counts steps done: frame 0 is the start. */
export interface Frame {
  readonly index: number
  /** Level of xt. */
  readonly t: number
  readonly xt: Float32Array
  /** What the network said at the level before, where it stepped from; absent in frame 0. */
  readonly x0Hat?: Float32Array
  readonly epsHat?: Float32Array
  /** Fresh noise of the step; absent where it was deterministic. */
  readonly added?: Float32Array
  /** Wall-clock milliseconds of the step, network, sampler and read-back together. */
  readonly ms: number
  /** Network evaluations since the run began. */
  readonly nfe: number
}

export type LoadPhase = 'backend' | 'download' | 'build' | 'compile' | 'check'

/** Why something could not be had: a code that the page has a sentence for, and what it needs to say it. */
export interface Fault {
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>
}

/** A back end that was tried and left, and why. */
export interface Refusal extends Fault {
  readonly backend: BackendName
}

export interface EngineReady {
  readonly backend: BackendName
  readonly device: string
  readonly software: boolean
  readonly refused: readonly Refusal[]
  readonly card: { readonly id: string; readonly title: string }
  readonly size: number
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

export type ToEngine =
  | { readonly kind: 'load'; readonly url: string; readonly backend: BackendName | 'auto' }
  /** Begin a run at any of its frames: `index` steps are done, and xt is where they led (at 0: the start). */
  | { readonly kind: 'open'; readonly token: number; readonly spec: RunSpec; readonly index: number; readonly xt: Float32Array }
  | { readonly kind: 'step'; readonly token: number }
  | { readonly kind: 'close'; readonly token: number }
  | { readonly kind: 'memory' }

export type FromEngine =
  | { readonly kind: 'progress'; readonly phase: LoadPhase; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly ready: EngineReady }
  /** The GPU's programs for so many pictures at once are being compiled; the run's first frame follows. */
  | { readonly kind: 'preparing'; readonly token: number; readonly done: number; readonly total: number }
  | { readonly kind: 'frame'; readonly token: number; readonly frame: Frame }
  | { readonly kind: 'failed'; readonly token: number | null; readonly fault: Fault }
  /** The device is gone with all its tensors; a new `load` brings another. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'memory'; readonly memory: EngineMemory }

import type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../../diffusion'
import type { Fault } from './pictures'
import type { PlaneProcess } from './plane-process'

export type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../../diffusion'

/** What makes another network: a change of it begins anew. */
export interface LearnerShape {
  readonly process: PlaneProcess
  readonly prediction: LearnedPrediction
  /** Units of a hidden layer, in [4, 512]. */
  readonly width: number
  /** Hidden layers, in [1, 8]. */
  readonly depth: number
  /** uint32: first weights, and everything that is drawn while learning. */
  readonly seed: number
  /** Share of the examples whose class is hidden, in [0.1, 1]: of them alone the answer of no class in particular is learned; 1 is a network that knows no classes. */
  readonly dropClass: number
}

/** What can be changed while it learns. */
export interface LearnerTuning {
  /** In [1, 4096]. */
  readonly batch: number
  /** Of Adam. */
  readonly learningRate: number
  readonly weighting: LossWeighting
  readonly timeSampling: TimeSampling
  readonly pairing: Pairing
}

/** A network with everything that it needs to go on, as it is saved; plain data. */
export interface SavedLearner {
  readonly shape: LearnerShape
  readonly tuning: LearnerTuning
  readonly step: number
  /** Named arrays: weights, their moving average, Adam's moments. */
  readonly arrays: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>>
}

export type ToTrainer =
  /** Another network, from its first weights; it waits. */
  | { readonly kind: 'create'; readonly shape: LearnerShape; readonly tuning: LearnerTuning }
  | { readonly kind: 'tune'; readonly tuning: LearnerTuning }
  /** Learn on until told to pause, or so many steps. */
  | { readonly kind: 'go'; readonly steps: number | null }
  | { readonly kind: 'pause' }
  /** To the state before the loss diverged, kept every few steps. */
  | { readonly kind: 'undo' }
  | { readonly kind: 'save'; readonly id: number }
  | { readonly kind: 'restore'; readonly saved: SavedLearner }
  /** A file of a network that was saved here, or of anything: checked before it is used. */
  | { readonly kind: 'open'; readonly file: string; readonly bytes: Uint8Array }
  /** A student that does in one step what the network's probability flow does in many; learns until told to pause. */
  | { readonly kind: 'distil'; readonly steps: number | null }

export type FromTrainer =
  | { readonly kind: 'created'; readonly parameters: number }
  /** What was learned since the last report; at most one in ten steps, and ten a second. */
  | {
      readonly kind: 'progress'
      readonly who: 'network' | 'student'
      /** Steps done. */
      readonly step: number
      /** Of the steps since the last report, oldest first. */
      readonly losses: Float32Array
      readonly stepsPerSecond: number
      readonly running: boolean
    }
  | { readonly kind: 'paused'; readonly who: 'network' | 'student'; readonly step: number }
  /** The loss is no longer finite, or a million times the first: it has stopped; `undo` goes back to `before`. */
  | { readonly kind: 'diverged'; readonly step: number; readonly before: number }
  /** By undoing it is the same network as before, and its student stays; otherwise it is any, and has none. */
  | {
      readonly kind: 'restored'
      readonly cause: 'undo' | 'other'
      readonly shape: LearnerShape
      readonly tuning: LearnerTuning
      readonly step: number
      readonly parameters: number
    }
  | { readonly kind: 'saved'; readonly id: number; readonly saved: SavedLearner }
  /** The points are others, and so it learns from any pairs again. */
  | { readonly kind: 'unpaired' }
  /** Itself as it is, every few seconds and where it rests: what the page goes on from if the device is lost. */
  | { readonly kind: 'copy'; readonly saved: SavedLearner }
  /** What was asked has not been done, or learning has stopped by itself. */
  | { readonly kind: 'refused'; readonly fault: Fault; readonly of?: ToTrainer['kind'] }

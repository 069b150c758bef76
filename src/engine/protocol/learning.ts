import type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../../diffusion'
import type { Fault } from './pictures'
import type { PlaneProcess } from './plane-process'

export type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../../diffusion'

/** What decides which network is trained: a change of any of it means another network. */
export interface LearnerShape {
  readonly process: PlaneProcess
  readonly prediction: LearnedPrediction
  /** Units of a hidden layer, in [4, 512]. */
  readonly width: number
  /** Hidden layers, in [1, 8]. */
  readonly depth: number
  /** uint32: it decides the first weights, and everything that is drawn during training. */
  readonly seed: number
  /** Share of the examples whose class is hidden, in [0.1, 1]. From them the network learns its answer without a class; at 1 it knows no classes. */
  readonly dropClass: number
}

/** What can be changed during training. */
export interface LearnerTuning {
  /** In [1, 4096]. */
  readonly batch: number
  /** Of Adam. */
  readonly learningRate: number
  readonly weighting: LossWeighting
  readonly timeSampling: TimeSampling
  readonly pairing: Pairing
}

/** A saved network, with everything that its training needs to continue; plain data. */
export interface SavedLearner {
  readonly shape: LearnerShape
  readonly tuning: LearnerTuning
  readonly step: number
  /** Named arrays: weights, their moving average, Adam's moments. */
  readonly arrays: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>>
}

export type ToTrainer =
  /** Makes a new network with its first weights; it does not learn yet. */
  | { readonly kind: 'create'; readonly shape: LearnerShape; readonly tuning: LearnerTuning }
  | { readonly kind: 'tune'; readonly tuning: LearnerTuning }
  /** Trains the network for so many steps, or (null) until `pause`. */
  | { readonly kind: 'go'; readonly steps: number | null }
  | { readonly kind: 'pause' }
  /** Returns to the last state that was kept, which lies before the loss diverged. */
  | { readonly kind: 'undo' }
  | { readonly kind: 'save'; readonly id: number }
  | { readonly kind: 'restore'; readonly learner: SavedLearner }
  /** Opens a file that the visitor chose; the worker checks it before it uses anything of it. */
  | { readonly kind: 'open'; readonly file: string; readonly bytes: Uint8Array }
  /** Trains a student, which does in one step what the network's probability flow does in many, for so many steps or until `pause`. */
  | { readonly kind: 'distil'; readonly steps: number | null }

export type FromTrainer =
  | { readonly kind: 'created'; readonly parameters: number }
  /** The losses since the last report. There is at most one report in ten steps, and at most ten a second. */
  | {
      readonly kind: 'progress'
      readonly who: 'network' | 'student'
      /** Steps done. */
      readonly step: number
      /** One for each step since the last report, oldest first. */
      readonly losses: Float32Array
      readonly stepsPerSecond: number
      readonly running: boolean
    }
  | { readonly kind: 'paused'; readonly who: 'network' | 'student'; readonly step: number }
  /** Training has stopped, because the loss is not finite or a million times the first loss. The network is back at step `before`, and waits for `undo`. */
  | { readonly kind: 'diverged'; readonly step: number; readonly before: number }
  /** A network was brought back. After undoing it is the same network, and its student stays; otherwise it may be another, which has no student. */
  | {
      readonly kind: 'restored'
      readonly cause: 'undo' | 'other'
      readonly shape: LearnerShape
      readonly tuning: LearnerTuning
      readonly step: number
      readonly parameters: number
    }
  | { readonly kind: 'saved'; readonly id: number; readonly learner: SavedLearner }
  /** The data have changed, so reflow's pairs are dropped, and the pairing is independent again. */
  | { readonly kind: 'unpaired' }
  /** A copy of the network, sent every few seconds and whenever training rests; the page goes on from it if the device is lost. */
  | { readonly kind: 'copy'; readonly learner: SavedLearner }
  /** A request was not carried out, or training has stopped because of a fault. */
  | { readonly kind: 'refused'; readonly fault: Fault; readonly of?: ToTrainer['kind'] }

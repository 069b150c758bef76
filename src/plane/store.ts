import { createStore } from 'zustand/vanilla'
import type { Fault } from '../engine/protocol/pictures'
import type { LearnerShape, SavedLearner } from '../engine/protocol/learning'
import type { PlaneReady, PointSet } from '../engine/protocol/plane'
import type { LinkNote } from '../shell/link'
import type { Problem } from './data/problem'
import type { NetworkRefusal } from './learn/network-refusal'
import { defaults, type PlaneSettings } from './settings'

export type PlaneEngine =
  | { readonly status: 'opening' }
  | { readonly status: 'ready'; readonly ready: PlaneReady }
  | { readonly status: 'failed'; readonly fault: Fault }

/** What the page shows of the runs; the player holds their frames. */
export interface RunState {
  readonly total: number
  /** How many steps of each watched run are recorded. */
  readonly recorded: readonly number[]
  readonly pending: boolean
  /** The frame up to which the engine computes without pause; undefined if none. */
  readonly goal: number | undefined
  /** Whether a frame is wanted but the engine is not ready. */
  readonly waiting: boolean
  readonly nfe: readonly number[]
  readonly msPerStep: number
  /** How many times a network that had learned on has replaced the frames of the runs. */
  readonly renewed: number
  readonly fault: Fault | undefined
}

/** A record of losses: each entry is the mean of `every` steps. `every` doubles when the list becomes long. */
export interface LossRecord {
  readonly every: number
  readonly means: readonly number[]
  /** The losses of the steps since the last mean. */
  readonly rest: readonly number[]
}

/** A recent copy of the network, outside its worker. Learning goes on from it if the device is lost. */
interface NetworkCopy {
  readonly saved: SavedLearner
  /** When the copy was made, on the clock of `performance.now`. */
  readonly at: number
}

/** What the page knows of the network that learns; the engine holds its weights. */
export interface Learning {
  readonly status: 'none' | 'waiting' | 'learning' | 'paused' | 'diverged'
  readonly who: 'network' | 'student'
  readonly step: number
  readonly studentStep: number
  /** The shape of the network; undefined while there is none. */
  readonly shape: LearnerShape | undefined
  /** Oldest first. */
  readonly losses: LossRecord
  readonly studentLosses: LossRecord
  readonly copy: NetworkCopy | undefined
  /** Whether the device was lost: then this is the copy. When a device is there again, it goes on, and learns if the status says so. */
  readonly lost: boolean
  /** How many networks were asked for and have not begun. Until then, the learner reports on a network that is to be replaced. */
  readonly awaited: number
  /** The network before this one, which the visitor can bring back. */
  readonly replaced: SavedLearner | undefined
  readonly stepsPerSecond: number
  readonly parameters: number
  /** The step to which the visitor can go back after a divergence. */
  readonly before: number | undefined
  readonly fault: Fault | undefined
}

export type PlaneNotice =
  /** The points have changed since reflow computed its pairs. */
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'points'; readonly problem: Problem }
  | { readonly kind: 'network'; readonly refusal: NetworkRefusal }
  /** The GPU was lost with the network, and a copy goes on from `step`. It had been made `ms` milliseconds and `steps` steps before. */
  | {
      readonly kind: 'copied'
      readonly step: number
      readonly ms: number
      readonly steps: number
      readonly student: boolean
    }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'link'; readonly notes: readonly LinkNote[] }
  | { readonly kind: 'lost' }
  /** This machine has kept a network from an earlier visit. It is back, or offered to be brought back. */
  | { readonly kind: 'kept'; readonly step: number; readonly offered: boolean }

/** Each value has one writer: controls write `settings` (but `t` and `frame`), the player writes these, `run` and `playing`, the engine's events the rest. */
export interface PlaneState {
  readonly settings: PlaneSettings
  readonly playing: boolean
  readonly engine: PlaneEngine
  readonly points: PointSet
  readonly run: RunState
  readonly learning: Learning
  /** Whether this machine keeps a network for the next visit, and after which step. */
  readonly keeping: { readonly status: 'none' | 'impossible' } | { readonly status: 'kept'; readonly step: number }
  readonly notices: readonly PlaneNotice[]
}

const initialRun: RunState = {
  total: 0,
  recorded: [0, 0],
  pending: false,
  goal: undefined,
  waiting: false,
  nfe: [0, 0],
  msPerStep: 0,
  renewed: 0,
  fault: undefined,
}
export const noLosses: LossRecord = { every: 1, means: [], rest: [] }
export const initialLearning: Learning = {
  status: 'none',
  who: 'network',
  step: 0,
  studentStep: 0,
  shape: undefined,
  losses: noLosses,
  studentLosses: noLosses,
  copy: undefined,
  lost: false,
  awaited: 0,
  replaced: undefined,
  stepsPerSecond: 0,
  parameters: 0,
  before: undefined,
  fault: undefined,
}

export const createPlaneStore = (points: PointSet, settings: PlaneSettings = defaults) =>
  createStore<PlaneState>()(() => ({
    settings,
    playing: false,
    engine: { status: 'opening' },
    points,
    run: initialRun,
    learning: initialLearning,
    keeping: { status: 'none' },
    notices: [],
  }))

export type PlaneStore = ReturnType<typeof createPlaneStore>

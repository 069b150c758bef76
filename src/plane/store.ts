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

/** What the page shows of the runs; frames are the player's. */
export interface RunState {
  readonly total: number
  /** Steps recorded of each run that is watched. */
  readonly recorded: readonly number[]
  readonly pending: boolean
  /** Frame that is being computed towards. */
  readonly goal: number | undefined
  /** A frame is wanted, but the engine is not there yet. */
  readonly waiting: boolean
  readonly nfe: readonly number[]
  readonly msPerStep: number
  /** How often runs have been walked anew by a network that had learned on. */
  readonly renewed: number
  readonly fault: Fault | undefined
}

/** Losses as they are remembered: each is the mean of `every` steps, which doubles where they become many. */
export interface LossRecord {
  readonly every: number
  readonly means: readonly number[]
  /** Of the steps since the last of them. */
  readonly rest: readonly number[]
}

/** The network outside of its worker, as it was a little ago: what goes on if the device is lost. */
interface NetworkCopy {
  readonly saved: SavedLearner
  /** On the clock of `performance.now`. */
  readonly at: number
}

/** What is known of the network that learns; its weights are the engine's. */
export interface Learning {
  readonly status: 'none' | 'waiting' | 'learning' | 'paused' | 'diverged'
  readonly who: 'network' | 'student'
  readonly step: number
  readonly studentStep: number
  /** What it is; undefined while there is none. */
  readonly shape: LearnerShape | undefined
  /** Oldest first, the mean of every so many steps. */
  readonly losses: LossRecord
  readonly studentLosses: LossRecord
  readonly copy: NetworkCopy | undefined
  /** The device is lost, and this is the copy, which goes on when there is a device again: learns on, if the status says so. */
  readonly lost: boolean
  /** Networks that have been asked for and have not begun: what the learner tells meanwhile is of one whose place they take. */
  readonly awaited: number
  /** The network before this one, which can be brought back. */
  readonly replaced: SavedLearner | undefined
  readonly stepsPerSecond: number
  readonly parameters: number
  /** A step of which undoing a divergence goes back to. */
  readonly before: number | undefined
  readonly fault: Fault | undefined
}

export type PlaneNotice =
  /** The points are others than those for which reflow has pairs. */
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'points'; readonly problem: Problem }
  | { readonly kind: 'network'; readonly refusal: NetworkRefusal }
  /** The GPU took the network with it, and a copy goes on: from its step, made so many milliseconds and steps before. */
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
  /** This machine has kept a network from an earlier visit: it is back, or can be brought back. */
  | { readonly kind: 'kept'; readonly step: number; readonly offered: boolean }

/** Each value has one writer: controls write settings (but t and frame), the player run and playing, the engine's events the rest. */
export interface PlaneState {
  readonly settings: PlaneSettings
  readonly playing: boolean
  readonly engine: PlaneEngine
  readonly points: PointSet
  readonly run: RunState
  readonly learning: Learning
  /** Whether this machine keeps a network, and of which step. */
  readonly kept: { readonly status: 'none' | 'impossible' } | { readonly status: 'kept'; readonly step: number }
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
    kept: { status: 'none' },
    notices: [],
  }))

export type PlaneStore = ReturnType<typeof createPlaneStore>

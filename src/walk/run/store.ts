import { createStore } from 'zustand/vanilla'
import type { ClassifierState, EngineReady, Fault, LoadPhase, NetworkSource } from '../../engine/protocol/pictures'
import type { CheckpointNote } from '../../network'
import type { LinkNote } from '../../shell/link'
import type { OwnNetwork } from '../model/models'
import { defaults, type Settings } from '../model/settings'

export type EngineState =
  | {
      readonly status: 'loading'
      readonly phase: LoadPhase
      readonly done: number
      readonly total: number
      readonly again: boolean
    }
  | { readonly status: 'ready'; readonly ready: EngineReady }
  | { readonly status: 'failed'; readonly fault: Fault }

/** What is known of the reverse walk; the frames themselves are the player's. */
export interface RunState {
  /** A stored recording of the default run, or frames computed here and now. */
  readonly source: 'recording' | 'live'
  /** Steps of the whole run. */
  readonly total: number
  /** Steps of it that are recorded. */
  readonly recorded: number
  /** Playing was asked for, but the network is not there yet. */
  readonly waiting: boolean
  /** Frame that is being computed towards, without pacing; pausing gives it up. */
  readonly goal: number | undefined
  /** A frame has been asked for and has not come. */
  readonly pending: boolean
  /** Programs compiled of those that this number of pictures needs, while that goes on. */
  readonly preparing: { readonly done: number; readonly total: number } | undefined
  /** Running average of a step's cost; 0 before the first. */
  readonly msPerStep: number
  readonly fault: Fault | undefined
}

/** A network of the visitor's own that was opened in this visit, and where from. */
interface OpenedNetwork {
  readonly ownNetwork: OwnNetwork
  readonly source: NetworkSource
}

export type Notice =
  | { readonly kind: 'link'; readonly notes: readonly LinkNote[] }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** The visitor's own network has been opened, and what had to be assumed about it. */
  | { readonly kind: 'own'; readonly title: string; readonly notes: readonly CheckpointNote[] }
  /** A network of the visitor's does not say how large its pictures are. */
  | { readonly kind: 'size'; readonly fault: Fault; readonly source: NetworkSource; readonly proposed: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'recovered' }

/** A picture file that was opened, as the texts of a link: fitted to what the network has learned from, and as it came. */
export interface OpenedPicture {
  readonly asLearned: string
  readonly asItCame: string
}

/** Each value has one writer: controls write settings (but t and frame), the player writes the rest. */
export interface WalkState {
  readonly settings: Settings
  readonly playing: boolean
  readonly engine: EngineState
  readonly run: RunState
  readonly classifier: ClassifierState
  /** The visitor's own networks, in the order in which they were opened. */
  readonly ownNetworks: readonly OpenedNetwork[]
  /** Counts what a classifier has read of frames that were computed before, so that drawing follows. */
  readonly readings: number
  readonly notices: readonly Notice[]
  /** Counts changes of x₀'s source (gallery arrived, own picture), so that drawing follows. */
  readonly pictures: number
  /** The last picture file that was opened. */
  readonly openedPicture: OpenedPicture | undefined
}

export const initialEngine: EngineState = { status: 'loading', phase: 'backend', done: 0, total: 1, again: false }
/** After a lost device. */
export const loadingAgain: EngineState = { status: 'loading', phase: 'backend', done: 0, total: 1, again: true }

export const createWalkStore = (settings: Settings = defaults, notices: readonly Notice[] = []) =>
  createStore<WalkState>()(() => ({
    settings,
    playing: false,
    engine: initialEngine,
    run: {
      source: 'live',
      total: settings.steps,
      recorded: 0,
      waiting: false,
      goal: undefined,
      pending: false,
      preparing: undefined,
      msPerStep: 0,
      fault: undefined,
    },
    classifier: { status: 'absent' },
    ownNetworks: [],
    readings: 0,
    notices,
    pictures: 0,
    openedPicture: undefined,
  }))

export type WalkStore = ReturnType<typeof createWalkStore>

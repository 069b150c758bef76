import { createStore, type StoreApi } from 'zustand/vanilla'
import type { startLaneEngine } from '../../engine/page/pictures/lane-engine'
import type { Fault } from '../../engine/protocol/pictures'
import { wantedBackend, wantedKernels } from '../../shell/backend'
import { remember } from '../ask/remember'
import type { RaceSettings } from '../model/settings'
import type { Player } from '../run/player'
import { createEngines, type Engines } from './engines'
import type { Allowance, Costs } from './fair'
import type { Flow } from './flow'
import type { Lane } from './lanes'
import type { Preset } from './presets'

/** What the race is doing beside showing what it has. */
export type Activity =
  | { readonly kind: 'rests' }
  /** It loads the network of this name. */
  | { readonly kind: 'loads'; readonly model: string }
  /** It finds out what an evaluation of each network costs. */
  | { readonly kind: 'times' }
  | { readonly kind: 'walks' }
  /** It follows the exact flow: evaluations done, of all. */
  | { readonly kind: 'follows'; readonly done: number; readonly all: number }

export interface RaceState {
  readonly allowance: Allowance
  /** The preset that races; undefined where its lanes were changed. */
  readonly preset?: Preset | undefined
  /** None before a race is chosen. */
  readonly lanes: readonly Lane[]
  readonly costs: Costs
  /** Where the playhead stands: the share of its cost that each lane has spent, in [0, 1]. */
  readonly share: number
  readonly playing: boolean
  readonly activity: Activity
  /** A device was lost meanwhile, and the race went on from its last frames. */
  readonly wasLost: boolean
  /** The exact flows, as far as they were followed, by their key (`flowKey`). */
  readonly flows: Readonly<Record<string, Flow>>
  /** Why the last flow was not followed to its end. */
  readonly flowFault?: Fault | undefined
}

/** A race of a walk; it lives on while its study is closed. */
export interface Race {
  readonly player: Player
  readonly store: StoreApi<RaceState>
  readonly engines: Engines
  /** Ends the piece of work that goes on; work begins when the one before has ended. */
  controller: AbortController
  work: Promise<void>
  idle?: ReturnType<typeof setTimeout>
  /** What the walk's settings say of it, as it was last read or written; undefined before it follows them. */
  keptSettings?: RaceSettings | null
}

export const createRace = (player: Player, start?: typeof startLaneEngine): Race => ({
  player,
  store: createStore<RaceState>()(() => ({
    allowance: { mode: 'evaluations', budget: 50 },
    lanes: [],
    costs: {},
    share: 0,
    playing: false,
    activity: { kind: 'rests' },
    wasLost: false,
    flows: {},
  })),
  engines: createEngines({ backend: wantedBackend(), kernels: wantedKernels() }, start),
  controller: new AbortController(),
  work: Promise.resolve(),
})

/** Networks that nobody has needed for so long are given up; they load again from what the browser keeps. */
const IDLE_MS = 60_000

/** Does a piece of work once the one before has ended, which it ends. */
export function take(race: Race, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  race.controller.abort()
  const controller = new AbortController()
  race.controller = controller
  clearTimeout(race.idle)
  race.work = race.work.then(async () => {
    if (controller.signal.aborted) return
    try {
      await work(controller.signal)
    } finally {
      race.store.setState({ activity: { kind: 'rests' } })
    }
    if (race.controller === controller)
      race.idle = setTimeout(() => {
        race.engines.end()
      }, IDLE_MS)
  })
  return race.work
}

function endRace(race: Race): void {
  race.controller.abort()
  clearTimeout(race.idle)
  race.engines.end()
}

/** The race of a walk, whatever network the walk has meanwhile. */
export const raceOf: (player: Player) => Race = remember(
  (player) => createRace(player),
  endRace,
  () => 'race',
)

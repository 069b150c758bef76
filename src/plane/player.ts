import type { Slot } from '../engine/protocol/plane'
import { type Playable, seek, toEnd } from '../runs/playback'
import { playheadOf } from '../runs/playhead'
import { lastRecorded } from '../runs/run'
import {
  askFor,
  isComputing,
  ownFrame,
  placesBehind,
  recordedByAll,
  timesOf,
  totalOf,
  watch,
  type Watched,
} from '../runs/run-set'
import { T } from '../runs/timeline'
import { type Plane, patchPlane } from './context'
import { createForward } from './forward'
import { pathOf } from './path'
import { beginRun, choiceOf, type PlaneRun, standingOf } from './plane-run'
import type { PlanePlayer, RunPath } from './player-context'
import type { RunState } from './store'

export const SLOTS: readonly Slot[] = [0, 1]

/** Moves the playhead in both directions and records the runs of both stages. Nothing else writes `t`, `frame`, `playing` and `run`. */
export interface Player extends PlanePlayer, Playable {
  /** The runs that are watched: one, or two side by side. */
  runs: readonly Watched<PlaneRun>[]
  /** Which weights the runs began with, as `weightsOf` names them. */
  learned: string
}

const noTimes: readonly number[] = [T]
const noRun: RunPath = { levels: [], times: [], frames: [] }

const runsOf = ({ runs }: Pick<Player, 'runs'>): readonly PlaneRun[] => runs.map(({ run }) => run)

export const patchRun = ({ store }: Plane, patch: Partial<RunState>): void => {
  store.setState(({ run }) => ({ run: { ...run, ...patch } }))
}

/** Copies into the store what the page shows of the runs. */
export function reportRuns(player: Player, patch: Partial<RunState> = {}): void {
  const runs = runsOf(player)
  patchRun(player.plane, {
    total: totalOf(runs),
    recorded: runs.map(lastRecorded),
    pending: isComputing(player.runs),
    nfe: runs.map(({ frames }) => frames.at(-1)?.nfe ?? 0),
    ...patch,
  })
}

/** Replaces the runs that are watched, and reports them to the page. */
export function watchRuns(player: Player, runs: Player['runs'], patch: Partial<RunState> = {}): void {
  player.runs = runs
  reportRuns(player, patch)
}

/** A name for the present weights: the shape of the network, and the steps that it and its student have learned. */
export const weightsOf = ({ store }: Plane): string => {
  const { shape, step, studentStep } = store.getState().learning
  return JSON.stringify([shape, step, studentStep])
}

/** Begins new runs of the present settings. @param frame where to put the playhead; the frames up to it are computed if need be */
export function begin(player: Player, frame = 0): void {
  const { store, engine } = player.plane
  const { settings } = store.getState()
  for (const slot of SLOTS) engine.end(slot)
  player.learned = weightsOf(player.plane)
  store.setState({ playing: false })
  const runs = SLOTS.flatMap((slot) => {
    const choice = choiceOf(settings, slot)
    return choice ? [watch(beginRun(choice, settings))] : []
  })
  watchRuns(player, runs, { goal: undefined, waiting: false, msPerStep: 0, fault: undefined })
  seek(player, frame)
}

/** Replaces the frames of the runs by others from the same noise; the playhead stays. @param learned the weights they come from, of `weightsOf` */
export function renew(player: Player, runs: readonly PlaneRun[], learned: string): void {
  const { store, engine } = player.plane
  const renewed = player.runs.map((each, slot) => {
    const run = runs[slot]
    if (!run || run === each.run) return each
    if (each.progress !== 'closed') engine.end(slotOf(slot))
    return watch(run)
  })
  player.learned = learned
  watchRuns(player, renewed, { fault: undefined, renewed: store.getState().run.renewed + 1 })
}

const slotOf = (place: number): Slot => (place === 0 ? 0 : 1)

/** Asks the engine for a frame of each run that lacks the playhead's next one. */
function ask(player: Player): void {
  const { store, engine } = player.plane
  const behind = placesBehind(player.runs)
  if (behind.length === 0) return
  if (store.getState().engine.status !== 'ready') {
    player.move({ waiting: true })
    return
  }
  const runs = askFor(player.runs, behind, {
    open: (run, place) => {
      engine.begin(slotOf(place), run.spec, standingOf(run))
    },
    step: (place) => {
      engine.step(slotOf(place))
    },
  })
  watchRuns(player, runs, { waiting: false, fault: undefined })
}

/** Before play: at the noise end the direction turns to reverse, and runs of a network that has learned since they began start again. */
function beforePlay(player: Player): void {
  const { settings } = player.plane.store.getState()
  if (settings.direction === 'forward' && settings.t >= T) patchPlane(player.plane, { direction: 'reverse', frame: 0 })
  const followsNetwork = runsOf(player).some(({ spec }) => spec.answerer !== 'exact')
  if (player.playhead().direction === 'reverse' && followsNetwork && player.learned !== weightsOf(player.plane))
    begin(player)
}

/** Calls the listener when a part of the state changes on which the drawing depends. */
function subscribe({ plane: { store } }: Player, listener: () => void): () => void {
  return store.subscribe(({ settings, points, run }, before) => {
    if (settings !== before.settings || points !== before.points || run !== before.run) listener()
  })
}

export function createPlayer(plane: Plane): Player {
  const { store } = plane
  const forward = [createForward(), createForward()]
  const player: Player = {
    ...playheadOf(store),
    plane,
    runs: [],
    learned: '',
    lastTick: 0,
    recorded: () => recordedByAll(runsOf(player)),
    times: () => (player.runs.length > 0 ? timesOf(runsOf(player)) : noTimes),
    stops: () => {
      const { settings } = store.getState()
      // Plain Langevin has a single level, so the forward direction walks the timeline in even steps.
      const { times } = pathOf(
        settings.sampler === 'langevin'
          ? { ...settings, sampler: 'ddim', process: 'discrete', schedule: 'cosine', grid: 'trailing' }
          : settings,
      )
      return [...new Set([T, ...times.map(Math.round)])]
    },
    ask: () => {
      ask(player)
    },
    beforePlay: () => {
      beforePlay(player)
    },
    run: (slot) => player.runs[slot]?.run ?? noRun,
    stageFrame: (slot) => {
      const { settings, points } = store.getState()
      const choice = choiceOf(settings, slot)
      if (settings.direction === 'forward') return choice && forward[slot]?.(points, choice, settings.seed, settings.t)
      const run = player.runs[slot]?.run
      const frame = run?.frames[ownFrame(run, settings.frame, totalOf(runsOf(player)))]
      const at = frame && run.levels[frame.index]
      return frame && at && { xt: frame.xt, at, index: frame.index }
    },
    finish: () => {
      toEnd(player, 'end')
    },
    subscribe: (listener) => subscribe(player, listener),
  }
  return player
}

/** Where the playhead stands on the timeline. */
export function playheadT(player: Player): number {
  const { direction, t, frame } = player.playhead()
  return direction === 'forward' ? t : (player.times()[frame] ?? T)
}

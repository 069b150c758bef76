import type { Slot } from '../engine/protocol/plane'
import { type Playable, seek, toEnd } from '../runs/playback'
import { playheadOf } from '../runs/playhead'
import { T } from '../runs/timeline'
import { type Plane, patchPlane } from './context'
import { createForward } from './forward'
import { pathOf } from './path'
import type { PlanePlayer, PlaneTrajectory } from './player-context'
import type { PlaneRun } from './store'
import {
  beginRun,
  choiceOf,
  ownFrame,
  type RecordedRun,
  recordedByAll,
  recordedOf,
  standingOf,
  stepsOf,
  totalOf,
} from './trajectory'

export const SLOTS: readonly Slot[] = [0, 1]

/** Moves the playhead of both directions and records the runs of both stages. It alone writes `t`, `frame`, `playing` and `run`. */
export interface Player extends PlanePlayer, Playable {
  /** The runs that are watched: one, or two side by side. */
  runs: readonly RecordedRun[]
  /** Steps that the network had learned when the runs began: its weights are theirs. */
  learned: string
}

const noTimes: readonly number[] = [T]
const nothing: PlaneTrajectory = { levels: [], times: [], frames: [] }

export const patchRun = ({ store }: Plane, patch: Partial<PlaneRun>): void => {
  store.setState(({ run }) => ({ run: { ...run, ...patch } }))
}

/** What is known of the runs, for the page to show. */
export function reportRuns({ plane, runs }: Player, patch: Partial<PlaneRun> = {}): void {
  patchRun(plane, {
    total: totalOf(runs),
    recorded: runs.map(recordedOf),
    pending: runs.some(({ pending }) => pending),
    nfe: runs.map(({ frames }) => frames.at(-1)?.nfe ?? 0),
    ...patch,
  })
}

/** Which weights answer: whose they are, and after how many steps of the network and of its student. */
export const weightsOf = ({ store }: Plane): string => {
  const { shape, step, studentStep } = store.getState().learning
  return JSON.stringify([shape, step, studentStep])
}

/** New runs of the present settings, standing at their start. @param frame where to stand; computed up to if need be */
export function begin(player: Player, frame = 0): void {
  const { store, engine } = player.plane
  const { settings } = store.getState()
  for (const slot of SLOTS) engine.end(slot)
  player.learned = weightsOf(player.plane)
  player.runs = SLOTS.flatMap((slot) => {
    const choice = choiceOf(settings, slot)
    return choice ? [beginRun(choice, settings)] : []
  })
  store.setState({ playing: false })
  reportRuns(player, { goal: undefined, waiting: false, msPerStep: 0, fault: undefined })
  seek(player, frame)
}

/** Other frames of the same runs from the same noise: the playhead stays where it is. @param learned whose they are, of `weightsOf` */
export function renew(player: Player, runs: readonly RecordedRun[], learned: string): void {
  const { store, engine } = player.plane
  for (const slot of SLOTS) if (player.runs[slot]?.opened && player.runs[slot] !== runs[slot]) engine.end(slot)
  Object.assign(player, { runs, learned })
  reportRuns(player, { fault: undefined, renewed: store.getState().run.renewed + 1 })
}

/** Asks each run for a frame, as far as it is behind the next one of the playhead. */
function ask(player: Player): void {
  const { store, engine } = player.plane
  const total = totalOf(player.runs)
  const next = Math.min(total, player.recorded() + 1)
  const behind = [...player.runs.entries()].filter(
    ([, run]) => !run.pending && recordedOf(run) < ownFrame(run, next, total),
  )
  if (behind.length === 0) return
  if (store.getState().engine.status !== 'ready') {
    player.move({ waiting: true })
    return
  }
  for (const [i, run] of behind) {
    const slot: Slot = i === 0 ? 0 : 1
    if (!run.opened) engine.begin(slot, run.spec, standingOf(run))
    Object.assign(run, { opened: true, pending: true })
    engine.step(slot)
  }
  reportRuns(player, { waiting: false, fault: undefined })
}

/** At the noise end, playing is walking back; and particles of a network that has learned on since are walked anew. */
function beforePlay(player: Player): void {
  const { settings } = player.plane.store.getState()
  if (settings.direction === 'forward' && settings.t >= T) patchPlane(player.plane, { direction: 'reverse', frame: 0 })
  const learns = player.runs.some(({ spec }) => spec.answerer !== 'exact')
  if (player.playhead().direction === 'reverse' && learns && player.learned !== weightsOf(player.plane)) begin(player)
}

/** What is drawn depends on these of the state. */
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
    recorded: () => recordedByAll(player.runs),
    // Of the run with the most steps: a playhead over frames of the other would stand still between them.
    times: () => player.runs.find((run) => stepsOf(run) === totalOf(player.runs))?.times ?? noTimes,
    stops: () => {
      const { settings } = store.getState()
      // Plain Langevin has one level: forward, the timeline is walked in even steps.
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
    trajectory: (slot) => player.runs[slot] ?? nothing,
    shown: (slot) => {
      const { settings, points } = store.getState()
      const choice = choiceOf(settings, slot)
      if (settings.direction === 'forward') return choice && forward[slot]?.(points, choice, settings.seed, settings.t)
      const run: RecordedRun | undefined = player.runs[slot]
      const frame = run?.frames[ownFrame(run, settings.frame, totalOf(player.runs))]
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

import { lastRecorded, stepsOf } from '../../runs/run'
import type { Fault } from '../../engine/protocol/pictures'
import { defaults, sameRun, type Settings } from '../model/settings'
import { startOfRun } from '../model/path'
import { possible } from '../run/possible'
import { emptyRun, withEngineFrame, type WalkRun } from '../run/walk-run'
import { evaluationsOf } from './evaluations'
import { type Allowance, type Costs, plansOf } from './fair'

export const MOST_LANES = 6

/** One of the runs that race. */
export interface Lane {
  readonly id: number
  /** As the visitor has set it; its steps count only where each lane has its own. */
  readonly settings: Settings
  /** What it walks by the race's allowance, and how far it has come. */
  readonly run: WalkRun
  /** Why it does not race: the allowance cannot be kept by its sampler. */
  readonly refused: boolean
  /** Why it cannot go on. The others do. */
  readonly fault?: Fault | undefined
}

/** The settings with which lanes begin: the walk's, from pure noise, in few pictures, read by nobody. */
export function baseOf(settings: Settings): Settings {
  const base: Settings = {
    ...settings,
    direction: 'reverse',
    from: 'noise',
    samples: settings.samples === 1 ? 1 : 4,
    judge: false,
    inspecting: false,
    study: defaults.study,
    t: defaults.t,
    frame: 0,
    past: [], // of a branch only its last settings
    branches: [],
    branch: 0,
    race: null,
  }
  return { ...base, ...possible(base) }
}

let lastId = 0
/** A lane that nobody has seen before. */
export const asLane = (settings: Settings): Pick<Lane, 'id' | 'settings'> => ({ id: (lastId += 1), settings })

/** A run that stands at its noise. The same seed gives every lane the same noise. */
function startedRun(settings: Settings): WalkRun {
  const run = emptyRun(settings)
  const [first] = run.levels
  if (!first) return run
  return withEngineFrame(run, { index: 0, xt: startOfRun(settings, first, undefined), ms: 0, nfe: 0 })
}

/** Lanes by an allowance. What a lane has walked stays, as long as it walks the same. */
export function allowed(
  lanes: readonly (Pick<Lane, 'id' | 'settings'> & Partial<Pick<Lane, 'run' | 'fault'>>)[],
  allowance: Allowance,
  costs: Costs,
): readonly Lane[] {
  const plans = plansOf(
    lanes.map(({ settings }) => settings),
    allowance,
    costs,
  )
  return lanes.flatMap(({ id, settings, run, fault }, i) => {
    const plan = plans[i]
    if (!plan) return []
    const isSame = run && sameRun(run.settings, plan.settings)
    return [
      {
        id,
        settings,
        run: isSame ? run : startedRun(plan.settings),
        refused: plan.refused,
        ...(isSame && fault && { fault }),
      },
    ]
  })
}

const isDone = ({ run }: Lane): boolean => lastRecorded(run) >= stepsOf(run)

/** Whether a lane can take a step. */
export const canGoOn = (lane: Lane): boolean => !lane.refused && !lane.fault && !isDone(lane)

/** The share of its cost that a lane has spent at a frame, in [0, 1]; by steps where its evaluations are not known before. */
export function shareAt({ settings, levels }: WalkRun, frame: number): number {
  const evaluations = evaluationsOf(settings)
  const [part, all] = evaluations ? [evaluations[frame] ?? 0, evaluations.at(-1) ?? 1] : [frame, stepsOf({ levels })]
  return all > 0 ? part / all : 1
}

/** Rounding of shares. */
const CLOSE = 1e-9

/** The recorded frame that a lane shows where the playhead stands. */
export function frameAt(run: WalkRun, share: number): number {
  let frame = 0
  while (frame < lastRecorded(run) && shareAt(run, frame + 1) <= share + CLOSE) frame += 1
  return frame
}

const shareOf = ({ run }: Lane): number => shareAt(run, Math.max(0, lastRecorded(run)))

/** The lanes that step next: those that have spent the least share of their cost. */
export function lanesDue(lanes: readonly Lane[]): readonly Lane[] {
  const racing = lanes.filter(canGoOn)
  const least = Math.min(...racing.map(shareOf))
  return racing.filter((lane) => shareOf(lane) <= least + CLOSE)
}

/** How far the playhead can go: as far as every lane that goes on has come. */
export const recordedShare = (lanes: readonly Lane[]): number => {
  const racing = lanes.filter(canGoOn)
  if (racing.length > 0) return Math.min(...racing.map(shareOf))
  return lanes.length > 0 ? Math.max(...lanes.map(shareOf)) : 0
}

/** Milliseconds that a lane has taken up to a frame. */
export const msAt = ({ frames }: WalkRun, frame: number): number =>
  frames.slice(0, frame + 1).reduce((sum, { ms }) => sum + ms, 0)

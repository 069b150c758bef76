import { level, type Level, logSnr, normalArray, noised } from '../../diffusion'
import { T } from '../../runs/timeline'
import { modelOf, valuesOf } from '../model/models'
import { stretchAt } from '../model/past'
import { pictureValues } from '../model/pictures'
import { scheduleOf } from '../model/schedules'
import { RUN_KEYS, type RunSettings, type Settings } from '../model/settings'
import { type Player, watchedRun } from '../run/player'
import type { WalkRun } from '../run/walk-run'

/** A moment of a walk at which there is still noise. */
export interface Place {
  /** Its frame in a run; its t in the forward walk. */
  readonly key: number
  /** On the timeline, in (0, T]. */
  readonly t: number
  readonly logSnr: number
}

/** The state of one picture at a moment. */
export interface State {
  /** [C·H·W] */
  readonly xt: Float32Array
  /** On the process of the walk. */
  readonly at: Level
  /** By which the walk goes on from there: those of a branch's past are others. */
  readonly settings: Settings
}

/** The walk whose moments are continued. */
export interface Subject {
  /** A run back, by its recorded frames, or the forward walk, which has a state at every t. */
  readonly kind: 'run' | 'forward'
  /** The same for walks that are the same. */
  readonly key: string
  readonly settings: Settings
  /** From data to noise; at least one. */
  readonly places: readonly Place[]
  /** Undefined where there is none at that place. */
  readonly stateAt: (key: number) => State | undefined
}

/** A run that can be continued from its frames: it has walked, and its states are exact. */
const isRecorded = ({ source, frames }: WalkRun): boolean => source === 'live' && frames.length > 1

function placesOf({ frames, levels, times }: WalkRun): readonly Place[] {
  const noisy = frames.flatMap(({ index }) => {
    const [at, t] = [levels[index], times[index]]
    return at && t !== undefined && at.noise > 0 ? [{ key: index, t, logSnr: logSnr(at) }] : []
  })
  return noisy.toSorted((a, b) => a.t - b.t || b.key - a.key)
}

function runSubject(run: WalkRun): Subject {
  const { settings, stretches, levels, frames, shape } = run
  const values = valuesOf(shape)
  const choice = (of: RunSettings) => RUN_KEYS.map((key) => of[key])
  const past = settings.past.map(({ chosen: runSettings, until }) => [choice(runSettings), until])
  const picture = settings.from === 'noise' ? undefined : settings.picture
  return {
    kind: 'run',
    key: JSON.stringify([choice(settings), past, picture]),
    settings,
    places: placesOf(run),
    stateAt: (key) => {
      const [frame, at] = [frames[key], levels[key]]
      return frame && at && { xt: frame.xt.subarray(0, values), at, settings: stretchAt(stretches, key + 1).settings }
    },
  }
}

function forwardSubject(settings: Settings, x0: Float32Array): Subject {
  const { model, picture, seed, schedule: choice, label } = settings
  const { schedule } = scheduleOf(settings)
  const levels = Array.from({ length: T + 1 }, (_, t) => level(schedule, t))
  const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, x0.length)
  return {
    kind: 'forward',
    key: JSON.stringify([model, picture, seed, choice, label, settings.guidance]),
    settings,
    places: levels.slice(1).map((at) => ({ key: at.t, t: at.t, logSnr: logSnr(at) })),
    stateAt: (key) => {
      const at = levels[key]
      return at && { xt: noised(x0, eps, at), at, settings }
    },
  }
}

/** The walk back, if it is in sight and has walked; else the forward walk; undefined while its picture is not there. */
export function subjectOf(player: Player, settings: Settings): Subject | undefined {
  const run = watchedRun(player)
  if (settings.direction === 'reverse' && isRecorded(run)) return runSubject(run)
  const x0 = pictureValues(settings.picture, player.gallery)
  return x0?.length === valuesOf(modelOf(settings)) ? forwardSubject(settings, x0) : undefined
}

/** The key of the place at the playhead; there is none on the data. */
export const playheadKey = ({ kind }: Pick<Subject, 'kind'>, { t, frame }: Settings): number =>
  kind === 'run' ? frame : t

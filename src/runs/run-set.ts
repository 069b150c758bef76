import type { Path } from './levels'
import { lastRecorded, type Run, stepsOf } from './run'

/** Where the engine stands with a run: it does not hold it, it stands at its last frame, or it computes the next one. */
type Progress = 'closed' | 'open' | 'computing'

/** A run of a set that is watched under one playhead. The walk's set has one run, the plane's one or two. */
export interface Watched<R extends Run<unknown>> {
  readonly run: R
  readonly progress: Progress
}

export const watch = <R extends Run<unknown>>(run: R): Watched<R> => ({ run, progress: 'closed' })

/** Runs that are watched together move by one playhead, each by the share of its own steps: frames of the longest one. */
export const totalOf = (runs: readonly Run<unknown>[]): number => Math.max(0, ...runs.map(stepsOf))

/** Which of a run's own frames stands at a frame of the playhead. */
export const ownFrame = (run: Pick<Path, 'levels'>, frame: number, total: number): number =>
  total === 0 ? 0 : Math.round((frame * stepsOf(run)) / total)

/** The last frame of the playhead at which every run has recorded its own; 0 where one has none. */
export function recordedByAll(runs: readonly Run<unknown>[]): number {
  const total = totalOf(runs)
  let frame = 0
  while (frame < total && runs.every((run) => ownFrame(run, frame + 1, total) <= lastRecorded(run))) frame += 1
  return frame
}

/** Where each frame of the playhead stands on the timeline: of the longest run, or a playhead would stand still between its frames. */
export const timesOf = (runs: readonly Run<unknown>[]): readonly number[] =>
  runs.find((run) => stepsOf(run) === totalOf(runs))?.times ?? []

/** Whether the engine is asked for a frame of any run. */
export const isComputing = (set: readonly Watched<Run<unknown>>[]): boolean =>
  set.some(({ progress }) => progress === 'computing')

/** How an engine is asked. `place` is the run's place in the set. */
interface StepDoor<R extends Run<unknown>> {
  /** Opens a run at its last frame. */
  open(run: R, place: number): void
  /** Asks for the next frame of the run that is open. */
  step(place: number): void
}

/** The places of the runs that are behind the playhead's next frame and have not been asked for one. */
export function placesBehind(set: readonly Watched<Run<unknown>>[]): readonly number[] {
  const runs = set.map(({ run }) => run)
  const total = totalOf(runs)
  const next = Math.min(total, recordedByAll(runs) + 1)
  return set.flatMap(({ run, progress }, place) =>
    progress !== 'computing' && run.frames.length > 0 && lastRecorded(run) < ownFrame(run, next, total) ? [place] : [],
  )
}

/** Asks for one frame more of each run in these places. @returns the set as it stands then */
export function askFor<R extends Run<unknown>>(
  set: readonly Watched<R>[],
  places: readonly number[],
  door: StepDoor<R>,
): readonly Watched<R>[] {
  return set.map((each, place) => {
    if (!places.includes(place)) return each
    if (each.progress === 'closed') door.open(each.run, place)
    door.step(place)
    return { ...each, progress: 'computing' }
  })
}

/** The set with another value of the run in a place. A frame has come, so the engine stands at it. */
export const arrived = <R extends Run<unknown>>(
  set: readonly Watched<R>[],
  place: number,
  run: R,
): readonly Watched<R>[] => set.with(place, { run, progress: 'open' })

/** The set when the engine holds none of its runs any more. No frame of them is lost. */
export const brokenOff = <R extends Run<unknown>>(set: readonly Watched<R>[]): readonly Watched<R>[] =>
  set.map(({ run }) => watch(run))

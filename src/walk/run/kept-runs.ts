import { sameRun, type Settings } from '../model/settings'
import type { Trajectory } from './trajectory'

interface KeptRun {
  readonly settings: Settings
  readonly trajectory: Trajectory
}

/** Runs that were left for others, the last one last: an undo, or a choice that is taken back, finds them as they were. */
export type KeptRuns = readonly KeptRun[]

/** What all of them may take. */
const MOST_BYTES = 100e6

const bytesOf = ({ trajectory: { frames } }: KeptRun): number =>
  frames.reduce(
    (sum, { xt, x0Hat, epsHat, added }) =>
      sum + xt.byteLength + (x0Hat?.length ?? 0) + (epsHat?.length ?? 0) + (added?.length ?? 0),
    0,
  )

/** One more, and of the oldest as many fewer as there is no room for. Of one that has no step, nothing is lost. */
export function withRun(kept: KeptRuns, run: KeptRun): KeptRuns {
  if (run.trajectory.frames.length < 2) return kept
  let room = MOST_BYTES
  return [...kept.filter(({ settings }) => !sameRun(settings, run.settings)), run].reduceRight<KeptRun[]>(
    (all, each) => {
      room -= bytesOf(each)
      return room >= 0 ? [each, ...all] : all
    },
    [],
  )
}

export const keptRun = (kept: KeptRuns, settings: Settings): Trajectory | undefined =>
  kept.find((run) => sameRun(run.settings, settings))?.trajectory

import { sameRun, type Settings } from '../model/settings'
import type { WalkRun } from './walk-run'

/** Runs that were left for others, the last one last: an undo, or a choice that is taken back, finds them as they were. */
export type KeptRuns = readonly WalkRun[]

/** What all of them may take. */
const MOST_BYTES = 100e6

const bytesOf = ({ frames }: WalkRun): number =>
  frames.reduce(
    (sum, { xt, x0Hat, epsHat, added }) =>
      sum + xt.byteLength + (x0Hat?.length ?? 0) + (epsHat?.length ?? 0) + (added?.length ?? 0),
    0,
  )

/** One more, and of the oldest as many fewer as there is no room for. Of one that has no step, nothing is lost. */
export function withRun(keptRuns: KeptRuns, run: WalkRun): KeptRuns {
  if (run.frames.length < 2) return keptRuns
  let room = MOST_BYTES
  return [...keptRuns.filter(({ settings }) => !sameRun(settings, run.settings)), run].reduceRight<WalkRun[]>(
    (all, each) => {
      room -= bytesOf(each)
      return room >= 0 ? [each, ...all] : all
    },
    [],
  )
}

export const keptRun = (keptRuns: KeptRuns, settings: Settings): WalkRun | undefined =>
  keptRuns.find((run) => sameRun(run.settings, settings))

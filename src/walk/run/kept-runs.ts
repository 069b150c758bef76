import { sameRun, type Settings } from '../model/settings'
import type { KeptFrame, WalkRun } from './walk-run'

/** Runs that were left for others, the last one last: an undo, or another run of the tree, finds them as they were. */
export type KeptRuns = readonly WalkRun[]

/** What they may take of the device's memory, as far as the browser tells how much that is: 25 MB of each GB. */
export function mostKeptBytes(): number {
  const device = globalThis.navigator as { readonly deviceMemory?: number } | undefined
  return 25e6 * (device?.deviceMemory ?? 4)
}

const bytesOf = ({ xt, x0Hat, epsHat, added }: KeptFrame): number =>
  xt.byteLength + (x0Hat?.length ?? 0) + (epsHat?.length ?? 0) + (added?.length ?? 0)

/** The bytes of these runs' frames. A frame that several share counts once. */
export const bytesOfRuns = (runs: KeptRuns): number =>
  [...new Set(runs.flatMap(({ frames }) => frames))].reduce((sum, frame) => sum + bytesOf(frame), 0)

/**
 * One more, and of the oldest as many fewer as there is no room for: their seeds stay, and they are computed again when they are
 * wanted. Of one that has no step, nothing is lost.
 *
 * @param inTree tells the runs of the tree, which are the last to go
 */
export function withRun(
  keptRuns: KeptRuns,
  run: WalkRun,
  inTree: (settings: Settings) => boolean = () => false,
  most = mostKeptBytes(),
): KeptRuns {
  if (run.frames.length < 2) return keptRuns
  const all = [...keptRuns.filter(({ settings }) => !sameRun(settings, run.settings)), run]
  const dropped = new Set<WalkRun>()
  const rest = () => all.filter((each) => !dropped.has(each))
  const order = [...all.filter(({ settings }) => !inTree(settings)), ...all.filter(({ settings }) => inTree(settings))]
  for (const oldest of order) {
    if (bytesOfRuns(rest()) <= most) break
    dropped.add(oldest)
  }
  return rest()
}

export const keptRun = (keptRuns: KeptRuns, settings: Settings): WalkRun | undefined =>
  keptRuns.find((run) => sameRun(run.settings, settings))

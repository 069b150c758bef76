import type { Path } from '../../runs/levels'
import { noiseToSignal } from '../../diffusion'
import { sameChoice, type Settings } from './settings'

/** A run without a past. */
const NO_PAST: Settings['past'] = []

/** A stretch of a run: its settings, with the past that came before it, and its last frame. */
export interface RunStretch {
  readonly settings: Settings
  /** Where it begins, and the past of a multistep sampler with it. */
  readonly since: number
  /** Infinity of the last stretch: it goes to the end. */
  readonly until: number
}

/** The stretches of a run, oldest first; one, unless it is a branch. */
export const stretchesOf = (settings: Settings): readonly RunStretch[] => [
  ...settings.past.map(({ chosen: runSettings, until }, i) => ({
    settings: { ...settings, ...runSettings, past: i === 0 ? NO_PAST : settings.past.slice(0, i) },
    since: settings.past[i - 1]?.until ?? 0,
    until,
  })),
  { settings, since: settings.past.at(-1)?.until ?? 0, until: Infinity },
]

/** The last frame that two runs share, be it computed or not: −1 if they begin apart, Infinity if they are the same run. */
export function lastShared(a: Settings, b: Settings): number {
  const others = stretchesOf(b)
  let shared = -1
  for (const [i, { settings, until }] of stretchesOf(a).entries()) {
    const other = others[i]
    if (!other || !sameChoice(settings, other.settings)) return shared
    if (until !== other.until) return Math.min(until, other.until)
    shared = until
  }
  return shared
}

/**
 * A path up to one of its frames, and from there on the levels of another one: those after the same level, or else those with less noise.
 *
 * @param other of the same process and timeline
 */
export function continued(path: Path, at: number, other: Path): Path {
  const [here, there] = [path.levels[at], other.levels[at]]
  if (!here) return path
  const noise = noiseToSignal(here)
  const next =
    there?.t === here.t ? at + 1 : other.levels.findLastIndex((level) => noiseToSignal(level) >= noise * (1 - 1e-9)) + 1
  const onward = noise === 0 ? other.levels.length : Math.min(next, other.levels.length - 1)
  return {
    levels: [...path.levels.slice(0, at + 1), ...other.levels.slice(onward)],
    times: [...path.times.slice(0, at + 1), ...other.times.slice(onward)],
  }
}

/** The stretch to which the step to a frame belongs. */
export function stretchAt<Stretch extends RunStretch>(stretches: readonly Stretch[], frame: number): Stretch {
  const stretch = stretches.find(({ until }) => frame <= until)
  if (!stretch) throw new Error('A run has at least one stretch.')
  return stretch
}

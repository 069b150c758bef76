/** One change of a room's settings. */
export interface Step<Settings> {
  readonly before: Settings
  readonly after: Settings
  readonly keys: readonly (keyof Settings)[]
  /** Keys of `free` values (such as the playhead's place) that changed with it. */
  readonly moved: ReadonlySet<keyof Settings>
  /** The id of its gesture; NaN joins no gesture. */
  readonly gesture: number
  /** Milliseconds, on the clock of `performance.now`. */
  readonly at: number
}

/** The history keeps at most so many steps. */
export const MOST_STEPS = 100
/** Changes of one setting by one gesture join into one step if no pause between them is longer. */
const PAUSE_MS = 1000

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** The keys in which two settings differ, without those in `except`. */
export const differing = <Settings extends object>(
  a: Settings,
  b: Settings,
  except?: ReadonlySet<keyof Settings>,
): (keyof Settings)[] =>
  (Object.keys(b) as (keyof Settings)[]).filter((key) => !except?.has(key) && !same(a[key], b[key]))

/** Adds a step, or joins it to the last one if the same gesture goes on changing the same settings. @param isHeld whether a pointer is down */
export function withStep<Settings extends object>(
  past: readonly Step<Settings>[],
  step: Step<Settings>,
  isHeld: boolean,
  free: ReadonlySet<keyof Settings>,
): readonly Step<Settings>[] {
  const last = past.at(-1)
  if (
    last?.gesture !== step.gesture ||
    last.keys.join() !== step.keys.join() ||
    !(isHeld || step.at - last.at < PAUSE_MS)
  )
    return [...past, step].slice(-MOST_STEPS)
  const rest = past.slice(0, -1)
  const joined = { ...last, after: step.after, at: step.at }
  return differing(joined.before, joined.after, free).length === 0 ? rest : [...rest, joined] // a slider may come back to its old value
}

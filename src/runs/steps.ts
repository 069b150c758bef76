/** One change of settings, from before it to after it. */
export interface Step<Settings> {
  readonly before: Settings
  readonly after: Settings
  readonly keys: readonly (keyof Settings)[]
  /** What it moved of that which is looked at and not set. */
  readonly moved: ReadonlySet<keyof Settings>
  /** Of which gesture it came; NaN joins none. */
  readonly gesture: number
  /** On the clock of `performance.now`. */
  readonly at: number
}

/** Steps that are kept. */
export const MOST_STEPS = 100
/** Changes of one setting in one field join while they come at least as often as this. */
const PAUSE_MS = 1000

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** Keys in which settings differ, but for some. */
export const differing = <Settings extends object>(
  a: Settings,
  b: Settings,
  but?: ReadonlySet<keyof Settings>,
): (keyof Settings)[] => (Object.keys(b) as (keyof Settings)[]).filter((key) => !but?.has(key) && !same(a[key], b[key]))

/** One step more; it joins the last, where one gesture changes the same settings on. @param held whether the gesture goes on */
export function withStep<Settings extends object>(
  past: readonly Step<Settings>[],
  step: Step<Settings>,
  held: boolean,
  free: ReadonlySet<keyof Settings>,
): readonly Step<Settings>[] {
  const last = past.at(-1)
  if (
    last?.gesture !== step.gesture ||
    last.keys.join() !== step.keys.join() ||
    !(held || step.at - last.at < PAUSE_MS)
  )
    return [...past, step].slice(-MOST_STEPS)
  const rest = past.slice(0, -1)
  const joined = { ...last, after: step.after, at: step.at }
  return differing(joined.before, joined.after, free).length === 0 ? rest : [...rest, joined] // a slider may come back to where it was
}

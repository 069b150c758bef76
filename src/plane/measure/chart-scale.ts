/** What a chart's axis shows, and where: `from` and `to` in pixels. */
export interface Axis {
  readonly log: boolean
  readonly low: number
  readonly high: number
  readonly from: number
  readonly to: number
}

/** Whether a value can stand on an axis of its kind. */
export const showable = (log: boolean, value: number): boolean => Number.isFinite(value) && (!log || value > 0)

/**
 * The least axis that holds all values that can stand on it: whole decades' 1, 2 and 5 where it is logarithmic, so that a new
 * value seldom moves it; where it is not, and `zero` is asked for, from 0 to a whole step.
 */
export function axisOf(values: readonly number[], log: boolean, from: number, to: number, zero = false): Axis {
  const shown = values.filter((value) => showable(log, value))
  if (shown.length === 0) return { log, low: log ? 0.1 : 0, high: 1, from, to }
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  if (log) return { log, low: roundDown(least), high: roundUp(most), from, to }
  const low = zero ? Math.min(0, least) : least
  const high = most - low > 1e-9 * Math.abs(most) ? most : low + 1
  const step = stepOf(low, high)
  return { log, low, high: zero ? step * Math.ceil(high / step - 1e-9) : high, from, to }
}

const MANTISSAS = [1, 2, 5, 10] as const
const decade = (value: number) => 10 ** Math.floor(Math.log10(value) + 1e-9)
const roundDown = (value: number) =>
  decade(value) * (MANTISSAS.findLast((m) => m * decade(value) <= value * (1 + 1e-9)) ?? 1)
/** The next 1, 2 or 5 of a decade. */
export const roundUp = (value: number) =>
  decade(value) * (MANTISSAS.find((m) => m * decade(value) >= value * (1 - 1e-9)) ?? 10)

/** About five of these round steps are between two numbers. */
const stepOf = (low: number, high: number) => roundUp((high - low) / 5)

/** Pixel of a value; values beyond the ends stand on them. */
export function place({ log, low, high, from, to }: Axis, value: number): number {
  const bent = (v: number) => (log ? Math.log(v) : v)
  const within = log && !(value > 0) ? low : Math.min(Math.max(value, low), high)
  return from + ((bent(within) - bent(low)) / (bent(high) - bent(low) || 1)) * (to - from)
}

/** Where an axis is marked: decades, and their 2 and 5 where there are few; or about five round steps. */
export function ticks({ log, low, high }: Axis): number[] {
  if (log) {
    const decades = Math.log10(high / low)
    const of = decades > 3 ? [1] : MANTISSAS.slice(0, 3)
    const first = Math.floor(Math.log10(low) + 1e-9)
    const all = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => of.map((m) => m * 10 ** (first + i))).flat()
    return all
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
      .map((value) => Number(value.toPrecision(12)))
  }
  const step = stepOf(low, high)
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
}

/** Those of ascending values that stand at least `gap` pixels from the one before that stays. */
export function apart(values: readonly number[], axis: Axis, gap: number): number[] {
  const kept: number[] = []
  for (const value of values) {
    const last = kept.at(-1)
    if (last === undefined || Math.abs(place(axis, value) - place(axis, last)) >= gap) kept.push(value)
  }
  return kept
}

/** Labels' heights, moved as little as is needed to stand `gap` apart between low and high, in their order of height. */
export function spread(heights: readonly number[], gap: number, low: number, high: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let floor = low
  for (const i of order) {
    placed[i] = Math.max(placed[i] ?? 0, floor)
    floor = (placed[i] ?? 0) + gap
  }
  let ceiling = high
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling)
    ceiling = (placed[i] ?? 0) - gap
  }
  return placed
}

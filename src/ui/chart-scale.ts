/** An axis of a chart: it shows the values from `low` to `high` between the pixels `from` and `to`. */
export interface Axis {
  readonly log: boolean
  readonly low: number
  readonly high: number
  readonly from: number
  readonly to: number
}

/** Whether a linear or logarithmic axis can show a value. */
export const showable = (log: boolean, value: number): boolean => Number.isFinite(value) && (!log || value > 0)

/**
 * The shortest axis that holds all values it can show. The ends of a logarithmic axis are a decade's 1, 2 or 5, so that a new
 * value seldom moves it. With `zero`, a linear axis goes from 0 to a whole step.
 */
export function axisOf(values: readonly number[], log: boolean, from: number, to: number, zero = false): Axis {
  const drawable = values.filter((value) => showable(log, value))
  if (drawable.length === 0) return { log, low: log ? 0.1 : 0, high: 1, from, to }
  const [least, most] = [Math.min(...drawable), Math.max(...drawable)]
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
/** Rounds up to the next 1, 2 or 5 of a decade. */
export const roundUp = (value: number) =>
  decade(value) * (MANTISSAS.find((m) => m * decade(value) >= value * (1 - 1e-9)) ?? 10)

/** A round step that divides an interval into about five. */
const stepOf = (low: number, high: number) => roundUp((high - low) / 5)

/** The pixel of a value; a value beyond an end is put on that end. */
export function place({ log, low, high, from, to }: Axis, value: number): number {
  const onScale = (v: number) => (log ? Math.log(v) : v)
  const clamped = log && !(value > 0) ? low : Math.min(Math.max(value, low), high)
  return from + ((onScale(clamped) - onScale(low)) / (onScale(high) - onScale(low) || 1)) * (to - from)
}

/** The values at which an axis is marked: decades, with their 2 and 5 if there are few decades; or about five round steps. */
export function ticks({ log, low, high }: Axis): number[] {
  if (log) {
    const decades = Math.log10(high / low)
    const mantissas = decades > 3 ? [1] : MANTISSAS.slice(0, 3)
    const first = Math.floor(Math.log10(low) + 1e-9)
    const all = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) =>
      mantissas.map((m) => m * 10 ** (first + i)),
    ).flat()
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

/** Drops from ascending values each that stands less than `gap` pixels from the last one that stays. */
export function apart(values: readonly number[], axis: Axis, gap: number): number[] {
  const keptValues: number[] = []
  for (const value of values) {
    const last = keptValues.at(-1)
    if (last === undefined || Math.abs(place(axis, value) - place(axis, last)) >= gap) keptValues.push(value)
  }
  return keptValues
}

/** Moves the heights of labels as little as needed so that they stand `gap` apart between low and high, in the same order. */
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

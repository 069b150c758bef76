import type { LossRecord } from '../store'

/** The most that are kept; beyond, neighbours are joined. */
const MOST = 4096

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function grouped(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, i) =>
    meanOf(values.slice(i * size, (i + 1) * size)),
  )
}

/** The record with more losses at its end. */
export function withLosses({ every, means, rest }: LossRecord, more: ArrayLike<number>): LossRecord {
  const waiting = [...rest, ...Array.from(more)]
  const full = waiting.length - (waiting.length % every)
  const all = [...means, ...grouped(waiting.slice(0, full), every)]
  const left = waiting.slice(full)
  if (all.length <= MOST) return { every, means: all, rest: left }
  const odd = all.length % 2 === 1 ? [all.at(-1) ?? NaN] : []
  const loose = odd.flatMap((mean) => Array.from({ length: every }, () => mean)) // the last one waits for its neighbour
  return { every: 2 * every, means: grouped(all, 2), rest: [...loose, ...left] }
}

/** The record as it was after so many steps. */
export function upTo({ every, means }: LossRecord, steps: number): LossRecord {
  return { every, means: means.slice(0, Math.floor(steps / every)), rest: [] }
}

/** A moving average over about a tenth of what there is, exponential, without the pull of its beginning (Kingma & Ba 2015, section 3). */
export function smoothed(values: readonly number[]): number[] {
  const stays = 1 - 1 / Math.min(50, Math.max(1, values.length / 10))
  let sum = 0
  let weight = 0
  return values.map((value) => {
    sum = stays * sum + (1 - stays) * value
    weight = stays * weight + (1 - stays)
    return sum / weight
  })
}

import { meanOf } from '../../diffusion'
import type { LossRecord } from '../store'

/** The most means that are kept; beyond, neighbours are joined. */
const MOST = 4096

function groupMeans(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, i) =>
    meanOf(values.slice(i * size, (i + 1) * size)),
  )
}

/** Appends losses to a record. */
export function withLosses({ every, means, rest }: LossRecord, more: ArrayLike<number>): LossRecord {
  const waiting = [...rest, ...Array.from(more)]
  const full = waiting.length - (waiting.length % every)
  const all = [...means, ...groupMeans(waiting.slice(0, full), every)]
  const left = waiting.slice(full)
  if (all.length <= MOST) return { every, means: all, rest: left }
  const odd = all.length % 2 === 1 ? [all.at(-1) ?? NaN] : []
  const loose = odd.flatMap((mean) => Array.from({ length: every }, () => mean)) // an odd last mean waits for its neighbour
  return { every: 2 * every, means: groupMeans(all, 2), rest: [...loose, ...left] }
}

/** Cuts a record back to its first steps. */
export function upTo({ every, means }: LossRecord, steps: number): LossRecord {
  return { every, means: means.slice(0, Math.floor(steps / every)), rest: [] }
}

/** An exponential moving average over about a tenth of the values, corrected for the bias of its beginning (Kingma & Ba 2015, section 3). */
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

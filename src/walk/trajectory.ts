import type { Frame } from '../engine/protocol'
import { toBytes } from './pixels'

/** What the page keeps of a frame: xt exactly (a run can go on from it), the other parts as they are shown. */
export interface KeptFrame {
  readonly index: number
  readonly t: number
  /** [samples·H·W], exact. */
  readonly xt: Float32Array
  /** Bytes over the range that `shownRange` says; absent where the step had no such part. */
  readonly x0Hat?: Uint8ClampedArray
  readonly epsHat?: Uint8ClampedArray
  readonly added?: Uint8ClampedArray
  readonly addedRange: number
  readonly ms: number
  readonly nfe: number
}

/** Values at which a part's picture is black and white. ε reaches 3 in 99.7 % of its pixels. */
export const shownRange = { xt: 1, x0Hat: 1, epsHat: 3 } as const

/** The recorded frames of one run, oldest first. Kept outside React: drawing reads it, nothing re-renders for it. */
export interface Trajectory {
  readonly times: readonly number[]
  readonly samples: number
  readonly size: number
  readonly frames: KeptFrame[]
}

export const emptyTrajectory = (times: readonly number[], samples: number, size: number): Trajectory => ({ times, samples, size, frames: [] })

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** Keeps a frame. Frames arrive in order; one that is already there (after a lost device) replaces it. */
export function keep(trajectory: Trajectory, frame: Frame): KeptFrame {
  const addedRange = frame.added ? Math.max(largest(frame.added), 1e-6) : 0
  const kept: KeptFrame = {
    index: frame.index,
    t: frame.t,
    xt: frame.xt,
    ...(frame.x0Hat && { x0Hat: toBytes(frame.x0Hat, shownRange.x0Hat) }),
    ...(frame.epsHat && { epsHat: toBytes(frame.epsHat, shownRange.epsHat) }),
    ...(frame.added && { added: toBytes(frame.added, addedRange) }),
    addedRange,
    ms: frame.ms,
    nfe: frame.nfe,
  }
  trajectory.frames[frame.index] = kept
  return kept
}

/** What a step changed, x_{t'} − x_t, of a frame against the one before. */
export function change(trajectory: Trajectory, index: number): Float32Array | undefined {
  const now = trajectory.frames[index]?.xt
  const before = trajectory.frames[index - 1]?.xt
  return now && before && now.map((value, i) => value - (before[i] ?? 0))
}

/** Index of the recorded frame whose level is nearest to t. */
export function nearestFrame(trajectory: Trajectory, t: number): number {
  let best = 0
  for (const frame of trajectory.frames) {
    if (Math.abs(frame.t - t) < Math.abs((trajectory.frames[best]?.t ?? Infinity) - t)) best = frame.index
  }
  return best
}

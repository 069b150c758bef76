import { mostMemory, type Past, rises } from '../../diffusion'
import type { Frame } from '../../engine/protocol/pictures'
import type { PictureShape } from '../../ui/paint'
import type { Path } from '../../runs/levels'
import { toBytes } from '../model/pixels'

/** What the page keeps of a frame: xt exactly (a run can go on from it), the other parts as they are shown. */
export interface KeptFrame {
  readonly index: number
  /** [samples·C·H·W], exact. */
  readonly xt: Float32Array
  /** Bytes over the range that `shownRange` says; absent where the step had no such part. */
  readonly x0Hat?: Uint8ClampedArray
  readonly epsHat?: Uint8ClampedArray
  readonly added?: Uint8ClampedArray
  readonly addedRange: number
  /** What a classifier reads of xt, [samples·classes] probabilities, where it was asked. */
  readonly reading?: Float32Array
  readonly ms: number
  readonly nfe: number
}

/** Values at which a part's picture is black and white. ε reaches 3 in 99.7 % of its pixels. */
export const shownRange = { xt: 1, x0Hat: 1, epsHat: 3 } as const

/** The recorded frames of one run, oldest first. Kept outside React: drawing reads it, nothing re-renders for it. */
export interface Trajectory extends Path {
  readonly samples: number
  /** Of each picture. */
  readonly shape: PictureShape
  readonly frames: KeptFrame[]
  /** The last steps exactly, newest first: what a multistep sampler needs to go on. */
  past: readonly Past<Float32Array>[]
}

export const emptyTrajectory = (
  { levels, times }: Path,
  samples: number,
  { channels, size }: PictureShape,
): Trajectory => ({ levels, times, samples, shape: { channels, size }, frames: [], past: [] })

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** Keeps a frame. Frames arrive in order; one that is already there (after a lost device) replaces it. */
export function keep(trajectory: Trajectory, frame: Frame): KeptFrame {
  const addedRange = frame.added ? Math.max(largest(frame.added), 1e-6) : 0
  const kept: KeptFrame = {
    index: frame.index,
    xt: frame.xt,
    ...(frame.x0Hat && { x0Hat: toBytes(frame.x0Hat, shownRange.x0Hat) }),
    ...(frame.epsHat && { epsHat: toBytes(frame.epsHat, shownRange.epsHat) }),
    ...(frame.added && { added: toBytes(frame.added, addedRange) }),
    addedRange,
    ...(frame.reading && { reading: frame.reading }),
    ms: frame.ms,
    nfe: frame.nfe,
  }
  trajectory.frames[frame.index] = kept
  trajectory.past = pastAfter(trajectory, frame)
  return kept
}

/** What is remembered after a frame: nothing of the way up, if the run went up first. */
function pastAfter(
  { levels, frames, past }: Trajectory,
  { index, x0Hat, epsHat, corrected }: Frame,
): readonly Past<Float32Array>[] {
  const [at, to] = [levels[index - 1], levels[index]]
  const xt = corrected ?? frames[index - 1]?.xt
  if (!at || !to || !xt || !x0Hat || !epsHat || rises(at, to)) return []
  return [{ at, xt, x0Hat, epsHat }, ...past.filter((other) => other.at !== at)].slice(0, mostMemory)
}

/** What a step changed, x_{t'} − x_t, of a frame against the one before. */
export function change(trajectory: Trajectory, index: number): Float32Array | undefined {
  const now = trajectory.frames[index]?.xt
  const before = trajectory.frames[index - 1]?.xt
  return now && before && now.map((value, i) => value - (before[i] ?? 0))
}

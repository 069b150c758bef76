import type { Path } from './levels'

/** What is known of every frame, whichever room's it is. */
export interface RunFrame {
  /** Steps done: frame 0 is the start, and frame i stands at the run's level i. */
  readonly index: number
  /** Wall-clock milliseconds of its step. */
  readonly ms: number
  /** Network evaluations since the run began. */
  readonly nfe: number
}

/**
 * A run: one specification, and the frames that it has made so far. It is a value: a frame more makes another value, and
 * whoever holds the one before goes on seeing what was there.
 */
export interface Run<Spec, Frame extends RunFrame = RunFrame> extends Path {
  /** Decides every frame. */
  readonly spec: Spec
  /** Oldest first; none while not even the start is known. */
  readonly frames: readonly Frame[]
}

type AnyRun = Run<unknown>
type FrameOf<R extends AnyRun> = R['frames'][number]

/** Steps of the whole run, recorded or not. */
export const stepsOf = ({ levels }: Pick<Path, 'levels'>): number => Math.max(0, levels.length - 1)

/** Index of the last recorded frame; −1 while not even the start is known. */
export const lastRecorded = ({ frames }: Pick<AnyRun, 'frames'>): number => frames.length - 1

/**
 * The run with one frame more. A frame that the run has already (computed again after a lost device) takes its place.
 * @throws RangeError where a frame before it is missing
 */
export function withFrame<R extends AnyRun>(run: R, frame: FrameOf<R>): R {
  const { frames } = run
  if (frame.index > frames.length) throw new RangeError(`Frame ${frame.index} comes before frame ${frames.length}.`)
  return { ...run, frames: frame.index < frames.length ? frames.with(frame.index, frame) : [...frames, frame] }
}

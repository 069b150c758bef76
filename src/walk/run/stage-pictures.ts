import { forwardFrame, type Player, watchedRun } from './player'
import { shownScale } from '../../runs/levels'
import { toBytes } from '../model/pixels'
import { modelOf } from '../model/models'
import type { PictureShape } from '../../ui/paint'
import type { WalkState } from './store'
import { change, type KeptFrame, shownRange, type WalkRun } from './walk-run'

/** What a canvas paints: the bytes of `samples` pictures, side by side. */
export interface StagePicture {
  readonly bytes: Uint8ClampedArray
  readonly samples: number
  readonly shape: PictureShape
}

const one = (bytes: Uint8ClampedArray | undefined, { settings }: WalkState): StagePicture | undefined =>
  bytes && { bytes, samples: 1, shape: modelOf(settings) }

let buffer = new Uint8ClampedArray(0)
/** Bytes that are painted at once and then written over: a drag allocates nothing. */
function reused(length: number): Uint8ClampedArray<ArrayBuffer> {
  if (buffer.length !== length) buffer = new Uint8ClampedArray(length)
  return buffer
}

/** The large picture: xₜ of the walk that is on. */
export function mainPicture(player: Player, state: WalkState): StagePicture | undefined {
  const { settings } = state
  if (settings.direction === 'forward') {
    const frame = forwardFrame(player, settings.t)
    return one(frame && toBytes(frame.xt, shownRange.xt, reused(frame.xt.length)), state)
  }
  return runPicture(watchedRun(player), settings.frame)
}

/** xₜ of a frame of a run. */
export function runPicture({ frames, levels, samples, shape }: WalkRun, index: number): StagePicture | undefined {
  const [frame, at] = [frames[index], levels[index]]
  return frame && at && { bytes: toBytes(frame.xt, shownRange.xt / shownScale(at)), samples, shape }
}

/** x₀ and ε of the forward walk, unscaled. */
export function forwardPart(player: Player, state: WalkState, part: 'x0' | 'eps'): StagePicture | undefined {
  const frame = forwardFrame(player, state.settings.t)
  return one(frame && toBytes(frame[part], part === 'x0' ? shownRange.xt : shownRange.epsHat), state)
}

type ReversePart = 'x0Hat' | 'epsHat' | 'change' | 'added'

export function currentFrame(player: Player, { settings }: WalkState): KeptFrame | undefined {
  return watchedRun(player).frames[settings.frame]
}

/** A power of two that holds the step's largest change, so that the grey scale does not flicker from step to step. */
export function changeRange(values: Float32Array): number {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3)
  return 2 ** Math.ceil(Math.log2(most))
}

export function reversePart(player: Player, state: WalkState, part: ReversePart): StagePicture | undefined {
  const frame = currentFrame(player, state)
  const { samples, shape } = watchedRun(player)
  if (part !== 'change') {
    const bytes = frame?.[part]
    return bytes && { bytes, samples, shape }
  }
  const values = state.run.source === 'live' ? change(watchedRun(player), state.settings.frame) : undefined
  return values && { bytes: toBytes(values, changeRange(values)), samples, shape }
}

import { forwardFrame, type Player } from './player'
import { shownScale } from './path'
import { toBytes } from './pixels'
import { SIZE } from './settings'
import type { WalkState } from './store'
import { change, type KeptFrame, shownRange } from './trajectory'

/** A picture as it is painted: grey bytes of so many samples, side by side. */
export interface Shown {
  readonly bytes: Uint8ClampedArray
  readonly samples: number
}

const one = (bytes: Uint8ClampedArray | undefined): Shown | undefined => bytes && { bytes, samples: 1 }

const buffer = new Uint8ClampedArray(SIZE * SIZE)

/** The large picture: xₜ of the walk that is on. */
export function mainPicture(player: Player, { settings }: WalkState): Shown | undefined {
  if (settings.direction === 'forward') {
    const frame = forwardFrame(player, settings.t)
    return one(frame && toBytes(frame.xt, shownRange.xt, buffer))
  }
  const frame = player.trajectory.frames[settings.frame]
  const at = player.trajectory.levels[settings.frame]
  return frame && at && { bytes: toBytes(frame.xt, shownRange.xt / shownScale(at)), samples: player.trajectory.samples }
}

/** x₀ and ε of the forward walk, unscaled. */
export function forwardPart(player: Player, { settings }: WalkState, part: 'x0' | 'eps'): Shown | undefined {
  const frame = forwardFrame(player, settings.t)
  return one(frame && toBytes(frame[part], part === 'x0' ? shownRange.xt : shownRange.epsHat))
}

export type ReversePart = 'x0Hat' | 'epsHat' | 'change' | 'added'

export function currentFrame(player: Player, { settings }: WalkState): KeptFrame | undefined {
  return player.trajectory.frames[settings.frame]
}

/** A power of two that holds the step's largest change, so that the grey scale does not flicker from step to step. */
export function changeRange(values: Float32Array): number {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3)
  return 2 ** Math.ceil(Math.log2(most))
}

export function reversePart(player: Player, state: WalkState, part: ReversePart): Shown | undefined {
  const frame = currentFrame(player, state)
  const { samples } = player.trajectory
  if (part !== 'change') {
    const bytes = frame?.[part]
    return bytes && { bytes, samples }
  }
  const values = state.run.source === 'live' ? change(player.trajectory, state.settings.frame) : undefined
  return values && { bytes: toBytes(values, changeRange(values)), samples }
}

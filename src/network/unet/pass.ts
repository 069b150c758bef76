import { concat, tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Watch } from '../watch'

/** What all layers of one forward pass share. */
export interface Pass {
  /** The projections of noise level and class for all residual blocks, side by side. */
  readonly projections: Tensor2D
  readonly watch: Watch
}

export type Layer = (x: Tensor4D, pass: Pass) => Tensor4D

/**
 * The state that blocks pass on: the activation, the activations stored for the up path and, with skip blocks, a small copy
 * of the picture.
 */
export interface State {
  h: Tensor4D
  readonly skips: Tensor4D[]
  picture: Tensor4D | null
}

/** Applies a layer, and disposes the activation before it unless that is stored for the way up. */
export function advance(state: State, layer: Layer, pass: Pass): void {
  const before = state.h
  state.h = tidy(() => layer(before, pass))
  if (!state.skips.includes(before)) before.dispose()
}

/** Concatenates the activation and the skip that was stored last, along the channels. */
export function join(state: State): void {
  const skip = state.skips.pop() as Tensor4D
  const before = state.h
  state.h = concat([before, skip], 3)
  for (const tensor of [skip, before]) if (!state.skips.includes(tensor)) tensor.dispose()
}

import type { Tensor4D } from '@tensorflow/tfjs-core'

/**
 * Sees inner activations by diffusers' module name, [B, H, W, C], and the weights of attentions by `weightsOf` theirs,
 * [B, heads, N, N]; what it wants to keep, it must copy and `keep`.
 */
export type Watch = (name: string, activation: Tensor4D) => void

/** The name under which the weights of an attention are reported. */
export const weightsOf = (attention: string) => `${attention}.weights`

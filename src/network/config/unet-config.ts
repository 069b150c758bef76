import type { Timestep } from '../../diffusion'

/** diffusers' blocks that halve the picture, by their names there. */
export const downBlockTypes = [
  'DownBlock2D',
  'AttnDownBlock2D',
  'ResnetDownsampleBlock2D',
  'SkipDownBlock2D',
  'AttnSkipDownBlock2D',
] as const
/** diffusers' blocks that double the picture. */
export const upBlockTypes = [
  'UpBlock2D',
  'AttnUpBlock2D',
  'ResnetUpsampleBlock2D',
  'SkipUpBlock2D',
  'AttnSkipUpBlock2D',
] as const
/** Activations; `swish` is diffusers' other name of `silu`. */
export const activations = ['silu', 'mish', 'gelu', 'relu'] as const

type DownBlockType = (typeof downBlockTypes)[number]
type UpBlockType = (typeof upBlockTypes)[number]
export type Activation = (typeof activations)[number]

/** diffusers' `UNet2DModel` configuration, every default filled in; keys are diffusers' own but for the two that say so. */
export interface UNetConfig {
  /** The height of the picture in pixels. */
  readonly sample_size: number
  /** Our own key: width of the picture. */
  readonly sample_width: number
  readonly in_channels: number
  /** The number of input channels, or twice that if the second half is a learned variance. */
  readonly out_channels: number
  /** Whether the network takes 2x − 1 for x. */
  readonly center_input_sample: boolean
  readonly time_embedding_type: 'positional' | 'fourier' | 'learned'
  readonly time_embedding_dim: number
  readonly freq_shift: number
  readonly flip_sin_to_cos: boolean
  /** Rows of a learned time embedding; null for the others. */
  readonly num_train_timesteps: number | null
  readonly down_block_types: readonly DownBlockType[]
  readonly mid_block_type: 'UNetMidBlock2D' | null
  readonly up_block_types: readonly UpBlockType[]
  readonly block_out_channels: readonly number[]
  readonly layers_per_block: number
  /** The number by which the outputs of the middle are divided. */
  readonly mid_block_scale_factor: number
  readonly downsample_padding: 0 | 1
  /** How an AttnDownBlock2D halves the picture; the other blocks decide for themselves. */
  readonly downsample_type: 'conv' | 'resnet'
  /** How an AttnUpBlock2D doubles the picture. */
  readonly upsample_type: 'conv' | 'resnet'
  readonly act_fn: Activation
  /** Channels of one attention head; null: one head of all channels. */
  readonly attention_head_dim: number | null
  /** Groups of the normalisations; null: a quarter of the channels, at most 32 (networks of skip blocks only). */
  readonly norm_num_groups: number | null
  /** Our own key: groups of the normalisation before the attention in the middle; null: none. */
  readonly mid_attention_groups: number | null
  readonly norm_eps: number
  readonly resnet_time_scale_shift: 'default' | 'scale_shift'
  /** Whether there is attention in the middle. */
  readonly add_attention: boolean
  /** null: a table of `num_class_embeds` rows, or no class at all; 'timestep': a number, embedded as timesteps are; 'identity': a vector. */
  readonly class_embed_type: null | 'timestep' | 'identity'
  /** Rows of the class embedding; null if it has none. */
  readonly num_class_embeds: number | null
}

/** How many statements a network's output makes of each channel of its input: the prediction, and the variance if it has a head for it. */
export const headsOf = ({ in_channels, out_channels }: Pick<UNetConfig, 'in_channels' | 'out_channels'>): number =>
  out_channels % in_channels === 0 ? out_channels / in_channels : 1

/** Blocks that carry a small copy of the picture along (Song et al. 2021, NCSN++). */
export function isSkipBlock(type: DownBlockType | UpBlockType): boolean {
  return type.includes('Skip')
}

/**
 * The timestep with which a network is evaluated in place of one of its schedule's, 0 … T − 1. A Fourier embedding takes the
 * timestep's logarithm, and divides by it, so 1 is the least that it can embed.
 */
export function embeddableTimestep(config: UNetConfig, timestep: Timestep): Timestep {
  return Math.max(timestep, neutralInputs(config).timestep)
}

/** A timestep and a label with which any network can be evaluated; a Fourier embedding cannot take 0, which has no logarithm. */
export function neutralInputs({ time_embedding_type, class_embed_type }: UNetConfig): {
  readonly timestep: number
  readonly label: number
} {
  const fourier = time_embedding_type === 'fourier'
  return { timestep: fourier ? 1 : 0, label: fourier && class_embed_type === 'timestep' ? 1 : 0 }
}

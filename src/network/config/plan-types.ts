/**
 * What a U-Net consists of, as data: the names are the prefixes of diffusers' parameter names. The expected tensors, the
 * memory and the network itself all follow from it, so they cannot disagree.
 */
export interface Plan {
  readonly down: readonly Block[]
  /** A residual block; attention, if there is any; another residual block. Empty if the network has no middle. */
  readonly mid: readonly Layer[]
  readonly up: readonly Block[]
}

/** A residual block, and the attention that follows it. */
export interface Layer {
  readonly resnet: Resnet
  readonly attention: Attention | null
}

export interface Block {
  readonly layers: readonly Layer[]
  /** After all layers. */
  readonly attention: Attention | null
  /** The layer that halves or doubles the picture; null in the last block. */
  readonly resample: ResampleConv | Resnet | null
  /** In a skip block: how the small copy of the picture joins the activation. */
  readonly picture: SmallPicture | null
}

/** A convolution that halves (stride 2), or that follows the doubling. */
export interface ResampleConv {
  readonly kind: 'conv'
  readonly name: string
  readonly channels: number
}

/** How a residual block changes the picture's size: by means and repeats, or with a binomial blur (FIR). */
export type Resampling = 'none' | 'down' | 'up' | 'fir-down' | 'fir-up'

export interface Resnet {
  readonly kind: 'resnet'
  readonly name: string
  readonly inputs: number
  readonly outputs: number
  /** The groups of its two normalisations. */
  readonly groups: readonly [number, number]
  readonly resampling: Resampling
  /** Whether its shortcut has a 1×1 convolution. */
  readonly shortcut: boolean
  /** The number by which the sum is divided. */
  readonly scale: number
}

export interface Attention {
  readonly name: string
  readonly channels: number
  readonly heads: number
  /** Channels of a head; heads·size may be less than `channels`. */
  readonly size: number
  /** The groups of the normalisation before it; null if there is none. */
  readonly groups: number | null
  readonly scale: number
}

/** Null in the last block, where the down path leaves the small picture unchanged and the up path only doubles it. */
export interface SmallPicture {
  readonly name: string | null
  readonly channels: number
  /** The groups of the normalisation on the way up. */
  readonly groups: number
}

/** All residual blocks in the order of computation. */
export function resnetsOf({ down, mid, up }: Plan): readonly Resnet[] {
  const inBlock = ({ layers, resample }: Block) => [
    ...layers.map((layer) => layer.resnet),
    ...(resample?.kind === 'resnet' ? [resample] : []),
  ]
  return [...down.flatMap(inBlock), ...mid.map((layer) => layer.resnet), ...up.flatMap(inBlock)]
}

/** All attentions in the order of computation. */
export function attentionsOf({ down, mid, up }: Plan): readonly Attention[] {
  const inBlock = ({ layers, attention }: Block) => [...layers.map((layer) => layer.attention), attention]
  return [...down.flatMap(inBlock), ...mid.map((layer) => layer.attention), ...up.flatMap(inBlock)].filter(
    (attention) => attention !== null,
  )
}

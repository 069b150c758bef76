import { planOf, type Attention, type Block, type Layer, type Resnet } from './plan'
import type { UNetConfig } from './unet-config'

/** One part of the U-Net, as the plan describes it. */
export interface NetworkPart {
  /** diffusers' module name. */
  readonly name: string
  readonly kind: 'conv' | 'resnet' | 'attention' | 'resample'
  readonly path: 'in' | 'down' | 'middle' | 'up' | 'out'
  /** The index of its block in its path, from 0. */
  readonly block: number
  /** The side of its output; the number of rows if the picture is not square. */
  readonly channels: number
  readonly side: number
  /** The number of heads, for an attention. */
  readonly heads?: number
}

/** All parts of a U-Net whose outputs can be shown, in the order of computation. */
export function partsOf(config: UNetConfig): readonly NetworkPart[] {
  const plan = planOf(config)
  const first = config.block_out_channels[0] as number
  let side = config.sample_size
  const attention = ({ name, channels, heads }: Attention) =>
    ({ name, kind: 'attention', channels, heads, side }) as const
  const resnet = ({ name, outputs }: Resnet) => ({ name, kind: 'resnet', channels: outputs, side }) as const
  const layers = (of: readonly Layer[]) =>
    of.flatMap((layer) => [resnet(layer.resnet), ...(layer.attention ? [attention(layer.attention)] : [])])
  const resampled = ({ resample }: Block, to: number) => {
    if (!resample) return []
    side = to
    const channels = resample.kind === 'conv' ? resample.channels : resample.outputs
    return [{ name: resample.name, kind: 'resample', channels, side } as const]
  }
  const inBlock = (block: Block, factor: number) => [
    ...layers(block.layers),
    ...(block.attention ? [attention(block.attention)] : []),
    ...resampled(block, side * factor),
  ]
  return [
    { name: 'conv_in', kind: 'conv', path: 'in', block: 0, channels: first, side },
    ...plan.down.flatMap((of, block) => inBlock(of, 1 / 2).map((part) => ({ ...part, path: 'down' as const, block }))),
    ...layers(plan.mid).map((part) => ({ ...part, path: 'middle' as const, block: 0 })),
    ...plan.up.flatMap((of, block) => inBlock(of, 2).map((part) => ({ ...part, path: 'up' as const, block }))),
    { name: 'conv_out', kind: 'conv', path: 'out', block: 0, channels: config.out_channels, side },
  ]
}

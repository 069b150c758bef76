import type { UNetConfig } from './unet-config'
import { attentionsOf, planOf, resnetsOf, type Attention, type Block, type Resnet } from './plan'

/** Name and shape of every tensor that a `UNet2DModel` of this configuration has, exactly as diffusers saves them. */
export function expectedTensors(config: UNetConfig): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>()
  const affine: Affine = (name, outputs, ...rest) => {
    shapes.set(`${name}.weight`, [outputs, ...rest])
    shapes.set(`${name}.bias`, [outputs])
  }
  const { block_out_channels: channels, time_embedding_dim: temb } = config
  const first = channels[0] as number
  const plan = planOf(config)

  affine('conv_in', first, config.in_channels, 3, 3)
  addEmbeddings(shapes, affine, config)
  for (const resnet of resnetsOf(plan))
    addResnet(affine, resnet, temb, config.resnet_time_scale_shift === 'scale_shift')
  for (const attention of attentionsOf(plan)) addAttention(affine, attention)
  for (const block of plan.down) addBlock(affine, block, 'down')
  for (const block of plan.up) addBlock(affine, block, 'up')
  affine('conv_norm_out', first)
  affine('conv_out', config.out_channels, first, 3, 3)
  return shapes
}

/** Adds a weight and a bias. */
export type Affine = (name: string, outputs: number, ...rest: number[]) => void

/** The length of the vector that `time_proj` makes from a timestep. */
function timeFeatures({
  block_out_channels,
  time_embedding_type,
}: Pick<UNetConfig, 'block_out_channels' | 'time_embedding_type'>): number {
  return (block_out_channels[0] as number) * (time_embedding_type === 'fourier' ? 2 : 1)
}

function addEmbeddings(shapes: Map<string, readonly number[]>, affine: Affine, config: UNetConfig): void {
  const { time_embedding_dim: temb, block_out_channels } = config
  const first = block_out_channels[0] as number
  if (config.time_embedding_type === 'fourier') shapes.set('time_proj.weight', [first])
  if (config.num_train_timesteps !== null) shapes.set('time_proj.weight', [config.num_train_timesteps, first])
  for (const name of ['time_embedding', ...(config.class_embed_type === 'timestep' ? ['class_embedding'] : [])]) {
    affine(`${name}.linear_1`, temb, timeFeatures(config))
    affine(`${name}.linear_2`, temb, temb)
  }
  if (config.num_class_embeds !== null) shapes.set('class_embedding.weight', [config.num_class_embeds, temb])
}

export function addResnet(
  affine: Affine,
  { name, inputs, outputs, shortcut }: Resnet,
  temb: number,
  scaleShift: boolean,
): void {
  affine(`${name}.norm1`, inputs)
  affine(`${name}.conv1`, outputs, inputs, 3, 3)
  affine(`${name}.time_emb_proj`, scaleShift ? 2 * outputs : outputs, temb)
  affine(`${name}.norm2`, outputs)
  affine(`${name}.conv2`, outputs, outputs, 3, 3)
  if (shortcut) affine(`${name}.conv_shortcut`, outputs, inputs, 1, 1)
}

function addAttention(affine: Affine, { name, channels, heads, size, groups }: Attention): void {
  if (groups !== null) affine(`${name}.group_norm`, channels)
  for (const part of ['to_q', 'to_k', 'to_v']) affine(`${name}.${part}`, heads * size, channels)
  affine(`${name}.to_out.0`, channels, heads * size)
}

function addBlock(affine: Affine, { resample, picture }: Block, way: 'down' | 'up'): void {
  if (resample?.kind === 'conv') affine(resample.name, resample.channels, resample.channels, 3, 3)
  if (picture?.name == null) return
  if (way === 'down') {
    affine(`${picture.name}.skip_conv`, picture.channels, 3, 1, 1)
  } else {
    affine(`${picture.name}.skip_norm`, picture.channels)
    affine(`${picture.name}.skip_conv`, 3, picture.channels, 3, 3)
  }
}

import type { UNetConfig } from '../checkpoint/config'
import { planOf, resnetsOf, type Attention, type Resnet } from './plan'

/** Name and shape of every tensor that a `UNet2DModel` of this configuration has, exactly as diffusers saves them. */
export function expectedTensors(config: UNetConfig): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>()
  const affine = (name: string, outputs: number, ...rest: number[]) => {
    shapes.set(`${name}.weight`, [outputs, ...rest])
    shapes.set(`${name}.bias`, [outputs])
  }
  const { block_out_channels: channels, time_embedding_dim: temb } = config
  const first = channels[0] as number
  const plan = planOf(config)

  affine('conv_in', first, config.in_channels, 3, 3)
  affine('time_embedding.linear_1', temb, first)
  affine('time_embedding.linear_2', temb, temb)
  if (config.num_class_embeds !== null) shapes.set('class_embedding.weight', [config.num_class_embeds, temb])
  for (const resnet of resnetsOf(plan)) addResnet(affine, resnet, temb, config.resnet_time_scale_shift === 'scale_shift')
  addAttention(affine, plan.mid.attention)
  for (const { layers, resample } of [...plan.down, ...plan.up]) {
    for (const { attention } of layers) if (attention) addAttention(affine, attention)
    if (resample) affine(resample.name, resample.channels, resample.channels, 3, 3)
  }
  affine('conv_norm_out', first)
  affine('conv_out', config.out_channels, first, 3, 3)
  return shapes
}

type Affine = (name: string, outputs: number, ...rest: number[]) => void

function addResnet(affine: Affine, { name, inputs, outputs }: Resnet, temb: number, scaleShift: boolean): void {
  affine(`${name}.norm1`, inputs)
  affine(`${name}.conv1`, outputs, inputs, 3, 3)
  affine(`${name}.time_emb_proj`, scaleShift ? 2 * outputs : outputs, temb)
  affine(`${name}.norm2`, outputs)
  affine(`${name}.conv2`, outputs, outputs, 3, 3)
  if (inputs !== outputs) affine(`${name}.conv_shortcut`, outputs, inputs, 1, 1)
}

function addAttention(affine: Affine, { name, channels, groups }: Attention): void {
  if (groups !== null) affine(`${name}.group_norm`, channels)
  for (const part of ['to_q', 'to_k', 'to_v', 'to_out.0']) affine(`${name}.${part}`, channels, channels)
}

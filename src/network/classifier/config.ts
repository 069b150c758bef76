import { checkClass, integer, list, oneOf, parseObject, real, reject, type Fields } from '../checkpoint/fields'
import type { UNetConfig } from '../config/unet-config'
import { addResnet, type Affine } from '../config/expected'
import type { Resnet } from '../config/plan-types'

/**
 * Half of a U-Net, with a mean over the pixels and a linear layer at its end: training/noisy_classifier.py. Keys and blocks are
 * those of `UNet2DModel`; the ranges limit its memory to some tens of megabytes.
 */
export type ClassifierConfig = Pick<
  UNetConfig,
  | 'sample_size'
  | 'in_channels'
  | 'block_out_channels'
  | 'layers_per_block'
  | 'norm_eps'
  | 'flip_sin_to_cos'
  | 'freq_shift'
  | 'time_embedding_dim'
> & {
  readonly norm_num_groups: number
  readonly num_classes: number
}

/** Bytes of classifier/config.json → the configuration. @throws CheckpointError */
export function parseClassifierConfig(file: string, bytes: Uint8Array): ClassifierConfig {
  const fields = parseObject(file, bytes)
  checkClass(fields, 'NoisyClassifier')
  oneOf(fields, 'resnet_time_scale_shift', ['scale_shift'])
  const block_out_channels = list(fields, 'block_out_channels', 4)
  if (
    !block_out_channels.length ||
    !block_out_channels.every((n) => Number.isInteger(n) && (n as number) >= 4 && (n as number) <= 128)
  )
    reject(fields, 'block_out_channels', ['integers', 1, 4, 4, 128])
  const config = {
    sample_size: integer(fields, 'sample_size', 4, 64),
    in_channels: integer(fields, 'in_channels', 1, 3),
    block_out_channels: block_out_channels as number[],
    layers_per_block: integer(fields, 'layers_per_block', 1, 4),
    norm_num_groups: integer(fields, 'norm_num_groups', 1, 128),
    norm_eps: real(fields, 'norm_eps', 1e-12, 1),
    flip_sin_to_cos: oneOf(fields, 'flip_sin_to_cos', [true, false]),
    freq_shift: real(fields, 'freq_shift', 0, 1),
    time_embedding_dim: 4 * (block_out_channels[0] as number),
    num_classes: integer(fields, 'num_classes', 2, 1000),
  }
  checkDivisions(fields, config)
  return config
}

function checkDivisions(fields: Fields, { sample_size, block_out_channels, norm_num_groups }: ClassifierConfig): void {
  const halvings = 2 ** (block_out_channels.length - 1)
  if (sample_size % halvings) reject(fields, 'sample_size', ['multiple-of', halvings])
  const uneven = block_out_channels.find((channels) => channels % norm_num_groups)
  if (uneven !== undefined) reject(fields, 'norm_num_groups', ['divisor-of', uneven])
}

/** One size of the picture: its residual blocks, and the convolution that halves it, by name; none after the last. */
interface ClassifierBlock {
  readonly resnets: readonly Resnet[]
  readonly halve: string | null
}

/** The blocks by their names in the file. The expected tensors and the computation both follow from this. */
export function blocksOf({
  block_out_channels: channels,
  layers_per_block,
  norm_num_groups: groups,
}: ClassifierConfig): readonly ClassifierBlock[] {
  return channels.map((outputs, level) => ({
    resnets: Array.from({ length: layers_per_block }, (_, i): Resnet => {
      const inputs = i === 0 ? (channels[Math.max(level - 1, 0)] as number) : outputs
      return {
        kind: 'resnet',
        name: `down_blocks.${level}.resnets.${i}`,
        inputs,
        outputs,
        groups: [groups, groups],
        resampling: 'none',
        shortcut: inputs !== outputs,
        scale: 1,
      }
    }),
    halve: level < channels.length - 1 ? `down_blocks.${level}.downsamplers.0.conv` : null,
  }))
}

/** Name and shape of every tensor that a classifier of this configuration has. */
export function classifierTensors(config: ClassifierConfig): Map<string, readonly number[]> {
  const { in_channels, block_out_channels, time_embedding_dim: temb, num_classes } = config
  const [first, last] = [block_out_channels[0] as number, block_out_channels.at(-1) as number]
  const shapes = new Map<string, readonly number[]>()
  const affine: Affine = (name, outputs, ...rest) => {
    shapes.set(`${name}.weight`, [outputs, ...rest])
    shapes.set(`${name}.bias`, [outputs])
  }
  affine('conv_in', first, in_channels, 3, 3)
  affine('time_embedding.linear_1', temb, first)
  affine('time_embedding.linear_2', temb, temb)
  for (const { resnets, halve } of blocksOf(config)) {
    for (const resnet of resnets) addResnet(affine, resnet, temb, true)
    if (halve) affine(halve, resnets[0]?.outputs as number, resnets[0]?.outputs as number, 3, 3)
  }
  affine('conv_norm_out', last)
  affine('head', num_classes, last)
  return shapes
}

import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/network/checkpoint/config'
import { checkFits, pageLimits } from '../../src/network/limits'
import { expectedTensors } from '../../src/network/config/expected'
import { footprint } from '../../src/network/unet/footprint'
import { changed, errorOf, json, read, tiny } from './checkpoint-files'

const bytes = read(tiny, 'unet/config.json')
const config = parseConfig('config', bytes)
const with_ = (fields: Record<string, unknown>) => parseConfig('config', changed(bytes, fields))

/** The configuration of google/ddpm-celebahq-256, as of 2022: the largest that people are likely to open. */
const large = parseConfig(
  'config',
  json({
    _class_name: 'UNet2DModel',
    _diffusers_version: '0.0.4',
    act_fn: 'silu',
    attention_head_dim: null,
    block_out_channels: [128, 128, 256, 256, 512, 512],
    center_input_sample: false,
    down_block_types: ['DownBlock2D', 'DownBlock2D', 'DownBlock2D', 'DownBlock2D', 'AttnDownBlock2D', 'DownBlock2D'],
    downsample_padding: 0,
    flip_sin_to_cos: false,
    freq_shift: 1,
    in_channels: 3,
    layers_per_block: 2,
    mid_block_scale_factor: 1,
    norm_eps: 1e-6,
    norm_num_groups: 32,
    out_channels: 3,
    sample_size: 256,
    time_embedding_type: 'positional',
    up_block_types: ['UpBlock2D', 'AttnUpBlock2D', 'UpBlock2D', 'UpBlock2D', 'UpBlock2D', 'UpBlock2D'],
  }),
)

describe('the memory that a network needs is known from its config', () => {
  test('weights are counted exactly', () => {
    const parameters = [...expectedTensors(config).values()].reduce(
      (sum, shape) => sum + shape.reduce((a, b) => a * b, 1),
      0,
    )
    expect(footprint(config)).toMatchObject({ parameters, weights: 4 * parameters })
    expect(footprint(large).parameters).toBe(113_673_219) // as its authors' checkpoint has
  })

  test('activations grow with the batch; weights do not', () => {
    const [one, four] = [footprint(config), footprint(config, 4)]
    expect(four.activations).toBe(4 * one.activations)
    expect(four.weights).toBe(one.weights)
  })

  test('attention grows with the fourth power of the side', () => {
    const scores = (side: number) =>
      footprint(with_({ sample_size: side, down_block_types: ['AttnDownBlock2D', 'DownBlock2D', 'DownBlock2D'] }))
        .largest
    expect(scores(128) / scores(64)).toBe(16)
  })
})

describe('what is too large is refused', () => {
  test('a network of 114 million parameters is not, one picture at a time', () => {
    expect(() => {
      checkFits(large, pageLimits)
    }).not.toThrow()
    expect(
      errorOf(() => {
        checkFits(large, pageLimits, 'config', 64)
      }),
    ).toMatchObject({ code: 'memory', details: { field: ['whole-network'] } })
  })

  test("a GPU's limit on one buffer", () => {
    const { largest } = footprint(config)
    expect(() => {
      checkFits(config, { ...pageLimits, tensor: largest })
    }).not.toThrow()
    expect(
      errorOf(() => {
        checkFits(config, { ...pageLimits, tensor: largest - 1 })
      }),
    ).toMatchObject({ code: 'memory', details: { field: ['largest-tensor'] } })
  })
})

import type { UNetConfig } from '../config/unet-config'
import { integer, isObject, list, numbers, parseObject, real, reject, text } from './fields'

/** Stored inputs with PyTorch's outputs, to test whether a GPU computes the right numbers. */
export interface Probe {
  readonly generator: string
  readonly cases: readonly ProbeCase[]
}

export interface ProbeCase {
  /** The network's own timestep. */
  readonly t: number
  readonly class: number
  readonly x: Float32Array // [in_channels, height, width]
  readonly output: Float32Array // [out_channels, height, width]
}

/** Bytes of probe.json → its cases, of the sizes that the config implies. */
export function parseProbe(file: string, bytes: Uint8Array, config: UNetConfig): Probe {
  const probe = parseObject(file, bytes)
  const pixels = config.sample_size * config.sample_width
  const cases = list(probe, 'cases', 16)
  if (cases.length === 0) reject(probe, 'cases', ['some-case'])
  return {
    generator: text(probe, 'generator'),
    cases: cases.map((value, i) => {
      if (!isObject(value)) return reject(probe, 'cases', ['objects'])
      const fields = { file, path: `cases[${i}]`, value }
      return {
        t: real(fields, 't', 0, 10_000),
        class: integer(
          fields,
          'class',
          0,
          (config.num_class_embeds ?? (config.class_embed_type === 'timestep' ? 10_000 : 1)) - 1,
        ),
        x: numbers(fields, 'x', config.in_channels * pixels),
        output: numbers(fields, 'output', config.out_channels * pixels),
      }
    }),
  }
}

import type { UNetConfig } from '../config/unet-config'
import type { Convolution, Operation, ProgramNorm, Resample, Values, Watched } from './operations'

type ConvOptions = Pick<Convolution, 'names'> &
  Partial<Pick<Convolution, 'norm' | 'doubled' | 'size' | 'stride' | 'before' | 'projection' | 'residual' | 'divisor'>>

/** Appends operations to a program; each method returns what its operation writes. */
export interface Builder {
  readonly config: UNetConfig
  readonly operations: readonly Operation[]
  readonly watched: readonly Watched[]
  values(height: number, width: number, channels: number): Values
  /** @param inputs one, or two side by side; a 3×3 convolution at stride 1 unless the options say otherwise */
  conv(inputs: readonly Values[], channels: number, options: ConvOptions): Values
  /** @param inputs one only: no network resamples two inputs side by side */
  normalise(inputs: readonly Values[], norm: ProgramNorm): Values
  resample(input: Values, by: Resample['by']): Values
  attention(input: Values, heads: number, size: number): Values
  /** Lets a watcher see what the last operation wrote, or which weights it gave. */
  watch(name: string, shows?: Watched['shows']): void
}

export function createBuilder(config: UNetConfig): Builder {
  const operations: Operation[] = []
  const watched: Watched[] = []
  let count = 0
  const values = (height: number, width: number, channels: number): Values => ({ id: count++, height, width, channels })
  const append = (operation: Operation): Values => {
    operations.push(operation)
    return operation.output
  }
  return {
    config,
    operations,
    watched,
    values,
    conv: (inputs, channels, options) => append(convolutionOf(inputs, channels, options, values)),
    normalise: ([input], norm) => {
      const { height, width, channels } = input as Values
      return append({ kind: 'normalise', input: input as Values, norm, output: values(height, width, channels) })
    },
    resample: (input, by) => {
      const factor = by === 'fir-up' ? 2 : 1 / 2
      return append({
        kind: 'resample',
        input,
        by,
        output: values(input.height * factor, input.width * factor, input.channels),
      })
    },
    attention: (input, heads, size) =>
      append({ kind: 'attention', input, heads, size, output: values(input.height, input.width, heads * size) }),
    watch: (name, shows = 'output') => {
      watched.push({ after: operations.length - 1, name, shows })
    },
  }
}

function convolutionOf(
  inputs: readonly Values[],
  channels: number,
  { doubled = false, size = 3, stride = 1, ...rest }: ConvOptions,
  values: (height: number, width: number, channels: number) => Values,
): Convolution {
  const { height, width } = inputs[0] as Values
  const factor = (doubled ? 2 : 1) / stride
  return {
    kind: 'conv',
    inputs,
    norm: null,
    doubled,
    size,
    stride,
    before: size === 3 ? 1 : 0,
    projection: null,
    residual: null,
    divisor: 1,
    ...rest,
    output: values(height * factor, width * factor, channels),
  }
}

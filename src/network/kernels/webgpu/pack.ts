import type { Weight } from '../../checkpoint/safetensors'
import { weight } from '../../checkpoint/weight'
import type { Convolution } from '../../program/operations'

type Weights = ReadonlyMap<string, Weight>

/** Where the parts of a convolution's parameters begin, counted in numbers; and how many there are. All are multiples of 4. */
export interface ConvLayout {
  /** [taps, inputs, outputs]: inputs and outputs are rounded up to multiples of 4, the rest is 0. */
  readonly inputs: number
  readonly outputs: number
  /** Of the convolution, and of the shortcut beside it: one sum. */
  readonly bias: number
  /** [inputs, outputs] of the shortcut. */
  readonly shortcut: number
  readonly gamma: number
  readonly beta: number
  readonly size: number
}

const upToFour = (n: number) => Math.ceil(n / 4) * 4

const channelsOf = (values: readonly { readonly channels: number }[]) =>
  values.reduce((sum, { channels }) => sum + channels, 0)

export function convLayout({ inputs: values, norm, size, residual, output }: Convolution): ConvLayout {
  const [inputs, outputs] = [upToFour(channelsOf(values)), upToFour(output.channels)]
  const bias = size * size * inputs * outputs
  const shortcut = bias + outputs
  const gamma = shortcut + (residual?.shortcut ? upToFour(channelsOf(residual.inputs)) * outputs : 0)
  const beta = gamma + (norm ? inputs : 0)
  return { inputs, outputs, bias, shortcut, gamma, beta, size: beta + (norm ? inputs : 0) }
}

/** A convolution's weights in the order in which its shader reads them. */
export function packConv(operation: Convolution, weights: Weights): Float32Array<ArrayBuffer> {
  const layout = convLayout(operation)
  const out = new Float32Array(layout.size)
  let first = 0
  for (const name of operation.names) {
    const { data, shape } = weight(weights, `${name}.weight`)
    writeFilter(out, data, shape, { at: 0, first, ...layout })
    const bias = weight(weights, `${name}.bias`).data
    out.set(bias, layout.bias + first)
    first += bias.length
  }
  const shortcut = operation.residual?.shortcut
  if (shortcut) {
    const { data, shape } = weight(weights, `${shortcut}.weight`)
    writeFilter(out, data, shape, { at: layout.shortcut, first: 0, inputs: 0, outputs: layout.outputs })
    weight(weights, `${shortcut}.bias`).data.forEach((value, i) => {
      out[layout.bias + i] = (out[layout.bias + i] as number) + value
    })
  }
  if (operation.norm) {
    out.set(weight(weights, `${operation.norm.name}.weight`).data, layout.gamma)
    out.set(weight(weights, `${operation.norm.name}.bias`).data, layout.beta)
  }
  return out
}

/** [out, in, kh, kw], or a linear map's [out, in], → [tap, in, out] from `at` on, its outputs from `first` on. */
function writeFilter(
  out: Float32Array,
  data: Float32Array,
  shape: readonly number[],
  { at, first, inputs, outputs }: { at: number; first: number; inputs: number; outputs: number },
): void {
  const [ownOutputs, from, height = 1, width = 1] = shape as readonly [number, number, number?, number?]
  const taps = height * width
  let next = 0
  for (let o = 0; o < ownOutputs; o++)
    for (let i = 0; i < from; i++)
      for (let tap = 0; tap < taps; tap++) out[at + (tap * inputs + i) * outputs + first + o] = data[next++] as number
}

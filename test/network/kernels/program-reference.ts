import type { Weight } from '../../../src/network/checkpoint/safetensors'
import type {
  AttentionOperation,
  Convolution,
  Operation,
  Program,
  ProgramNorm,
  Resample,
  Values,
} from '../../../src/network/program/operations'
import { activate } from '../../../src/network/unet/activation'

type ValueAt = (y: number, x: number, c: number) => number

/** A picture by pixel and channel; outside it is 0. */
interface Picture {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly at: ValueAt
}

type Weights = ReadonlyMap<string, Weight>

/** Computes a program for one picture in float64, one number at a time, straight from the definitions of `program/operations.ts`. */
export function referenceOf(program: Program, weights: Weights, x: Float32Array, projections: Float32Array): number[] {
  const pictures = new Map([[program.input.id, pictureOf(program.input, x)]])
  const read = ({ id }: Values) => pictures.get(id) as Picture
  for (const operation of program.operations) {
    const value = valueOf(operation, weights, projections, read)
    pictures.set(operation.output.id, pictureOf(operation.output, listOf(operation.output, value)))
  }
  const output = read(program.output)
  return listOf(program.output, (y, column, c) => output.at(y, column, c))
}

function valueOf(
  operation: Operation,
  weights: Weights,
  row: Float32Array,
  read: (values: Values) => Picture,
): ValueAt {
  switch (operation.kind) {
    case 'conv':
      return convolution(operation, weights, row, read)
    case 'normalise':
      return normalised(read(operation.input), operation.norm, weights, row).at
    case 'resample':
      return resampled(operation, read(operation.input))
    case 'attention':
      return attention(operation, read(operation.input))
  }
}

function pictureOf({ height, width, channels }: Values, values: ArrayLike<number>): Picture {
  const inside = (y: number, x: number) => y >= 0 && y < height && x >= 0 && x < width
  const at: ValueAt = (y, x, c) => (inside(y, x) ? (values[(y * width + x) * channels + c] as number) : 0)
  return { height, width, channels, at }
}

function listOf({ height, width, channels }: Values, value: ValueAt): number[] {
  return Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels)
    return value(Math.floor(pixel / width), pixel % width, i % channels)
  })
}

function besides(pictures: readonly Picture[]): Picture {
  const [first, second] = pictures as [Picture, Picture | undefined]
  if (!second) return first
  const at: ValueAt = (y, x, c) => (c < first.channels ? first.at(y, x, c) : second.at(y, x, c - first.channels))
  return { ...first, channels: first.channels + second.channels, at }
}

const doubled = ({ height, width, channels, at }: Picture): Picture => ({
  height: 2 * height,
  width: 2 * width,
  channels,
  at: (y, x, c) => at(Math.floor(y / 2), Math.floor(x / 2), c),
})

const dataOf = (weights: Weights, name: string) => (weights.get(name) as Weight).data

function normalised(picture: Picture, norm: ProgramNorm, weights: Weights, row: Float32Array): Picture {
  const { height, width, channels } = picture
  const [gamma, beta] = [dataOf(weights, `${norm.name}.weight`), dataOf(weights, `${norm.name}.bias`)]
  const wide = channels / norm.groups
  const groups = Array.from({ length: norm.groups }, (_, group) => {
    const all = listOf({ id: 0, height, width, channels: wide }, (y, x, c) => picture.at(y, x, group * wide + c))
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length
    return { mean, deviation: Math.sqrt(variance + norm.epsilon) }
  })
  const value: ValueAt = (y, x, c) => {
    const { mean, deviation } = groups[Math.floor(c / wide)] as (typeof groups)[number]
    let result = ((picture.at(y, x, c) - mean) / deviation) * (gamma[c] as number) + (beta[c] as number)
    const from = norm.modulation
    if (from !== null) result = result * (1 + (row[from + c] as number)) + (row[from + channels + c] as number)
    return norm.activation ? activate[norm.activation](result) : result
  }
  const values = { id: 0, height, width, channels }
  return pictureOf(values, listOf(values, value)) // outside the normalised picture is 0
}

function convolution(op: Convolution, weights: Weights, row: Float32Array, read: (values: Values) => Picture): ValueAt {
  const joined = besides(op.inputs.map(read))
  const normal = op.norm ? normalised(joined, op.norm, weights, row) : joined
  const input = op.doubled ? doubled(normal) : normal
  const residual = op.residual && residualOf(op.residual, weights, read)
  const maps = op.names.map((name) => linearMap(input, weights, name, op))
  const channels = op.output.channels / maps.length
  return (y, x, c) => {
    const map = maps[Math.floor(c / channels)] as ValueAt
    const more = op.projection === null ? 0 : (row[op.projection + c] as number)
    return (map(y, x, c % channels) + more + (residual ? residual(y, x, c) : 0)) / op.divisor
  }
}

function residualOf(
  { inputs, doubled: isDoubled, shortcut }: NonNullable<Convolution['residual']>,
  weights: Weights,
  read: (values: Values) => Picture,
): ValueAt {
  const joined = besides(inputs.map(read))
  const beside = isDoubled ? doubled(joined) : joined
  return shortcut === null ? beside.at : linearMap(beside, weights, shortcut, { size: 1, stride: 1, before: 0 })
}

/** A convolution with its bias. */
function linearMap(
  input: Picture,
  weights: Weights,
  name: string,
  { size, stride, before }: Pick<Convolution, 'size' | 'stride' | 'before'>,
): ValueAt {
  const [kernel, bias] = [dataOf(weights, `${name}.weight`), dataOf(weights, `${name}.bias`)]
  return (y, x, c) => {
    let sum = bias[c] as number
    for (let i = 0; i < input.channels; i++) {
      for (let ky = 0; ky < size; ky++) {
        for (let kx = 0; kx < size; kx++) {
          const weight = kernel[((c * input.channels + i) * size + ky) * size + kx] as number
          sum += weight * input.at(y * stride + ky - before, x * stride + kx - before, i)
        }
      }
    }
    return sum
  }
}

function resampled({ by }: Resample, input: Picture): ValueAt {
  const binomial = [1, 2, 1].flatMap((a, i) => [1, 2, 1].map((b, j) => ({ weight: (a * b) / 16, y: i - 1, x: j - 1 })))
  const blurred = (of: Picture): ValueAt => {
    return (y, x, c) => binomial.reduce((sum, tap) => sum + tap.weight * of.at(y + tap.y, x + tap.x, c), 0)
  }
  const inside = (of: Picture, at: ValueAt): Picture => ({ ...of, at })
  if (by === 'fir-up') return blurred(doubled(input))
  const { at } = by === 'down' ? input : inside(input, blurred(input))
  const corners = [0, 1].flatMap((i) => [0, 1].map((j) => [i, j] as const))
  return (y, x, c) => corners.reduce((sum, [i, j]) => sum + at(2 * y + i, 2 * x + j, c) / 4, 0)
}

function attention({ heads, size }: AttentionOperation, { height, width, at }: Picture): ValueAt {
  const pixels = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width] as const)
  const part = (which: number, head: number, i: number, [y, x]: readonly [number, number]) =>
    at(y, x, (which * heads + head) * size + i)
  /** softmax(q·kᵀ/√d) of one query, over all keys. */
  const sharesOf = (head: number, query: readonly [number, number]) => {
    const scores = pixels.map((pixel) => {
      let score = 0
      for (let i = 0; i < size; i++) score += part(0, head, i, query) * part(1, head, i, pixel)
      return score / Math.sqrt(size)
    })
    const largest = Math.max(...scores)
    const powers = scores.map((score) => Math.exp(score - largest))
    const total = powers.reduce((sum, power) => sum + power, 0)
    return powers.map((power) => power / total)
  }
  const rows = new Map<string, readonly number[]>() // the channels of a head share them
  return (y, x, c) => {
    const head = Math.floor(c / size)
    const query = `${head} ${y} ${x}`
    const shares = rows.get(query) ?? sharesOf(head, [y, x])
    rows.set(query, shares)
    return pixels.reduce((sum, pixel, i) => sum + (shares[i] as number) * part(2, head, c % size, pixel), 0)
  }
}

import fc from 'fast-check'
import type { Weight } from '../../../src/network/checkpoint/safetensors'
import { activations } from '../../../src/network/config/unet-config'
import type {
  Convolution,
  Operation,
  Program,
  ProgramNorm,
  Resample,
  Values,
} from '../../../src/network/program/operations'
import { referenceOf } from './program-reference'

/** Normal numbers, of a seed. */
function numbers(seed: number): (length: number, spread?: number, mean?: number) => Float32Array {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return (length, spread = 1, mean = 0) => Float32Array.from({ length }, () => mean + spread * normal())
}

const projectionWidth = 128

/** A program of a few operations with its weights, what it is given for a batch of two, and what its definition says of that. */
export interface ProgramCase {
  readonly program: Program
  readonly weights: ReadonlyMap<string, Weight>
  readonly x: Float32Array
  readonly projections: Float32Array
  readonly expected: Float32Array
}

function caseOf(
  operations: readonly Operation[],
  input: Values,
  weights: ReadonlyMap<string, Weight>,
  random: ReturnType<typeof numbers>,
): ProgramCase {
  const { kind, output } = operations.at(-1) as Operation
  const program: Program = {
    operations,
    input,
    output,
    heads: kind === 'conv' && output.channels % 3 === 0 ? 3 : 1,
    projections: { names: [], width: projectionWidth },
    watched: [],
  }
  const length = input.height * input.width * input.channels
  const [x, projections] = [random(2 * length, 1, 3), random(2 * projectionWidth)]
  const expected = [0, 1].flatMap((b) =>
    referenceOf(
      program,
      weights,
      x.subarray(b * length, (b + 1) * length),
      projections.subarray(b * projectionWidth, (b + 1) * projectionWidth),
    ),
  )
  return { program, weights, x, projections, expected: Float32Array.from(expected) }
}

/** Stores weights as they are named. */
function parametersOf(random: ReturnType<typeof numbers>) {
  const weights = new Map<string, Weight>()
  const set = (name: string, shape: number[], spread: number, mean = 0) => {
    weights.set(name, {
      shape,
      data: random(
        shape.reduce((product, n) => product * n, 1),
        spread,
        mean,
      ),
    })
  }
  return {
    weights,
    conv(name: string, outputs: number, inputs: number, size: number) {
      set(`${name}.weight`, [outputs, inputs, size, size], 1 / Math.sqrt(inputs * size * size))
      set(`${name}.bias`, [outputs], 1)
      return name
    },
    norm(name: string, channels: number) {
      set(`${name}.weight`, [channels], 0.5, 1)
      set(`${name}.bias`, [channels], 0.5)
      return name
    },
  }
}

let ids = 0
const values = (height: number, width: number, channels: number): Values => ({ id: ids++, height, width, channels })

const plain = {
  norm: null,
  doubled: false,
  stride: 1,
  before: 1,
  projection: null,
  residual: null,
  divisor: 1,
} as const

/** A convolution that changes the number of channels, so that a later one can have two different inputs. */
const first = (input: Values, name: string, channels: number): Convolution => {
  const output = values(input.height, input.width, channels)
  return { kind: 'conv', inputs: [input], names: [name], ...plain, size: 3, output }
}

const side = fc.integer({ min: 1, max: 7 }).map((half) => 2 * half)
const seeds = fc.integer({ min: 1, max: 2 ** 31 })
const channels = fc.integer({ min: 1, max: 21 })
const activation = fc.constantFrom(null, ...activations)

/** Two numbers of channels, and a number of groups that divides their sum. */
const twoInputs = fc.tuple(fc.integer({ min: 0, max: 13 }), channels).chain(([second, some]) => {
  const total = second + some
  const divisors = Array.from({ length: total }, (_, i) => i + 1).filter((groups) => total % groups === 0)
  return fc.record({ second: fc.constant(second), some: fc.constant(some), groups: fc.constantFrom(...divisors) })
})

const forms = fc.constantFrom(
  { size: 3, stride: 1, before: 1, doubled: false },
  { size: 3, stride: 2, before: 0, doubled: false },
  { size: 3, stride: 2, before: 1, doubled: false },
  { size: 3, stride: 1, before: 1, doubled: true },
  { size: 1, stride: 1, before: 0, doubled: false },
) as fc.Arbitrary<Pick<Convolution, 'size' | 'stride' | 'before' | 'doubled'>>

const convolutions = fc.record({
  seed: seeds,
  height: side,
  width: side,
  inputs: twoInputs,
  outputs: channels,
  form: forms,
  norm: fc.option(fc.record({ activation, modulated: fc.boolean() })),
  projection: fc.option(fc.integer({ min: 0, max: 50 })),
  residual: fc.constantFrom('none', 'same', 'doubled', 'shortcut', 'doubled shortcut', 'two as they are'),
  divisor: fc.constantFrom(1, Math.SQRT2),
})

function convolutionCase(draw: typeof convolutions extends fc.Arbitrary<infer T> ? T : never): ProgramCase {
  const { seed, height, width, form, divisor, projection } = draw
  const { second, some, groups } = draw.inputs
  const random = numbers(seed)
  const parameters = parametersOf(random)
  const input = values(height, width, 3)
  const sources = [some, second]
    .filter((count) => count > 0)
    .map((count, i) => first(input, parameters.conv(`in${i}`, count, 3, 3), count))
  const inputs = sources.map(({ output }) => output)
  const factor = (form.doubled ? 2 : 1) / form.stride
  const norm: ProgramNorm | null = draw.norm && {
    name: parameters.norm('norm', some + second),
    groups,
    epsilon: 1e-5,
    modulation: draw.norm.modulated ? 7 : null,
    activation: draw.norm.activation,
  }
  const isSum = draw.residual === 'two as they are'
  const output = values(height * factor, width * factor, isSum ? 4 + second : draw.outputs)
  const kind = form.stride === 2 ? draw.residual.replace('doubled', 'same').replace('same ', '') : draw.residual // a quarter of the input
  const besides = residualOf(kind, output, input, second, parameters)
  const conv: Convolution = {
    kind: 'conv',
    inputs,
    names: [parameters.conv('conv', output.channels, some + second, form.size)],
    ...form,
    norm,
    projection,
    residual: besides && besides.residual,
    divisor,
    output,
  }
  const operations = [...sources, ...(besides?.operations ?? []), conv]
  return caseOf(operations, input, parameters.weights, random)
}

/** What is added to a convolution's output, and the operations that make it. */
function residualOf(
  kind: string,
  { height, width, channels: outputs }: Values,
  input: Values,
  second: number,
  parameters: ReturnType<typeof parametersOf>,
): { readonly operations: readonly Operation[]; readonly residual: NonNullable<Convolution['residual']> } | null {
  if (kind === 'none') return null
  const doubled = kind.startsWith('doubled')
  const shortcut = kind.endsWith('shortcut') ? parameters.conv('shortcut', outputs, second === 0 ? 5 : 9, 1) : null
  const counts = kind === 'two as they are' ? [4, outputs - 4] : shortcut ? [5, second === 0 ? 0 : 4] : [outputs]
  const operations = counts
    .filter((count) => count > 0)
    .map((count, i): Convolution => {
      const name = parameters.conv(`beside${i}`, count, 3, 3)
      return sized(first(input, name, count), height / (doubled ? 2 : 1), width / (doubled ? 2 : 1))
    })
  return { operations, residual: { inputs: operations.map(({ output }) => output), doubled, shortcut } }
}

/** The same convolution with an output of this size: half, the same or double its input's. */
function sized(conv: Convolution, height: number, width: number): Convolution {
  const output = { ...conv.output, height, width }
  const input = conv.inputs[0] as Values
  if (height > input.height) return { ...conv, doubled: true, output }
  return height < input.height ? { ...conv, stride: 2, output } : conv
}

/** Convolutions of any form, with all that may surround them. */
export const convolutionCases: fc.Arbitrary<ProgramCase> = convolutions.map(convolutionCase)

export const resamplingCases = (by: Resample['by']): fc.Arbitrary<ProgramCase> =>
  fc.tuple(seeds, side, side, channels).map(([seed, height, width, count]) => {
    const input = values(height, width, count)
    const factor = by === 'fir-up' ? 2 : 0.5
    const output = values(height * factor, width * factor, count)
    return caseOf([{ kind: 'resample', input, by, output }], input, new Map(), numbers(seed))
  })

export const normalisationCases: fc.Arbitrary<ProgramCase> = fc
  .tuple(seeds, side, side, twoInputs, activation)
  .map(([seed, height, width, { some, second, groups }, f]) => {
    const random = numbers(seed)
    const parameters = parametersOf(random)
    const input = values(height, width, some + second)
    const name = parameters.norm('norm', some + second)
    const norm = { name, groups, epsilon: 1e-5, modulation: null, activation: f }
    const output = values(height, width, some + second)
    return caseOf([{ kind: 'normalise', input, norm, output }], input, parameters.weights, random)
  })

export function attentionCase(seed: number, height: number, width: number, heads: number, size: number): ProgramCase {
  const input = values(height, width, 3 * heads * size)
  const output = values(height, width, heads * size)
  return caseOf([{ kind: 'attention', input, heads, size, output }], input, new Map(), numbers(seed))
}

const small = fc.integer({ min: 1, max: 9 })

export const attentionCases: fc.Arbitrary<ProgramCase> = fc
  .tuple(seeds, small, small, fc.integer({ min: 1, max: 3 }), small)
  .map((draw) => attentionCase(...draw))

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Graph, Node } from '../../../bench/rivals/onnx/graph'
import { exportUNet } from '../../../bench/rivals/onnx/unet'
import { readConfig } from '../../../src/network/checkpoint/config'
import { expectedTensors } from '../../../src/network/config/expected'

const configOf = (model: string) => {
  const file = new URL(`../../../${model}/unet/config.json`, import.meta.url)
  return readConfig('config.json', readFileSync(file)).config
}
type Shape = readonly number[]
const size = (shape: Shape) => shape.reduce((product, n) => product * n, 1)
const digits = configOf('public/models/digits-v')
const emoji = configOf('public/models/emoji-v')
const tiny = configOf('test/golden/tiny')

/** The network with zeros for weights. */
function exported(config: typeof digits, batch: number): Graph {
  const weights = new Map(
    [...expectedTensors(config)].map(([name, shape]) => [name, { shape, data: new Float32Array(size(shape)) }]),
  )
  return exportUNet(config, weights, batch)
}

/** The shape of a sum or product by ONNX's rule of broadcasting. @throws Error if there is none */
function broadcast(x: Shape, y: Shape): Shape {
  const rank = Math.max(x.length, y.length)
  const [a, b] = [x, y].map((shape) => [...Array.from({ length: rank - shape.length }, () => 1), ...shape])
  return (a as Shape).map((n, i) => {
    const other = b?.[i] ?? NaN
    if (n !== other && n !== 1 && other !== 1) throw new Error(`${x.join()} and ${y.join()} do not fit`)
    return Math.max(n, other)
  })
}

/** The shape that an operation's first output has by the ONNX specification. @param integers the numbers of its second input */
function shapeOf({ operator, attributes }: Node, shapes: readonly Shape[], integers: Shape): Shape {
  const [x = [], y = []] = shapes
  const [first = NaN, second = NaN, ...pixels] = x
  const ints = (name: string) => {
    const value = attributes[name]
    return value && 'ints' in value ? value.ints : []
  }
  const rules: Record<string, () => Shape> = {
    Conv: () => {
      const [pad = NaN, stride = NaN] = [ints('pads')[0], ints('strides')[0]]
      const [outputs = NaN, inputs, kernel = NaN] = y
      expect(inputs).toBe(second)
      return [first, outputs, ...pixels.map((n) => Math.floor((n + 2 * pad - kernel) / stride) + 1)]
    },
    Gemm: () => {
      expect(y[1]).toBe(second)
      return [first, y[0] ?? NaN]
    },
    MatMul: () => {
      expect(y.at(-2)).toBe(x.at(-1))
      return [...x.slice(0, -1), y.at(-1) ?? NaN]
    },
    Reshape: () => {
      expect(size(integers)).toBe(size(x))
      return integers
    },
    Add: () => broadcast(x, y),
    Mul: () => broadcast(x, y),
    Transpose: () => ints('perm').map((axis) => x[axis] ?? NaN),
    Concat: () => [first, shapes.reduce((sum, shape) => sum + (shape[1] ?? NaN), 0), ...pixels],
    Resize: () => [first, second, ...pixels.map((n) => 2 * n)],
    Gather: () => [y[0] ?? NaN, second],
    Split: () => [first, integers[0] ?? NaN, ...pixels],
    Unsqueeze: () => [...x, ...integers.map(() => 1)],
  }
  return rules[operator]?.() ?? x
}

/** Runs through the graph with shapes in place of numbers, and checks that its outputs have the shapes that it says. */
function checkShapes({ inputs, constants, nodes, outputs }: Graph): void {
  const shapeByName = new Map([...inputs, ...constants].map(({ name, shape }) => [name, shape]))
  for (const node of nodes) {
    const read = node.inputs.filter((name) => name !== '').map((name) => shapeByName.get(name))
    expect(read, `${node.operator} reads only what was computed before it`).not.toContain(undefined)
    const second = constants.find(({ name, type }) => type === 'int64' && name === node.inputs[1])
    const shape = shapeOf(node, read as Shape[], [...(second?.data ?? [])].map(Number))
    for (const name of node.outputs) shapeByName.set(name, shape)
  }
  for (const { name, shape } of outputs) expect(shapeByName.get(name)).toEqual(shape)
}

test.each([
  ['digits, batch 1', digits, 1],
  ['digits, batch 16', digits, 16],
  ['emoji, batch 2', emoji, 2],
  ['the tiny network, batch 3', tiny, 3],
] as const)(
  'the export of %s is a graph whose shapes fit, from pictures to the network’s output',
  (_, config, batch) => {
    const graph = exported(config, batch)
    const { sample_size, sample_width, in_channels, out_channels } = config
    expect(graph.inputs[0]?.shape).toEqual([batch, in_channels, sample_size, sample_width])
    checkShapes(graph)
    expect(graph.outputs[0]?.shape).toEqual([batch, out_channels, sample_size, sample_width])
  },
)

test('every tensor of the checkpoint is stored once and read by some operation', () => {
  const { constants, nodes } = exported(digits, 1)
  const read = new Set(nodes.flatMap(({ inputs }) => inputs))
  const names = constants.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect([...expectedTensors(digits).keys()].filter((name) => !names.includes(name) || !read.has(name))).toEqual([])
})

test('constants have as many numbers as their shapes say', () => {
  for (const { shape, data } of exported(digits, 1).constants) expect(data.length).toBe(size(shape))
})

test('every group normalisation is an instance normalisation of its groups, with γ and β apart, as torch writes it', () => {
  const { nodes } = exported(digits, 1)
  const norms = [...expectedTensors(digits).keys()].filter((name) => /norm\w*\.weight$/.test(name))
  expect(nodes.filter(({ operator }) => operator === 'InstanceNormalization')).toHaveLength(norms.length)
})

test('a network that the shelf has none of is refused', () => {
  expect(() => exported({ ...digits, act_fn: 'mish' }, 1)).toThrow(/like those of the shelf/)
})

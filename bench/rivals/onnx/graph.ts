import type { Weight } from '../../../src/network/checkpoint/safetensors'

/** An ONNX graph as plain data, of fixed shapes, in the order of computation. `encode.ts` writes it as protobuf. */
export interface Graph {
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly constants: readonly Constant[]
  readonly nodes: readonly Node[]
}

export interface Value {
  readonly name: string
  readonly type: 'float32' | 'int64'
  readonly shape: readonly number[]
}

export interface Constant extends Value {
  readonly data: Float32Array | BigInt64Array
}

/** One operation. An input that is left out has the name ''. */
export interface Node {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Attributes
}

export type Attributes = Readonly<Record<string, Attribute>>
export type Attribute =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string }

/** Appends operations and constants to a graph. */
export interface GraphBuilder {
  input(name: string, type: Value['type'], shape: readonly number[]): Value
  /** A tensor of the checkpoint, by its name; stored once. @param layout another shape of the same numbers, or other numbers */
  weight(name: string, layout?: (weight: Weight) => Weight): Value
  floats(name: string, data: Float32Array, shape: readonly number[]): Value
  integers(data: readonly number[]): Value
  /** @returns what the operation writes @param inputs null: left out */
  node(operator: string, inputs: readonly (Value | null)[], shape: readonly number[], attributes?: Attributes): Value
  /** An operation that writes several tensors. */
  nodes(
    operator: string,
    inputs: readonly Value[],
    shapes: readonly (readonly number[])[],
    attributes: Attributes,
  ): Value[]
  graph(outputs: readonly Value[]): Graph
}

export function createGraph(weights: ReadonlyMap<string, Weight>): GraphBuilder {
  const inputs: Value[] = []
  const nodes: Node[] = []
  const constants = new Map<string, Constant>()
  const constant = (name: string, make: () => Omit<Constant, 'name'>): Value => {
    const sharedConstant = constants.get(name) ?? { name, ...make() }
    constants.set(name, sharedConstant)
    return { name, type: sharedConstant.type, shape: sharedConstant.shape }
  }
  const append: GraphBuilder['nodes'] = (operator, from, shapes, attributes) => {
    const outputs = shapes.map((shape, i): Value => ({
      name: `${operator}_${nodes.length}_${i}`,
      type: 'float32',
      shape,
    }))
    nodes.push({ operator, inputs: from.map(({ name }) => name), outputs: outputs.map(({ name }) => name), attributes })
    return outputs
  }
  const leftOut: Value = { name: '', type: 'float32', shape: [] }
  return {
    input: (name, type, shape) => {
      const value: Value = { name, type, shape }
      inputs.push(value)
      return value
    },
    weight: (name, layout = (weight) => weight) =>
      constant(name, () => {
        const stored = weights.get(name)
        if (!stored) throw new Error(`The checkpoint has no tensor ${name}`)
        return { type: 'float32', ...layout(stored) }
      }),
    floats: (name, data, shape) => constant(name, () => ({ type: 'float32', shape, data })),
    integers: (data) =>
      constant(`integers_${data.join('_')}`, () => ({
        type: 'int64',
        shape: [data.length],
        data: BigInt64Array.from(data, BigInt),
      })),
    node: (operator, from, shape, attributes = {}) =>
      append(
        operator,
        from.map((value) => value ?? leftOut),
        [shape],
        attributes,
      )[0] as Value,
    nodes: append,
    graph: (outputs) => ({ inputs, outputs, constants: [...constants.values()], nodes }),
  }
}

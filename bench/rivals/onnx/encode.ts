import type { Attribute, Constant, Graph, Node, Value } from './graph'

/** What is used of the package protobufjs. */
export interface Protobuf {
  readonly Root: {
    fromJSON(schema: object): {
      lookupType(name: string): {
        fromObject(message: object): object
        encode(message: object): { finish(): Uint8Array }
      }
    }
  }
}

const field = (id: number, type: string) => ({ id, type })
const list = (id: number, type: string) => ({ id, type, rule: 'repeated' })

/** The messages and fields of onnx.proto3 that are written. Source: github.com/onnx/onnx, onnx/onnx.proto3, IR version 8. */
const schema = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: field(1, 'int64'),
        producerName: field(2, 'string'),
        graph: field(7, 'GraphProto'),
        opsetImport: list(8, 'OperatorSetIdProto'),
      },
    },
    OperatorSetIdProto: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
    GraphProto: {
      fields: {
        node: list(1, 'NodeProto'),
        name: field(2, 'string'),
        initializer: list(5, 'TensorProto'),
        input: list(11, 'ValueInfoProto'),
        output: list(12, 'ValueInfoProto'),
      },
    },
    NodeProto: {
      fields: {
        input: list(1, 'string'),
        output: list(2, 'string'),
        name: field(3, 'string'),
        opType: field(4, 'string'),
        attribute: list(5, 'AttributeProto'),
      },
    },
    AttributeProto: {
      fields: {
        name: field(1, 'string'),
        f: field(2, 'float'),
        i: field(3, 'int64'),
        s: field(4, 'bytes'),
        ints: list(8, 'int64'),
        type: field(20, 'int32'),
      },
    },
    TensorProto: {
      fields: {
        dims: list(1, 'int64'),
        dataType: field(2, 'int32'),
        name: field(8, 'string'),
        rawData: field(9, 'bytes'),
      },
    },
    ValueInfoProto: { fields: { name: field(1, 'string'), type: field(2, 'TypeProto') } },
    TypeProto: {
      fields: { tensorType: field(1, 'Tensor') },
      nested: { Tensor: { fields: { elemType: field(1, 'int32'), shape: field(2, 'TensorShapeProto') } } },
    },
    TensorShapeProto: {
      fields: { dim: list(1, 'Dimension') },
      nested: { Dimension: { fields: { dimValue: field(1, 'int64') } } },
    },
  },
}

/** onnx.proto3, `TensorProto.DataType`. */
const dataTypes: Record<Value['type'], number> = { float32: 1, int64: 7 }
/** The operator set in which the graph's operators are written, and the version of the format that came with it. */
const OPSET = 17
const IR_VERSION = 8

/** The bytes of an .onnx file. */
export function encode(graph: Graph, { Root }: Protobuf): Uint8Array {
  const Model = Root.fromJSON(schema).lookupType('ModelProto')
  const message = {
    irVersion: IR_VERSION,
    producerName: 'noisewalk',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: 'unet',
      node: graph.nodes.map(nodeOf),
      initializer: graph.constants.map(tensorOf),
      input: graph.inputs.map(infoOf),
      output: graph.outputs.map(infoOf),
    },
  }
  return Model.encode(Model.fromObject(message)).finish()
}

const nodeOf = ({ operator, inputs, outputs, attributes }: Node) => ({
  input: inputs,
  output: outputs,
  name: outputs[0],
  opType: operator,
  attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attributeOf(value) })),
})

/** `type` is of `AttributeProto.AttributeType`. */
function attributeOf(value: Attribute): object {
  if ('float' in value) return { f: value.float, type: 1 }
  if ('int' in value) return { i: value.int, type: 2 }
  if ('string' in value) return { s: new TextEncoder().encode(value.string), type: 3 }
  return { ints: value.ints, type: 7 }
}

const tensorOf = ({ name, type, shape, data }: Constant) => ({
  dims: shape,
  dataType: dataTypes[type],
  name,
  rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
})

const infoOf = ({ name, type, shape }: Value) => ({
  name,
  type: { tensorType: { elemType: dataTypes[type], shape: { dim: shape.map((dimValue) => ({ dimValue })) } } },
})

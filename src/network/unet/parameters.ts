import {
  tensor1d,
  tensor2d,
  tensor4d,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import type { Weight } from '../checkpoint/safetensors'
import { weight } from '../checkpoint/weight'
import type { Affine } from '../kernels/group-norm'

export interface Conv {
  readonly filter: Tensor4D // [kh, kw, in, out]
  readonly bias: Tensor1D // [out]
}

interface Linear {
  readonly weight: Tensor2D // [in, out]
  readonly bias: Tensor1D // [out]
}

/** Uploads parameters by their diffusers name, in the layouts that TensorFlow.js computes with. */
export interface Parameters {
  conv(name: string): Conv
  /** Several linear maps of the same input as one: it returns their outputs side by side. */
  linear(...names: readonly string[]): Linear
  affine(name: string): Affine
  /** Uploads constants; they are disposed together with the parameters. */
  constant(data: Float32Array, shape: readonly [number, number, number, number]): Tensor4D
  dispose(): void
}

export function parametersOf(weights: ReadonlyMap<string, Weight>): Parameters {
  const uploaded: Tensor[] = []
  const owned = <T extends Tensor>(tensor: T): T => {
    uploaded.push(tensor)
    return tensor
  }
  const vector = (name: string) => owned(tensor1d(weight(weights, name).data))
  return {
    conv(name) {
      const { shape, data } = weight(weights, `${name}.weight`)
      const [outputs, inputs, height, width] = shape as [number, number, number, number]
      return {
        filter: owned(tensor4d(toHWIO(data, outputs, inputs, height * width), [height, width, inputs, outputs])),
        bias: vector(`${name}.bias`),
      }
    },
    linear(...names) {
      const parts = names.map((name) => weight(weights, `${name}.weight`))
      const inputs = parts[0]?.shape[1] as number
      const joined = concat(parts.map((part) => part.data)) // [out, in]
      const bias = concat(names.map((name) => weight(weights, `${name}.bias`).data))
      return {
        weight: owned(tensor2d(toHWIO(joined, bias.length, inputs, 1), [inputs, bias.length])),
        bias: owned(tensor1d(bias)),
      }
    },
    affine: (name) => ({ gamma: vector(`${name}.weight`), beta: vector(`${name}.bias`) }),
    constant: (data, shape) => owned(tensor4d(data, [...shape])),
    dispose() {
      for (const tensor of uploaded.splice(0)) tensor.dispose()
    },
  }
}

/** [out, in, kernel] → [kernel, in, out]; with a kernel of 1 that is a transposed matrix. */
export function toHWIO(data: Float32Array, outputs: number, inputs: number, kernel: number): Float32Array {
  const out = new Float32Array(data.length)
  let from = 0
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let k = 0; k < kernel; k++) out[(k * inputs + i) * outputs + o] = data[from++] as number
    }
  }
  return out
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

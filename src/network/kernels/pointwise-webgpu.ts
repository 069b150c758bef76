import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'

const threads = 64

/** One number of a new state from the numbers at the same place of others; scalars are uniforms, so that one shader serves every step. */
export class PointwiseProgram implements WebGPUProgram {
  readonly workgroupSize: [number, number, number] = [threads, 1, 1]
  readonly dispatchLayout: { x: number[] }
  readonly dispatch: [number, number, number]
  readonly uniforms: string
  readonly size = true

  /** @param expression WGSL, in which `x[index]` is the number of the variable x, and `uniforms.c` the scalar c */
  constructor(
    readonly shaderKey: string,
    readonly outputShape: number[],
    readonly variableNames: string[],
    scalars: readonly string[],
    private readonly expression: string,
  ) {
    this.uniforms = scalars.map((name) => `${name}: f32,`).join(' ')
    this.dispatchLayout = { x: outputShape.map((_, axis) => axis) }
    const elements = outputShape.reduce((product, n) => product * n, 1)
    this.dispatch = [Math.ceil(elements / threads), 1, 1]
  }

  getUserCode(): string {
    return `fn main(index: i32) { if (index < uniforms.size) { result[index] = ${this.expression}; } }`
  }
}

/** A scalar as TensorFlow.js takes uniforms. */
export const uniform = (value: number) => ({ type: 'float32', data: [value] })

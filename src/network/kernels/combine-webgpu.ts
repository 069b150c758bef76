import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { combineKernel } from './combine'

const threads = 64

/** c₀·x₀ + c₁·x₁ + … elementwise; the coefficients are uniforms, so that one shader serves every step. */
class CombineProgram implements WebGPUProgram {
  readonly shaderKey: string
  readonly workgroupSize: [number, number, number] = [threads, 1, 1]
  readonly dispatchLayout: { x: number[] }
  readonly dispatch: [number, number, number]
  readonly variableNames: string[]
  readonly uniforms: string
  readonly size = true

  constructor(
    readonly outputShape: number[],
    terms: number,
  ) {
    const each = (text: (i: number) => string) => Array.from({ length: terms }, (_, i) => text(i))
    this.shaderKey = `${combineKernel}_${terms}`
    this.variableNames = each((i) => `x${i}`)
    this.uniforms = each((i) => `c${i}: f32,`).join(' ')
    this.dispatchLayout = { x: outputShape.map((_, axis) => axis) }
    const elements = outputShape.reduce((product, n) => product * n, 1)
    this.dispatch = [Math.ceil(elements / threads), 1, 1]
  }

  getUserCode(): string {
    const sum = this.variableNames.map((name, i) => `uniforms.c${i} * ${name}[index]`).join(' + ')
    return `fn main(index: i32) { if (index < uniforms.size) { result[index] = ${sum}; } }`
  }
}

interface Call {
  readonly inputs: Readonly<Record<string, TensorInfo>>
  readonly attrs: { readonly coefficients: readonly number[] }
  readonly backend: WebGPUBackend
}

function run({ inputs, attrs: { coefficients }, backend }: Call): TensorInfo {
  const states = coefficients.map((_, i) => inputs[`x${i}`] as TensorInfo)
  const uniforms = coefficients.map((coefficient) => ({ type: 'float32', data: [coefficient] }))
  return backend.runWebGPUProgram(
    new CombineProgram((states[0] as TensorInfo).shape, states.length),
    states,
    'float32',
    uniforms,
  )
}

/** Makes `combine` use this kernel wherever WebGPU is the current back end. */
export function registerCombine(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: combineKernel, backendName: 'webgpu', kernelFunc })
}

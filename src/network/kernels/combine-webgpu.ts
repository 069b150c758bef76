import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { combineKernel } from './combine'
import { PointwiseProgram, uniform } from './pointwise-webgpu'

/** c₀·x₀ + c₁·x₁ + … elementwise. */
function programOf(shape: number[], terms: number): PointwiseProgram {
  const each = (text: (i: number) => string) => Array.from({ length: terms }, (_, i) => text(i))
  return new PointwiseProgram(
    `${combineKernel}_${terms}`,
    shape,
    each((i) => `x${i}`),
    each((i) => `c${i}`),
    each((i) => `uniforms.c${i} * x${i}[index]`).join(' + '),
  )
}

interface Call {
  readonly inputs: Readonly<Record<string, TensorInfo>>
  readonly attrs: { readonly coefficients: readonly number[] }
  readonly backend: WebGPUBackend
}

function run({ inputs, attrs: { coefficients }, backend }: Call): TensorInfo {
  const states = coefficients.map((_, i) => inputs[`x${i}`] as TensorInfo)
  const program = programOf((states[0] as TensorInfo).shape, states.length)
  return backend.runWebGPUProgram(program, states, 'float32', coefficients.map(uniform))
}

/** Makes `combine` use this kernel wherever WebGPU is the current back end. */
export function registerCombine(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: combineKernel, backendName: 'webgpu', kernelFunc })
}

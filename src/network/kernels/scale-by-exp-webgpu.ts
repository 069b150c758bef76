import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { PointwiseProgram, uniform } from './pointwise-webgpu'
import { scaleByExpKernel } from './scale-by-exp'

interface Call {
  readonly inputs: { readonly z: TensorInfo; readonly v: TensorInfo }
  readonly attrs: { readonly factor: number; readonly rate: number }
  readonly backend: WebGPUBackend
}

function run({ inputs: { z, v }, attrs: { factor, rate }, backend }: Call): TensorInfo {
  const program = new PointwiseProgram(
    scaleByExpKernel,
    z.shape,
    ['z', 'v'],
    ['factor', 'rate'],
    'uniforms.factor * exp(uniforms.rate * v[index]) * z[index]',
  )
  return backend.runWebGPUProgram(program, [z, v], 'float32', [uniform(factor), uniform(rate)])
}

/** Makes `scaleByExp` use this kernel wherever WebGPU is the current back end. */
export function registerScaleByExp(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: scaleByExpKernel, backendName: 'webgpu', kernelFunc })
}

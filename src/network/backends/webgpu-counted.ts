import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import { WebGPUBackend, type WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { count } from '../counters'
import { registerCombine } from '../kernels/combine-webgpu'
import { registerGroupNorm } from '../kernels/group-norm-webgpu'
import { registerDataPosterior } from '../kernels/data-posterior-webgpu'

registerGroupNorm()
registerCombine()
registerDataPosterior()

type Uniforms = Parameters<WebGPUBackend['runWebGPUProgram']>[3]

/** TensorFlow.js's WebGPU back end, which also counts its dispatches and tells which pipelines are being compiled. */
export class CountedWebGPU extends WebGPUBackend {
  /** In compile-only mode: every pipeline that was asked for, while it is compiled. */
  readonly compiling = new Set<Promise<GPUComputePipeline>>()

  override runWebGPUProgram(
    program: WebGPUProgram,
    inputs: TensorInfo[],
    dtype: DataType,
    uniforms?: Uniforms,
    output?: TensorInfo,
  ): TensorInfo {
    const result = super.runWebGPUProgram(program, inputs, dtype, uniforms, output)
    if (program.pipeline instanceof Promise) this.compiling.add(program.pipeline)
    else count.dispatches++
    return result
  }
}

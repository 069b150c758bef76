import { backend, type DataType, type TensorInfo } from '@tensorflow/tfjs-core'
import { WebGPUBackend, type WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { count } from '../counters'
import { registerCombine } from '../kernels/combine-webgpu'
import { registerGroupNorm } from '../kernels/group-norm-webgpu'
import { registerDataPosterior } from '../kernels/data-posterior-webgpu'
import { registerScaleByExp } from '../kernels/scale-by-exp-webgpu'
import { createExecutor } from '../kernels/webgpu/executor'
import type { ProgramHost } from '../kernels/webgpu/host'
import { createPipelines } from '../kernels/webgpu/pipelines'
import { registerExecutor } from '../program/executor'

registerGroupNorm()
registerCombine()
registerScaleByExp()
registerDataPosterior()
registerExecutor('webgpu', (program, weights) => createExecutor(backend() as CountedWebGPU, program, weights))

type Uniforms = Parameters<WebGPUBackend['runWebGPUProgram']>[3]

/** Private only by its type: an encoder of our own would be a second submission in every step. */
interface Issued {
  readonly commandEncoder: GPUCommandEncoder | null
}

/**
 * TensorFlow.js's WebGPU back end, which also counts its dispatches, tells which pipelines are being compiled, and runs programs of
 * kernels of our own.
 */
export class CountedWebGPU extends WebGPUBackend implements ProgramHost {
  readonly pipelines = createPipelines(this.device)

  constructor(
    device: GPUDevice,
    info: GPUAdapterInfo,
    readonly software: boolean,
  ) {
    super(device, info)
  }

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

  encode(record: (encoder: GPUCommandEncoder) => void): void {
    this.ensureCommandEncoderReady()
    this.endComputePassEncoder()
    record((this as unknown as Issued).commandEncoder as GPUCommandEncoder)
  }

  flush(): void {
    this.endComputePassEncoder()
    if ((this as unknown as Issued).commandEncoder) this.submitQueue()
  }

  bufferOf({ dataId }: TensorInfo): GPUBuffer {
    this.uploadToGPU(dataId)
    return this.tensorMap.get(dataId).resource as GPUBuffer
  }
}

import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Pipelines } from './pipelines'

/** The part of our WebGPU back end that runs programs. */
export interface ProgramHost {
  readonly device: GPUDevice
  /** Whether the GPU is emulated. */
  readonly software: boolean
  readonly pipelines: Pipelines
  /** Appends commands to those of TensorFlow.js that are not yet submitted. */
  encode(record: (encoder: GPUCommandEncoder) => void): void
  /** Submits what TensorFlow.js and programs have issued. */
  flush(): void
  bufferOf(tensor: TensorInfo): GPUBuffer
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo
}

import { memory as tfMemory } from '@tensorflow/tfjs-core'
import { count } from './counters'

/** What the network layer holds at the moment. */
interface Memory {
  readonly tensors: number
  /** Bytes of GPU buffers, pooled ones and those of our own programs included; 0 if the back end does not report them. */
  readonly bytesOnGpu: number
}

export function memory(): Memory {
  const info = tfMemory() as ReturnType<typeof tfMemory> & {
    readonly numBytesAllocatedInGPU?: number
    readonly numBytesInGPUAllocated?: number
  }
  return {
    tensors: info.numTensors,
    bytesOnGpu: (info.numBytesAllocatedInGPU ?? info.numBytesInGPUAllocated ?? 0) + count.programBytes,
  }
}

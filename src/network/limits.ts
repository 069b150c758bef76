import { backend, env, getBackend } from '@tensorflow/tfjs-core'
import type { Description } from './description'
import { CheckpointError } from './errors'
import type { UNetConfig } from './config/unet-config'
import { footprint } from './unet/footprint'

/** The most that a network may need of a machine, in bytes. */
export interface Limits {
  /** For a single tensor. */
  readonly tensor: number
  /** For all weights and activations together. */
  readonly memory: number
}

/** The limits on every machine: what a browser's tab can be expected to hold. */
export const pageLimits: Limits = { tensor: 2 ** 30, memory: 2 ** 31 }

/** The limits of the current back end: those of the GPU, if it reports them. */
export function deviceLimits(): Limits {
  const current: unknown = backend()
  if (hasDevice(current)) {
    const { maxBufferSize, maxStorageBufferBindingSize } = current.device.limits
    return { ...pageLimits, tensor: Math.min(pageLimits.tensor, maxBufferSize, maxStorageBufferBindingSize) }
  }
  if (getBackend() !== 'webgl') return pageLimits
  return { ...pageLimits, tensor: Math.min(pageLimits.tensor, 4 * env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2) }
}

/**
 * Checks, before a byte of a network is fetched or allocated, that this machine can hold it.
 *
 * @param batch pictures at once
 * @throws CheckpointError `memory`
 */
export function checkFits(config: UNetConfig, limits: Limits, file = 'unet/config.json', batch = 1): void {
  const { weights, activations, largest } = footprint(config, batch)
  const fail = (field: Description, actual: number, expected: number) =>
    new CheckpointError('memory', { file, field, found: megabytes(actual), expected: megabytes(expected) })
  if (weights + activations > limits.memory) throw fail(['whole-network'], weights + activations, limits.memory)
  if (largest > limits.tensor) throw fail(['largest-tensor'], largest, limits.tensor)
}

const megabytes = (bytes: number): Description => ['megabytes', Math.ceil(bytes / 2 ** 20)]

function hasDevice(value: unknown): value is { readonly device: GPUDevice } {
  return typeof value === 'object' && value !== null && 'device' in value
}

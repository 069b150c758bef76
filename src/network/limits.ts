import { backend, env, getBackend } from '@tensorflow/tfjs-core'
import { CheckpointError } from './errors'
import type { UNetConfig } from './config/unet-config'
import { footprint } from './unet/footprint'

/** What may be asked of a machine, in bytes. */
export interface Limits {
  /** Of a single tensor. */
  readonly tensor: number
  /** Of all weights and activations at once. */
  readonly memory: number
}

/** What this page asks of any machine at most: what a browser's tab can be expected to hold. */
export const pageLimits: Limits = { tensor: 2 ** 30, memory: 2 ** 31 }

/** The limits of the current back end: a GPU's own, where it tells them. */
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
 * Whether a network of this configuration can be held, known before a byte of it is fetched or allocated.
 *
 * @param batch pictures at once
 * @throws CheckpointError `memory`
 */
export function checkFits(config: UNetConfig, limits: Limits, file = 'unet/config.json', batch = 1): void {
  const { weights, activations, largest } = footprint(config, batch)
  const fail = (field: string, found: number, expected: number) =>
    new CheckpointError('memory', { file, field, found: megabytes(found), expected: megabytes(expected) })
  if (weights + activations > limits.memory) throw fail('the network', weights + activations, limits.memory)
  if (largest > limits.tensor) throw fail('the largest tensor', largest, limits.tensor)
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`
}

function hasDevice(value: unknown): value is { readonly device: GPUDevice } {
  return typeof value === 'object' && value !== null && 'device' in value
}

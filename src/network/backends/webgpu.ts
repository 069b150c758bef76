import { env } from '@tensorflow/tfjs-core'
import { BackendUnavailable } from '../errors'
import type { Backend, BackendOptions } from './backend'
import { install } from './registry'

/** Limits of the adapter that TensorFlow.js wants in full: large buffers and workgroups (as its own factory does). */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[]

/**
 * Opens TensorFlow.js on WebGPU under our own registration: its stock factory fails on a missing adapter and does
 * not notice a lost device.
 *
 * @throws BackendUnavailable
 */
export async function openWebGPU({ allowSoftware, onLost }: BackendOptions): Promise<Backend> {
  const adapter = await findAdapter(allowSoftware)
  const { CountedWebGPU } = await import('./webgpu-counted')
  const device = await openDevice(adapter)
  const release = watch(device, onLost)

  env().set('WEBGPU_CPU_FORWARD', false) // small tensors, too, are computed on the GPU
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 64) // a step with a program of ours is one submission
  const remove = await install('webgpu', new CountedWebGPU(device, adapter.info, isSoftware(adapter)))

  return {
    name: 'webgpu',
    device: describe(infoOf(adapter)),
    software: isSoftware(adapter),
    dispose() {
      release()
      remove()
      device.destroy()
    },
  }
}

async function findAdapter(allowSoftware: boolean): Promise<GPUAdapter> {
  // Typed as always there; absent in older browsers and on insecure pages.
  const gpu = navigator.gpu as GPU | undefined
  if (!gpu) throw new BackendUnavailable('no-webgpu')
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  if (!adapter) throw new BackendUnavailable('no-adapter')
  if (isSoftware(adapter) && !allowSoftware) throw new BackendUnavailable('software-adapter', describe(infoOf(adapter)))
  return adapter
}

async function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredFeatures: GPUFeatureName[] = adapter.features.has('timestamp-query') ? ['timestamp-query'] : []
  const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]))
  try {
    return await adapter.requestDevice({ requiredFeatures, requiredLimits })
  } catch (cause) {
    throw new BackendUnavailable('no-device', cause instanceof Error ? cause.message : undefined, { cause })
  }
}

/** Reports a loss that we did not cause, and errors that no code awaited. Returns a function that stops this. */
function watch(device: GPUDevice, onLost: (reason: string) => void): () => void {
  let watching = true
  void device.lost.then(({ message, reason }) => {
    if (watching) onLost(message || reason)
  })
  const report = (event: GPUUncapturedErrorEvent) => {
    if (watching) console.error('WebGPU:', event.error.message)
  }
  device.addEventListener('uncapturederror', report)
  return () => {
    watching = false
    device.removeEventListener('uncapturederror', report)
  }
}

function isSoftware(adapter: GPUAdapter): boolean {
  const info = infoOf(adapter)
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(describe(info))
}

/** Older browsers leave fields out, or all of them. */
function infoOf({ info = {} }: { readonly info?: Partial<GPUAdapterInfo> }): Partial<GPUAdapterInfo> {
  return info
}

function describe({ vendor, architecture, device, description }: Partial<GPUAdapterInfo>): string {
  const words = [vendor, architecture, description || device].filter(Boolean)
  return words.join(' ') || 'GPU'
}

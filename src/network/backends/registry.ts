import {
  engine,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
  type KernelBackend,
} from '@tensorflow/tfjs-core'

/**
 * Makes an instance TensorFlow.js's current back end, in place of the stock factory that its package registered by being
 * imported.
 *
 * @returns a function that removes it, which does nothing once another instance has its name
 */
export async function install(name: string, backend: KernelBackend): Promise<() => void> {
  const stock: unknown = findBackendFactory(name) // typed as always there; null if it is not
  if (stock !== null) removeBackend(name)
  registerBackend(name, () => backend)
  await setBackend(name)
  return () => {
    if (engine().registry[name] === backend) removeBackend(name)
  }
}

import { findBackendFactory, removeBackend } from '@tensorflow/tfjs-core'

/** Frees a back end's name in TensorFlow.js, also where its package registered a stock factory by being imported. */
export function unregister(name: string): void {
  const factory: unknown = findBackendFactory(name) // typed as always there; null if it is not
  if (factory !== null) removeBackend(name)
}

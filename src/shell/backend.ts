import type { BackendName, Kernels } from '../network'

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm']

/** The back end that the address asks for (`?backend=webgpu`), even a software adapter: for tests and for the curious. */
export const wantedBackend = (): BackendName | 'auto' => {
  const wantedName = new URLSearchParams(location.search).get('backend')
  return BACKENDS.find((name) => name === wantedName) ?? 'auto'
}

/** Whose kernels the address asks for: with `?kernels=stock` TensorFlow.js's own compute every layer, to compare ours with. */
export const wantedKernels = (): Kernels =>
  new URLSearchParams(location.search).get('kernels') === 'stock' ? 'stock' : 'own'

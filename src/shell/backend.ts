import type { BackendName } from '../network'

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm']

/** `?backend=webgpu` forces a back end, a software adapter too: for tests and for the curious. */
export const wantedBackend = (): BackendName | 'auto' => {
  const wanted = new URLSearchParams(location.search).get('backend')
  return BACKENDS.find((name) => name === wanted) ?? 'auto'
}

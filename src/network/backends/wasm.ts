import { engine, env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core'
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url'
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'
import { BackendUnavailable } from '../errors'
import { registerGroupNorm } from '../kernels/group-norm-wasm'
import { registerDataPosterior } from '../kernels/data-posterior-wasm'
import { registerWasmExecutor } from '../kernels/wasm/executor'
import { fetchProgramModule } from '../kernels/wasm/module'
import type { Backend } from './backend'

registerGroupNorm()

/** How many threads may compute a network; or why our own module does not. */
type Provided = { readonly threads: number } | Required<Pick<Backend, 'ownRefused'>>

let executor: Promise<Provided> | null = null

/** Makes our own module compute networks and the plane's exact answer. Where there is no SIMD, or the module cannot be had, TensorFlow.js does. */
function provideExecutor(): Promise<Provided> {
  executor ??= fetchProgramModule().then(
    (module) => {
      if (module) {
        registerWasmExecutor(module)
        registerDataPosterior(module)
      }
      return { threads: module?.threads ?? 1 }
    },
    (cause: unknown) => {
      executor = null // the next opening tries again
      const code = cause instanceof TypeError ? 'not-fetched' : 'backend'
      return { ownRefused: { code, message: cause instanceof Error ? cause.message : String(cause) } }
    },
  )
  return executor
}

/**
 * Opens TensorFlow.js on WebAssembly, on one thread. Our own module, which computes a network, has more where the page is cross-origin
 * isolated: the service worker sends the response headers for that, which static hosts do not.
 *
 * @throws BackendUnavailable
 */
export async function openWasm(): Promise<Backend> {
  if (typeof WebAssembly === 'undefined') throw new BackendUnavailable('no-wasm')
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl, // the interface wants an address; it is never loaded
  })
  const providing = provideExecutor()
  if (!(await setBackend('wasm'))) await retry()
  const provided = await providing
  const factory = findBackendFactory('wasm')
  const backend = engine().registry.wasm
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT')
  return {
    name: 'wasm',
    device: simd ? 'CPU (WebAssembly, SIMD)' : 'CPU (WebAssembly)',
    ...ownOf(provided),
    software: false,
    dispose() {
      if (engine().registry.wasm !== backend) return
      removeBackend('wasm')
      registerBackend('wasm', factory) // the package registers it only once, when it is imported
    },
  }
}

function ownOf(provided: Provided): Pick<Backend, 'ownRefused' | 'ownDevice'> {
  if ('ownRefused' in provided) return provided
  return provided.threads > 1 ? { ownDevice: `CPU (WebAssembly, SIMD, ${provided.threads} threads)` } : {}
}

/** TensorFlow.js does not say why it failed to start: finds out whether its program can be fetched, and if so, starts it once more. @throws BackendUnavailable */
async function retry(): Promise<void> {
  const url = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? simdUrl : plainUrl
  const response = await fetch(url).catch((cause: unknown) => {
    throw new BackendUnavailable('not-fetched', url, { cause })
  })
  void response.body?.cancel()
  if (!response.ok) throw new BackendUnavailable('not-fetched', `${url}: status ${response.status}`)
  if (!(await setBackend('wasm'))) throw new BackendUnavailable('no-wasm')
}

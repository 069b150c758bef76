import { engine, env, getKernel, setBackend, unregisterKernel } from '@tensorflow/tfjs-core'
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url'
import { buildUNet, openBackend, tidy, toNCHW, type UNet, upload, warmUp } from '../../../src/network'
import { combineKernel } from '../../../src/network/kernels/combine'
import { groupNormKernel } from '../../../src/network/kernels/group-norm'
import type { Contestant, Entry, Task } from './contestant'

/** The page's network. @param kernels TensorFlow.js's only; those with our group normalisation; or our own for the whole network */
export function tensorflow(kernels: 'stock' | 'group-norm' | 'own', entry: Entry, task: Task): Contestant {
  const { checkpoint, batch, x, timesteps, classes } = task
  const { in_channels, sample_size, sample_width } = checkpoint.config
  let unet: UNet | undefined
  return {
    async prepare() {
      const device = entry.threads > 1 && kernels !== 'own' ? await openThreads(entry.threads) : await openOne(entry)
      if (kernels === 'stock') dropOurs(entry.backend)
      unet = buildUNet(checkpoint, { kernels: kernels === 'own' ? 'own' : 'stock' })
      if (kernels === 'own' && unet.info.kernels !== 'own')
        throw new Error(`Ours has no kernels on ${entry.backend} yet`)
      await warmUp(unet, batch, undefined, true)
      return device
    },
    async run() {
      const network = unet
      if (!network) throw new Error('TensorFlow.js is not prepared')
      const y = tidy(() =>
        toNCHW(network.predict(upload(x, [batch, in_channels, sample_size, sample_width]), timesteps, classes)),
      )
      const values = (await y.data()) as Float32Array
      y.dispose()
      return values
    },
    dispose: () => {
      unet?.dispose()
      unet = undefined
      return Promise.resolve()
    },
  }
}

function dropOurs(backend: Entry['backend']): void {
  for (const name of [groupNormKernel, combineKernel]) {
    const kernel: unknown = getKernel(name, backend) // typed as always there
    if (kernel) unregisterKernel(name, backend)
  }
}

/** Opens a back end as the page does. Our own module has as many threads as the machine seems to have cores. */
async function openOne({ backend: name, threads }: Entry): Promise<string> {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads })
  const { device } = await openBackend(name, { allowSoftware: true, onLost: () => undefined })
  return device
}

/** The page opens TensorFlow.js's WebAssembly on one thread; it has threads where the page is cross-origin isolated. */
async function openThreads(threads: number): Promise<string> {
  engine().reset()
  setWasmPaths({
    'tfjs-backend-wasm.wasm': threadedUrl, // the interface wants an address; it is never loaded
    'tfjs-backend-wasm-simd.wasm': threadedUrl, // likewise
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  })
  setThreadsCount(threads)
  const isThreaded = await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')
  if (!isThreaded || !(await setBackend('wasm'))) throw new Error('TensorFlow.js has no threads here')
  if (getThreadsCount() !== threads) throw new Error(`TensorFlow.js computes on ${getThreadsCount()} thread here`)
  return `CPU (WebAssembly, SIMD, ${threads} threads)`
}

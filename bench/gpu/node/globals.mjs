// What the engine's code expects of a browser, in Node: WebGPU by Dawn, and files of this folder behind `fetch`. It is
// imported for what it does, in the main thread and in each worker's.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder in which the models' addresses begin: the repository. */
const root = process.cwd()
const { platform, arch } = process

/** Dawn's library: the one that DAWN_NODE names, or that of the package `webgpu`. */
const dawnFile =
  process.env.DAWN_NODE ??
  join(root, 'node_modules/webgpu/dist', `${platform}-${platform === 'darwin' ? 'universal' : arch}`, 'dawn.node')
const { create, globals } = createRequire(import.meta.url)(dawnFile)

const put = (name, value) => {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

for (const [name, value] of Object.entries(globals)) put(name, value)
put('navigator', {
  gpu: create(['disable-dawn-features=timestamp_quantization', ...(process.env.DAWN_OPTIONS?.split(' ') ?? [])]),
  userAgent: 'Node',
  hardwareConcurrency: 1,
})
put('location', { href: pathToFileURL(`${root}/`).href })
put('self', globalThis)
put('WorkerGlobalScope', class WorkerGlobalScope {}) // by it TensorFlow.js knows a browser

const fetchFromNetwork = globalThis.fetch
put('fetch', async (address, options) => {
  const url = new URL(address)
  if (url.protocol !== 'file:') return fetchFromNetwork(address, options)
  const file = fileURLToPath(url)
  return existsSync(file) ? new Response(readFileSync(file)) : new Response(null, { status: 404 })
})

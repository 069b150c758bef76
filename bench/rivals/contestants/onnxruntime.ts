import { encode, type Protobuf } from '../onnx/encode'
import { exportUNet, INPUTS } from '../onnx/unet'
import type { Contestant, Entry, Task } from './contestant'

/** What is used of the package onnxruntime-web. */
interface Runtime {
  readonly env: { logLevel: string; readonly wasm: { numThreads: number; wasmPaths: string } }
  readonly Tensor: new (type: string, data: Float32Array | BigInt64Array, dims: readonly number[]) => RuntimeTensor
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> }
}
interface RuntimeTensor {
  readonly data: Float32Array
  dispose(): void
}
interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(inputs: Readonly<Record<string, RuntimeTensor>>): Promise<Readonly<Record<string, RuntimeTensor>>>
  release(): Promise<void>
}

/** Where the bench's own packages are served. */
const packages = new URL('/bench/rivals/node_modules/', location.href).href
const importFrom = (path: string): Promise<unknown> => import(/* @vite-ignore */ `${packages}${path}`)

async function protobuf(): Promise<Protobuf> {
  await importFrom('protobufjs/dist/protobuf.min.js') // it has no exports: it defines a global
  return (globalThis as unknown as { readonly protobuf: Protobuf }).protobuf
}

/** onnxruntime-web as its documentation sets it up: all optimisations of the graph, and its own choice in all else. */
export function onnxruntime({ backend, threads }: Entry, task: Task): Contestant {
  const { checkpoint, batch } = task
  const { config, weights } = checkpoint
  let started: { readonly runtime: Runtime; readonly session: Session } | undefined
  const run = async () => {
    if (!started) throw new Error('onnxruntime-web is not prepared')
    const { runtime, session } = started
    const output = await session.run(feedsOf(runtime, session, task))
    const y = output[session.outputNames[0] ?? '']
    if (!y) throw new Error('onnxruntime-web computed no output')
    return y.data
  }
  return {
    async prepare() {
      const file = backend === 'webgpu' ? 'ort.webgpu.bundle.min.mjs' : 'ort.wasm.bundle.min.mjs'
      const runtime = (await importFrom(`onnxruntime-web/dist/${file}`)) as Runtime
      runtime.env.logLevel = 'error'
      runtime.env.wasm.numThreads = threads
      runtime.env.wasm.wasmPaths = `${packages}onnxruntime-web/dist/`
      const model = encode(exportUNet(config, weights, batch), await protobuf())
      const options = { executionProviders: [backend], graphOptimizationLevel: 'all' }
      started = { runtime, session: await runtime.InferenceSession.create(model, options) }
      await run()
      return backend
    },
    run,
    async dispose() {
      await started?.session.release()
      started = undefined
    },
  }
}

function feedsOf({ Tensor }: Runtime, { inputNames }: Session, { checkpoint, batch, x, timesteps, classes }: Task) {
  const { in_channels, sample_size, sample_width } = checkpoint.config
  const feeds: Record<string, RuntimeTensor> = {
    [INPUTS.sample]: new Tensor('float32', x, [batch, in_channels, sample_size, sample_width]),
    [INPUTS.timestep]: new Tensor('float32', Float32Array.from(timesteps), [batch]),
  }
  if (inputNames.includes(INPUTS.classes))
    feeds[INPUTS.classes] = new Tensor('int64', BigInt64Array.from(classes, BigInt), [batch])
  return feeds
}

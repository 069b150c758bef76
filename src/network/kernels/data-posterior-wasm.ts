import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { type DataPosteriorAttributes, dataPosteriorKernel } from './data-posterior'
import type { ProgramModule } from './wasm/module'
import { createWasmPosterior, type WasmPosterior } from './wasm/posterior'

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly points: TensorInfo }
  readonly attrs: DataPosteriorAttributes
  readonly backend: BackendWasm
}

/** From TensorFlow.js's memory to TensorFlow.js's memory. */
function run({ inputs, attrs, backend }: Call, posterior: WasmPosterior): TensorInfo {
  const [Q] = inputs.x.shape as [number, number]
  const out = backend.makeOutput([Q, 4], 'float32') // must come first: it may move the memory under the views below
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array
  posterior(view(inputs.x), view(inputs.points), attrs, view(out))
  return out
}

/** Makes `dataPosterior` use our own module wherever WebAssembly is the current back end. */
export function registerDataPosterior(module: ProgramModule): void {
  const posterior = createWasmPosterior(module)
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call, posterior)
  registerKernel({ kernelName: dataPosteriorKernel, backendName: 'wasm', kernelFunc })
}

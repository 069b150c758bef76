import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { engine, registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { Weight } from '../../checkpoint/safetensors'
import { registerExecutor, type Executor } from '../../program/executor'
import type { Program } from '../../program/operations'
import { createWasmProgram, type WasmProgram } from './program'

const kernelName = 'UNetProgram'

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly projections: TensorInfo }
  readonly attrs: { readonly running: WasmProgram; readonly channels: number }
  readonly backend: BackendWasm
}

/** A kernel that computes a whole program, from TensorFlow.js's memory to TensorFlow.js's memory. */
function run({ inputs, attrs, backend }: Call): TensorInfo {
  const [batch, height, width] = inputs.x.shape as [number, number, number]
  const out = backend.makeOutput([batch, height, width, attrs.channels], 'float32') // first: it may move the memory under the views below
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array
  attrs.running.run(view(inputs.x), batch, view(inputs.projections), view(out))
  return out
}

function createExecutor(program: Program, weights: ReadonlyMap<string, Weight>, module: WebAssembly.Module): Executor {
  const running = createWasmProgram(program, weights, module)
  const attrs = { running, channels: program.output.channels }
  return {
    run: (x, projections) => engine().runKernel(kernelName, { x, projections }, attrs as never),
    prepare: () => Promise.resolve(), // there is nothing to compile for a batch
    dispose: () => {
      running.dispose()
    },
  }
}

/** Makes networks on WebAssembly run by this module from now on. */
export function registerWasmExecutor(module: WebAssembly.Module): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
  registerExecutor('wasm', (program, weights) => createExecutor(program, weights, module))
}

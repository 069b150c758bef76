import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import {
  engine,
  registerKernel,
  tensor4d,
  tidy,
  type KernelFunc,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import type { Weight } from '../../checkpoint/safetensors'
import { registerExecutor, type Executor } from '../../program/executor'
import type { Operation, Program } from '../../program/operations'
import { splitChannels } from '../../transfer'
import type { Watch } from '../../watch'
import { attentionWeights } from '../attention-weights'
import type { ProgramModule } from './module'
import { lengthOf } from './places'
import { createWasmProgram, type Copy, type WasmProgram } from './program'

const kernelName = 'UNetProgram'

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly projections: TensorInfo }
  readonly attrs: { readonly running: WasmProgram; readonly channels: number; readonly copies: readonly Copy[] }
  readonly backend: BackendWasm
}

/** A kernel that computes a whole program, from TensorFlow.js's memory to TensorFlow.js's memory. */
function run({ inputs, attrs, backend }: Call): TensorInfo {
  const [batch, height, width] = inputs.x.shape as [number, number, number]
  const out = backend.makeOutput([batch, height, width, attrs.channels], 'float32') // first: it may move the memory under the views below
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array
  attrs.running.run(view(inputs.x), batch, view(inputs.projections), view(out), attrs.copies)
  return out
}

function createExecutor(
  program: Program,
  weights: ReadonlyMap<string, Weight>,
  { module, startHelpers }: ProgramModule,
): Executor {
  const running = createWasmProgram(program, weights, module, startHelpers)
  return {
    run(x, projections, watch) {
      const copies = watch ? copiesOf(program, x.shape[0]) : []
      const attrs = { running, channels: program.output.channels, copies }
      const output: Tensor4D = engine().runKernel(kernelName, { x, projections }, attrs as never)
      if (watch) show(program, copies, watch)
      return splitChannels(output, program.heads)
    },
    prepare: () => Promise.resolve(), // there is nothing to compile for a batch
    dispose: () => {
      running.dispose()
    },
  }
}

/** Where what a watcher sees of a batch will be. */
const copiesOf = ({ operations, watched }: Program, batch: number): readonly Copy[] =>
  watched.map(({ after, shows }) => {
    const operation = operations[after] as Operation
    const values = shows === 'weights' && operation.kind === 'attention' ? operation.input : operation.output
    return { after, values, to: new Float32Array(batch * lengthOf(values)) }
  })

function show({ operations, watched }: Program, copies: readonly Copy[], watch: Watch): void {
  watched.forEach(({ after, name, shows }, i) => {
    const { values, to } = copies[i] as Copy
    const operation = operations[after] as Operation
    const { height, width, channels } = values
    tidy(() => {
      const copied = tensor4d(to, [to.length / lengthOf(values), height, width, channels])
      watch(name, shows === 'weights' && operation.kind === 'attention' ? attentionWeights(copied, operation) : copied)
    })
  })
}

/** Makes networks on WebAssembly run by this module from now on. */
export function registerWasmExecutor(module: ProgramModule): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
  registerExecutor('wasm', (program, weights) => createExecutor(program, weights, module))
}

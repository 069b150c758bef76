import { concat, engine, env, tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Weight } from '../../checkpoint/safetensors'
import { count } from '../../counters'
import type { Executor } from '../../program/executor'
import type { Program, Values } from '../../program/operations'
import { attentionWeights } from '../attention-weights'
import type { Watch } from '../../watch'
import { dispatchesOf } from './dispatches'
import type { Plan } from './plan'
import type { ProgramHost } from './host'
import { createPlans } from './plans'

/** A network on WebGPU: weights are uploaded once, and a plan is made for each number of pictures. */
export function createExecutor(host: ProgramHost, program: Program, weights: ReadonlyMap<string, Weight>): Executor {
  const plans = createPlans(host, program, weights)
  return {
    run: (x, projections, watch) => {
      const batch = x.shape[0]
      if (env().getBool('WEBGPU_ENGINE_COMPILE_ONLY'))
        return headsOf(program).map((values) => newTensor(host, values, batch).tensor)
      const plan = plans.of(batch)
      load(host, plan, x, projections)
      if (watch) recordWatched(host, program, plan, batch, watch)
      else record(host, plan)
      count.dispatches += plan.dispatches
      return copyHeads(host, plan, program, batch)
    },
    prepare: async (batch, onProgress) => {
      if (plans.has(batch)) return
      await host.pipelines.prepare(
        dispatchesOf(program, { weights, batch, software: host.software }).flat(),
        onProgress,
      )
      await plans.make(batch)
    },
    dispose: () => {
      plans.dispose()
    },
  }
}

/** Copies what a run is given to where the plan's bindings expect it. */
function load(host: ProgramHost, plan: Plan, x: Tensor4D, projections: Tensor2D): void {
  const [pictures, rows] = [host.bufferOf(x), host.bufferOf(projections)]
  host.encode((encoder) => {
    encoder.copyBufferToBuffer(pictures, 0, plan.input, 0, pictures.size)
    encoder.copyBufferToBuffer(rows, 0, plan.projections, 0, rows.size)
  })
}

function record(host: ProgramHost, plan: Plan, from?: number, to?: number): void {
  host.encode((encoder) => {
    const pass = encoder.beginComputePass()
    plan.record(pass, from, to)
    pass.end()
  })
}

/** Runs the operations one part after another; between two parts the watcher sees a copy of what the last one wrote. */
function recordWatched(host: ProgramHost, program: Program, plan: Plan, batch: number, watch: Watch) {
  const { operations, watched } = program
  let start = 0
  for (const { after, name, shows } of watched) {
    record(host, plan, start, after + 1)
    start = after + 1
    const operation = operations[after]
    if (operation === undefined) throw new Error(`No operation ${after}`)
    const values = shows === 'weights' && operation.kind === 'attention' ? operation.input : operation.output
    const copied =
      values.id === program.output.id
        ? tidy(() => concat(copyHeads(host, plan, program, batch), 3))
        : copyOf(host, plan, values, batch)
    const shownTensor =
      shows === 'weights' && operation.kind === 'attention' ? attentionWeights(copied, operation) : copied
    watch(name, shownTensor)
    shownTensor.dispose()
    if (!copied.isDisposed) copied.dispose()
  }
  record(host, plan, start)
}

function newTensor(host: ProgramHost, { height, width, channels }: Values, batch: number) {
  const info = host.makeTensorInfo([batch, height, width, channels], 'float32')
  return { buffer: host.bufferOf(info), tensor: engine().makeTensorFromTensorInfo(info) as Tensor4D }
}

/** Each head of a program's output: it has its share of the channels. */
const headsOf = ({ output, heads }: Program): readonly Values[] =>
  Array.from({ length: heads }, () => ({ ...output, channels: output.channels / heads }))

/** The heads of a plan's output, which lie one after another, as tensors of their own. */
function copyHeads(host: ProgramHost, plan: Plan, program: Program, batch: number): Tensor4D[] {
  const heads = headsOf(program).map((values) => newTensor(host, values, batch))
  host.encode((encoder) => {
    heads.forEach(({ buffer }, i) => {
      encoder.copyBufferToBuffer(plan.output, i * buffer.size, buffer, 0, buffer.size)
    })
  })
  return heads.map(({ tensor }) => tensor)
}

/** A value of a plan as a tensor of its own. */
function copyOf(host: ProgramHost, plan: Plan, values: Values, batch: number): Tensor4D {
  const { buffer, tensor } = newTensor(host, values, batch)
  host.encode((encoder) => {
    encoder.copyBufferToBuffer(plan.values(values.id), 0, buffer, 0, buffer.size)
  })
  return tensor
}

import type { Weight } from '../../checkpoint/safetensors'
import { count } from '../../counters'
import type { Program } from '../../program/operations'
import { dispatchesOf } from './dispatches'
import type { ProgramHost } from './host'
import { createPlan, type Plan } from './plan'

/** The plans of a network, one for each number of pictures, over the same weights. */
interface Plans {
  has(batch: number): boolean
  /** The plan for so many pictures. If it has not been made, it is made now, and what the device says of that is not waited for. */
  of(batch: number): Plan
  /** Makes a plan and waits for the device's word that it could. @throws Error with the device's own message; other plans stay */
  make(batch: number): Promise<void>
  dispose(): void
}

/** Plans that are kept: those of the numbers of pictures that were run last. */
const most = 3

export function createPlans(
  host: Pick<ProgramHost, 'device' | 'software' | 'pipelines' | 'flush'>,
  program: Program,
  weights: ReadonlyMap<string, Weight>,
): Plans {
  const { device, pipelines } = host
  const plans = new Map<number, Plan>()
  const parameters = new Map<number, GPUBuffer>()
  const parametersOf = (dispatch: number, pack: () => Float32Array<ArrayBuffer>) => {
    const buffer = parameters.get(dispatch) ?? upload(device, pack())
    parameters.set(dispatch, buffer)
    return buffer
  }
  const create = (batch: number) =>
    createPlan({
      device,
      pipelines,
      program,
      dispatches: dispatchesOf(program, { weights, batch, software: host.software }),
      parametersOf,
      batch,
    })
  /** Commands that use a buffer must be submitted before it is destroyed. */
  const drop = (dropped: Iterable<Plan>) => {
    host.flush()
    for (const plan of dropped) {
      plan.destroy()
      count.programBytes -= plan.bytes
    }
  }
  const add = (batch: number, plan: Plan) => {
    if (!plans.delete(batch)) count.programBytes += plan.bytes
    plans.set(batch, plan) // from now on the last to be dropped
    const [oldest] = plans
    if (!oldest || plans.size <= most) return
    plans.delete(oldest[0])
    drop([oldest[1]])
  }
  return {
    has: (batch) => plans.has(batch),
    of: (batch) => {
      const plan = plans.get(batch) ?? create(batch)
      add(batch, plan)
      return plan
    },
    make: async (batch) => {
      add(batch, await checked(device, () => create(batch)))
    },
    dispose: () => {
      drop(plans.values())
      for (const buffer of parameters.values()) {
        buffer.destroy()
        count.programBytes -= buffer.size
      }
      plans.clear()
      parameters.clear()
    },
  }
}

function upload(device: GPUDevice, values: Float32Array<ArrayBuffer>): GPUBuffer {
  const buffer = device.createBuffer({ size: values.byteLength, usage: 0x80 | 0x8 }) // GPUBufferUsage.STORAGE | COPY_DST
  device.queue.writeBuffer(buffer, 0, values)
  count.programBytes += buffer.size
  return buffer
}

/** Creates buffers and bindings, and waits for the device's word. */
async function checked(device: GPUDevice, create: () => Plan): Promise<Plan> {
  device.pushErrorScope('out-of-memory')
  device.pushErrorScope('validation')
  const plan = create()
  const errors = [await device.popErrorScope(), await device.popErrorScope()]
  const error = errors.find((each) => each !== null)
  if (!error) return plan
  plan.destroy()
  throw new Error(error.message)
}

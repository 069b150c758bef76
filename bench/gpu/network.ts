import { profile, type Tensor4D, time, unregisterKernel, zeros } from '@tensorflow/tfjs-core'
import {
  buildUNet,
  type Checkpoint,
  counters,
  fetchCheckpoint,
  openBackend,
  tidy,
  type UNet,
  warmUp,
} from '../../src/network'
import { combineKernel } from '../../src/network/kernels/combine'
import { groupNormKernel } from '../../src/network/kernels/group-norm'
import { median } from '../statistics'
import { finished } from './products'

// The network alone, in this thread: no sampler, no messages. "Stock" is the same network without the kernels that we wrote.

export interface NetworkJob {
  readonly model: string
  readonly batch: number
  /** Calls that are timed. */
  readonly calls: number
}

export interface NetworkTimes {
  /** A call with nothing before it, until its output has arrived: median. */
  readonly alone: number
  /** A call, where all calls are issued at once and only the last one is waited for. */
  readonly queued: number
  /** Of that, the time that issuing takes the thread. */
  readonly issuing: number
  readonly dispatches: number
  /** 10⁹ additions and multiplications of convolutions and matrix products. */
  readonly gigaflop: number
  /** Milliseconds that the GPU itself spends on each kind of program in a call, by its own clock, the longest first. */
  readonly programs: readonly Program[]
}

interface Program {
  readonly name: string
  readonly dispatches: number
  readonly ms: number
}

/** From the shapes of what is computed. */
async function gigaflopOf(call: () => Tensor4D): Promise<number> {
  const { kernels } = await profile(() => {
    tidy(() => {
      call()
    })
  })
  const flop = kernels.map(({ name, inputShapes: [x = [], weights = []], outputShapes: [output = []] }) => {
    const size = output.reduce((product, n) => product * n, 1)
    if (/Conv2D/.test(name)) return 2 * size * weights.slice(0, 3).reduce((product, n) => product * n, 1)
    return /MatMul/.test(name) ? 2 * size * (x.at(-1) ?? NaN) : 0
  })
  return flop.reduce((sum, each) => sum + each, 0) / 1e9
}

/** TensorFlow.js says it in words: "name: milliseconds, …", one for each dispatch. */
async function programsOf(call: () => Tensor4D): Promise<Program[]> {
  const info = (await time(() => {
    tidy(() => {
      call()
    })
  })) as { readonly getExtraProfileInfo?: () => string }
  const programs = new Map<string, Program>()
  for (const each of info.getExtraProfileInfo?.().split(', ') ?? []) {
    const [name = '', ms] = each.split(': ')
    const { dispatches, ms: before } = programs.get(name) ?? { dispatches: 0, ms: 0 }
    programs.set(name, { name, dispatches: dispatches + 1, ms: before + Number(ms) })
  }
  return [...programs.values()].sort((a, b) => b.ms - a.ms)
}

async function timesOf(unet: UNet, { batch, calls }: NetworkJob): Promise<NetworkTimes> {
  const { sample_size: size, in_channels: channels } = unet.config
  const x: Tensor4D = zeros([batch, size, size, channels])
  const classes = Array.from({ length: batch }, () => 0)
  const call = () => unet.predict(x, 500, classes)
  await warmUp(unet, batch, undefined, true)
  const alone: number[] = []
  const before = counters().dispatches
  tidy(() => {
    call()
  })
  const dispatches = counters().dispatches - before
  for (let i = 0; i < Math.min(calls, 20); i++) {
    const started = performance.now()
    const y = call()
    await finished(y)
    y.dispose()
    alone.push(performance.now() - started)
  }
  const started = performance.now()
  let y = call()
  for (let i = 1; i < calls; i++) {
    y.dispose()
    y = call()
  }
  const issuing = (performance.now() - started) / calls
  await finished(y)
  const queued = (performance.now() - started) / calls
  const gigaflop = await gigaflopOf(call)
  const programs = await programsOf(call)
  y.dispose()
  x.dispose()
  return { alone: median(alone), queued, issuing, dispatches, gigaflop, programs }
}

/** Times of each job, on one device. */
export async function networkTimes(
  jobs: readonly NetworkJob[],
  kernels: 'ours' | 'stock',
): Promise<(NetworkTimes & { readonly batch: number })[]> {
  const backend = await openBackend('webgpu', { allowSoftware: true, onLost: () => undefined })
  if (kernels === 'stock') for (const name of [groupNormKernel, combineKernel]) unregisterKernel(name, 'webgpu')
  const times = []
  const checkpoints = new Map<string, Checkpoint>()
  for (const job of jobs) {
    const checkpoint = checkpoints.get(job.model) ?? (await fetchCheckpoint(new URL(job.model, location.href).href, {}))
    checkpoints.set(job.model, checkpoint)
    const unet = buildUNet(checkpoint)
    times.push({ batch: job.batch, ...(await timesOf(unet, job)) })
    unet.dispose()
  }
  backend.dispose()
  return times
}

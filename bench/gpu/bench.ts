import type { SampleCount } from '../../src/walk/model/settings'
import { learning } from '../learning'
import { planeField } from '../plane-field'
import { median, quantile } from '../statistics'
import { measure } from '../steps'
import { adapter } from './adapter'
import { networkTimes } from './network'
import { productRates } from './products'
import { scaleOf, type Scale } from './scale'

// What is measured on a real GPU, without a browser: the engine's own code, its workers too, on WebGPU by Dawn.

async function steps(scale: Scale, samples: SampleCount) {
  const { ready, ms, early, late } = await measure({
    model: scale.model,
    backend: 'webgpu',
    steps: scale.steps,
    settled: 1,
    samples,
    within: 6000,
  })
  if (ready.backend !== 'webgpu') throw new Error(`${ready.backend} came: ${JSON.stringify(ready.refused)}`)
  const [, ...later] = ms
  return {
    device: ready.device,
    selfTest: { ms: ready.selfTestMs, error: ready.selfTestError, loadMs: ready.loadMs },
    first: ms[0],
    median: median(later),
    p95: quantile(later, 0.95),
    steps: later.length,
    dispatches: (late.dispatches - early.dispatches) / later.length,
    readBacks: (late.readBacks - early.readBacks) / later.length,
  }
}

/** What the tiny model's steps leave behind. */
async function growth({ growth: { steps: count, settled, within } }: Scale) {
  const { ms, early, late } = await measure({
    model: 'test/golden/tiny/',
    backend: 'webgpu',
    steps: count,
    settled,
    within,
  })
  return {
    steps: ms.length,
    tensors: late.tensors - early.tensors,
    bytes: late.bytes - early.bytes,
    bytesHeld: late.bytes,
  }
}

async function lesson({ lesson: job }: Scale) {
  const { device, stepsPerSecond, error, early, late } = await learning({ backend: 'webgpu', ...job })
  return {
    device,
    ...job.shape,
    batch: job.tuning.batch,
    stepsPerSecond,
    error,
    tensors: late.tensors - early.tensors,
    bytes: late.bytes - early.bytes,
  }
}

async function lessonGrowth({ lessonGrowth: { before, steps: count } }: Scale) {
  const { stepsPerSecond, early, late } = await learning({
    backend: 'webgpu',
    shape: { width: 8, depth: 2 },
    tuning: { batch: 16, timeSampling: 'importance' },
    before,
    steps: count,
  })
  return { steps: count, stepsPerSecond, tensors: late.tensors - early.tensors, bytes: late.bytes - early.bytes }
}

const jobsOf = ({ model, batches, calls }: Scale) => batches.map((batch) => ({ model, batch, calls }))

export interface Part {
  readonly name: string
  /** After so many seconds it is given up. */
  readonly seconds: number
  readonly measure: () => Promise<unknown>
}

/** In the order of their worth. @param rehearsal the same, tiny, for a software adapter */
export function partsOf(rehearsal: boolean): readonly Part[] {
  const scale = scaleOf(rehearsal)
  const part = (name: string, seconds: number, measurePart: (scale: Scale) => Promise<unknown>): Part => ({
    name,
    seconds: rehearsal ? 120 : seconds,
    measure: () => measurePart(scale),
  })
  return [
    part('adapter', 10, adapter),
    ...scale.batches.map((batch) => part(`step, batch ${batch}`, 15, () => steps(scale, batch))),
    part('network', 20, () => networkTimes(jobsOf(scale), 'ours')),
    part('plane field', 10, ({ field }) => planeField('webgpu', field)),
    part('plane learning', 20, lesson),
    part('matrix products', 15, ({ products: { sizes, count } }) => productRates(sizes, count)),
    part('stock network', 45, () => networkTimes(jobsOf(scale), 'stock')),
    part('growth', 90, growth),
    part('learning, growth', 90, lessonGrowth),
  ]
}

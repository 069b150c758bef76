import { fetchCheckpoint, relativeError } from '../../src/network'
import { arithmetic } from './calibration'
import { type Contestant, type Entry, type Task, taskOf } from './contestants/contestant'

// A worker of one contestant, so that no two share TensorFlow.js, its kernels, or a device. It answers each message once.

export type Ask =
  | { readonly kind: 'prepare'; readonly entry: Entry; readonly model: string; readonly batch: number }
  | { readonly kind: 'turn'; readonly calls: number }
  | { readonly kind: 'calibrate' }
  | { readonly kind: 'end' }
export type Answer =
  | { readonly kind: 'ready'; readonly device: string; readonly error: number; readonly ms: number }
  | { readonly kind: 'times'; readonly ms: readonly number[] }
  | { readonly kind: 'failed'; readonly message: string }

let contestant: Contestant | undefined

/** Each program is loaded only by those who take part with it. */
const programs: Record<Entry['program'], (entry: Entry, task: Task) => Promise<Contestant>> = {
  stock: async (entry, task) => (await import('./contestants/tensorflow')).tensorflow('stock', entry, task),
  'group-norm': async (entry, task) => (await import('./contestants/tensorflow')).tensorflow('group-norm', entry, task),
  onnxruntime: async (entry, task) => (await import('./contestants/onnxruntime')).onnxruntime(entry, task),
  ours: async (entry, task) => (await import('./contestants/tensorflow')).tensorflow('own', entry, task),
}

async function timesOf(calls: number, run: () => unknown): Promise<number[]> {
  const ms: number[] = []
  for (let call = 0; call < calls; call++) {
    const started = performance.now()
    await run()
    ms.push(performance.now() - started)
  }
  return ms
}

async function answer(ask: Ask): Promise<Answer> {
  if (ask.kind === 'calibrate') return { kind: 'times', ms: await timesOf(1, arithmetic) }
  if (ask.kind === 'end') {
    await contestant?.dispose()
    return { kind: 'times', ms: [] }
  }
  if (ask.kind === 'prepare') {
    const task = taskOf(await fetchCheckpoint(new URL(ask.model, location.href).href), ask.batch)
    contestant = await programs[ask.entry.program](ask.entry, task)
    const device = await contestant.prepare()
    const started = performance.now()
    const y = await contestant.run()
    return { kind: 'ready', device, error: relativeError(y, task.expected), ms: performance.now() - started }
  }
  const current = contestant
  if (!current) throw new Error('This contestant is not prepared')
  return { kind: 'times', ms: await timesOf(ask.calls, () => current.run()) }
}

self.onmessage = ({ data }: MessageEvent<Ask>) => {
  answer(data)
    .catch((error: unknown): Answer => ({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((reply) => {
      self.postMessage(reply)
    })
    .catch(self.reportError)
}

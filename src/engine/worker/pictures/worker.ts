import {
  checkFits,
  type Checkpoint,
  CheckpointError,
  counters,
  deviceLimits,
  forget,
  keptOf,
  memory,
} from '../../../network'
import { EngineFault } from '../engine-fault'
import { load, type Loaded } from './load'
import { loadJudge } from './load-judge'
import type { ClassifierState, Fault, Frame, FromEngine, RunSpec, ToEngine } from '../../protocol/pictures'
import type { AskAnswers, FromAsk } from '../../protocol/ask'
import type { AdvanceLanes, FromLanes } from '../../protocol/lanes'
import type { AskLook, FromLook } from '../../protocol/look'
import { createAsking } from './asking'
import { batchesOf } from './batches'
import { createLooking } from './looking'
import { openAhead, readState, startRunStep } from './run'
import { prepare } from './worker-prepare'

// What the worker that owns TensorFlow.js does; worker-entry.ts loads it. Messages are handled one after another, so that
// no two touch the GPU at once; those of a run that has been replaced meanwhile are dropped by their token.

type Heard = ToEngine | AskLook | AskAnswers | AdvanceLanes

interface OpenRun {
  readonly token: number
  readonly spec: RunSpec
  readonly run: ReturnType<typeof openAhead>
}

let loaded: Loaded | undefined
let open: OpenRun | undefined
/** Token of the newest run that was asked for, known before the queue gets to it. */
let newest = 0
let loading = new AbortController()
/** What was loaded when the device was lost: placed on the next without being fetched. */
let heldCheckpoint: Checkpoint | undefined
/** Whether the classifier reads every frame. */
let judging = false
/** Number of the newest load that was asked for. */
let newestLoad = 0

const post = (message: FromEngine | FromLook | FromAsk | FromLanes, transfer: Transferable[] = []) => {
  self.postMessage(message, { transfer })
}

function faultOf(error: unknown): Fault {
  if (error instanceof EngineFault) return error.fault
  if (error instanceof CheckpointError) return { code: error.code, details: { ...error.details } }
  return { code: 'network', details: { message: error instanceof Error ? error.message : String(error) } }
}

/** The device is gone and its tensors with it: nothing is disposed, a new load starts from nothing. */
function onLost(reason: string): void {
  heldCheckpoint = loaded?.checkpoint ?? heldCheckpoint
  loaded = undefined
  open = undefined
  post({ kind: 'lost', reason })
}

async function onLoad({
  load: number,
  source,
  backend,
  kernels,
  again,
}: Extract<ToEngine, { kind: 'load' }>): Promise<void> {
  loading = new AbortController()
  await closeRun()
  loaded?.unet.dispose()
  loaded?.judge?.classifier.dispose()
  loaded?.backend.dispose()
  loaded = undefined
  if (!again) heldCheckpoint = undefined
  const result = await load({
    source,
    checkpoint: heldCheckpoint,
    want: backend,
    kernels,
    signal: loading.signal,
    onPhase: (phase, doneCount, total) => {
      post({ kind: 'progress', load: number, phase, done: doneCount, total })
    },
    onLost,
  })
  loaded = result.loaded
  post({ kind: 'ready', load: number, ready: result.ready })
}

async function onOpen({ token, spec, at }: Extract<ToEngine, { kind: 'open' }>): Promise<void> {
  await closeRun()
  if (!loaded || token !== newest) return
  const atOnce = Math.max(...batchesOf(spec))
  checkFits(loaded.checkpoint.config, deviceLimits(), 'unet/config.json', atOnce)
  open = { token, spec, run: openAhead(loaded, spec, at) }
}

async function closeRun(): Promise<void> {
  const before = open
  open = undefined
  await before?.run.close()
}

async function onStep(token: number): Promise<void> {
  const [network, current] = [loaded, open]
  if (!network || current?.token !== token || token !== newest) return
  await prepare(network, current.spec, (doneCount, total) => {
    post({ kind: 'preparing', token, done: doneCount, total })
  })
  if (token !== newest || open !== current) return // replaced, or lost, while programs were compiled
  const { state, values, ms } = await current.run.next((from) => startRunStep(from, network, judging))
  if (token !== newest) return // replaced while it was computed
  const frame: Frame = { index: state.place.index, ...values, ms, nfe: state.nfe }
  const parts = Object.values(values).map(({ buffer }: Float32Array) => buffer as ArrayBuffer)
  post({ kind: 'frame', token, frame }, parts)
}

/** A classifier beside the network that is there: fetched once; what has to wait for it waits in the queue. */
async function onClassifier({ load: number, url }: Extract<ToEngine, { kind: 'classifier' }>): Promise<void> {
  const beside = loaded
  if (!beside || number !== newestLoad) return
  const say = (state: ClassifierState) => {
    post({ kind: 'classifier', load: number, state })
  }
  try {
    const onProgress = (doneBytes: number, total: number) => {
      say({ status: 'loading', done: doneBytes, total })
    }
    const judge = beside.judge ?? (await loadJudge(url, { signal: loading.signal, onProgress }))
    const both = { ...beside, judge }
    await prepare(both, open?.spec ?? { samples: 1, changes: [] }, () => undefined) // so that the first frame that it leads does not wait
    if (loaded !== beside) return // lost meanwhile
    await open?.run.forget() // it was started without it
    if (loaded !== beside) return
    loaded = both
    say({ status: 'ready', labels: judge.classifier.labels, accuracy: judge.accuracy })
  } catch (error) {
    if (!loading.signal.aborted && loaded === beside) say({ status: 'failed', fault: faultOf(error) })
  }
}

async function onRead(of: Extract<ToEngine, { kind: 'read' }>['of']): Promise<void> {
  const reading = loaded?.judge ? await readState(loaded, loaded.judge, of).catch(() => null) : null
  const parts = Object.values(reading ?? {}).map(({ buffer }: Float32Array) => buffer as ArrayBuffer)
  post({ kind: 'reading', reading }, parts)
}

/** Whether the classifier reads from the next frame on, which may have been started. */
async function onJudge(on: boolean): Promise<void> {
  if (on !== judging) await open?.run.forget()
  judging = on
}

async function onMemory(): Promise<void> {
  await open?.run.settled() // what is being fetched is held until it has come
  const { tensors, bytesOnGpu } = memory()
  const { dispatches, readbacks } = counters()
  post({ kind: 'memory', memory: { tensors, bytes: bytesOnGpu, dispatches, readBacks: readbacks } })
}

async function handle(message: Heard): Promise<void> {
  try {
    switch (message.kind) {
      case 'load':
        await onLoad(message)
        break
      case 'open':
        await onOpen(message)
        break
      case 'step':
        await onStep(message.token)
        break
      case 'close':
        if (open?.token === message.token) await closeRun()
        break
      case 'classifier':
        await onClassifier(message)
        break
      case 'judge':
        await onJudge(message.on)
        break
      case 'read':
        await onRead(message.of)
        break
      case 'look':
        await looking.onLook(message)
        break
      case 'ask':
        await onAsk(message)
        break
      case 'advance': {
        const { onAdvance } = await import('./lanes') // only a race needs it
        await onAdvance(message, { post, present, faultOf })
        break
      }
      case 'kept':
        await forget(message.forget)
        post({ kind: 'kept', keptHashes: await keptOf(message.hashes) })
        break
      case 'memory':
        await onMemory()
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return // a newer load took over
    const token = 'token' in message ? message.token : null
    // What failed because the device went away is told by `lost`, once.
    if (token === null || loaded) post({ kind: 'failed', token, load: newestLoad, fault: faultOf(error) })
  }
}

let queue = Promise.resolve()
const present = () => ({ loaded, load: newestLoad })
const onAsk = createAsking({ post, present, faultOf })
const looking = createLooking({
  post,
  present,
  later: (work) => {
    queue = queue.then(work)
  },
  faultOf,
})

export function hear(data: Heard): void {
  if (data.kind === 'look') looking.announce(data)
  if (data.kind === 'open') newest = data.token
  if (data.kind === 'load') {
    loading.abort() // a load under way ends at once, and the queue moves on
    newestLoad = data.load
  }
  if (data.kind === 'close' && data.token === newest) newest = -1
  queue = queue.then(() => handle(data))
}

import { type Backend, counters, memory } from '../../../network'
import type { Frame } from '../../protocol/pictures'
import { type Answerers, evaluate } from './answer'
import { checkPoints } from './check'
import { faultOf, PlaneFault } from './fault'
import { createTrainer, type Trainer } from './learning/trainer'
import { likelihoods } from './likelihood'
import { openPlane } from './open'
import { type PlacedPoints, placePoints } from './points'
import type { FromPlane, PointSet, Slot, ToPlane } from '../../protocol/plane'
import { startQueue } from './queue'
import { closeRun, firstFrames, openRun, type PlaneRun, sampleWhole, stepRun } from './run'

// The worker that owns the plane's TensorFlow.js; worker-entry.ts loads it. It handles messages one at a time, so that no
// two of them use the GPU at once; while no message waits, it trains the network.

type Message<Kind extends ToPlane['kind']> = Extract<ToPlane, { readonly kind: Kind }>

interface Opened {
  readonly backend: Backend
  readonly trainer: Trainer
  placed: PlacedPoints | undefined
  readonly runs: Map<Slot, { readonly token: number; readonly run: PlaneRun }>
}

let opened: Opened | undefined
/** The newest points; they outlive a lost device. */
let points: PointSet | undefined
/** Token of each slot's newest run, known before its message is handled. */
const newest = new Map<Slot, number>()

const post = (message: FromPlane, parts: readonly (Float32Array | undefined)[] = []) => {
  const transfer = [...new Set(parts.flatMap((part) => (part ? [part.buffer as ArrayBuffer] : [])))]
  self.postMessage(message, { transfer })
}

/** The device is gone, and its tensors with it: there is nothing to dispose, and the next `open` starts from the points alone. */
function onLost(reason: string): void {
  opened = undefined
  post({ kind: 'lost', reason })
}

function close(): void {
  opened?.trainer.dispose()
  opened?.backend.dispose()
  opened = undefined
}

async function onOpen({ backend: want }: Message<'open'>): Promise<void> {
  close()
  const { backend, ready } = await openPlane(want, onLost)
  const trainer: Trainer = createTrainer((message) => {
    if (opened?.trainer === trainer) post({ kind: 'learned', message }) // of a lost device, `lost` alone tells the page
  })
  opened = { backend, trainer, placed: undefined, runs: new Map() }
  if (points) place(opened, points)
  post({ kind: 'ready', ready })
}

function place(at: Opened, set: PointSet): void {
  at.placed?.dispose()
  at.placed = placePoints(set)
  at.trainer.setPoints(set)
}

function onPoints({ points: set }: Message<'points'>): void {
  checkPoints(set)
  points = set
  if (opened) place(opened, set)
}

/** @throws PlaneFault if no back end is open */
function device(): Opened {
  if (!opened) throw new PlaneFault('plane-closed')
  return opened
}

/** @throws PlaneFault if there is no back end, or no points */
function answerers(): Answerers {
  const { placed, trainer } = device()
  if (!placed) throw new PlaneFault('plane-no-points')
  return { points: placed, trainer }
}

function onEnd(slot: Slot, token?: number): void {
  const open = opened?.runs.get(slot)
  if (!open || (token !== undefined && open.token !== token)) return
  opened?.runs.delete(slot)
  closeRun(open.run)
}

function onBegin({ slot, token, spec, at }: Message<'begin'>): void {
  onEnd(slot)
  if (newest.get(slot) === token) device().runs.set(slot, { token, run: openRun(spec, at) })
}

const partsOf = ({ xt, x0Hat, epsHat, added, corrected }: Frame) => [xt, x0Hat, epsHat, added, corrected]

async function onStep({ slot, token }: Message<'step'>): Promise<void> {
  const open = opened?.runs.get(slot)
  if (open?.token !== token || newest.get(slot) !== token) return
  const frame = await stepRun(open.run, answerers())
  if (newest.get(slot) === token) post({ kind: 'frame', slot, token, frame }, partsOf(frame))
}

async function onEvaluate({ id, request }: Message<'evaluate'>): Promise<void> {
  const evaluation = await evaluate(request, answerers(), queue.isWanted)
  if (evaluation)
    post({ kind: 'evaluated', id, evaluation }, [evaluation.score, evaluation.x0Hat, evaluation.logDensity])
}

async function onLikelihood({ id, request }: Message<'likelihood'>): Promise<void> {
  const logDensity = await likelihoods(request, answerers(), queue.isWanted)
  if (logDensity) post({ kind: 'likelihoods', id, logDensity }, [logDensity])
}

async function onSample({ id, spec, start }: Message<'sample'>): Promise<void> {
  const sampled = await sampleWhole(spec, start, answerers(), queue.isWanted)
  if (sampled) post({ kind: 'sampled', id, ...sampled }, [sampled.xt])
}

async function onFrames({ id, spec, start, steps }: Message<'frames'>): Promise<void> {
  const framed = await firstFrames(spec, start, steps, answerers(), queue.isWanted)
  if (framed) post({ kind: 'framed', id, ...framed }, framed.frames.flatMap(partsOf))
}

function onMemory({ id }: Message<'memory'>): void {
  const { tensors, bytesOnGpu } = memory()
  const { dispatches, readbacks } = counters()
  post({ kind: 'memory', id, memory: { tensors, bytes: bytesOnGpu, dispatches, readBacks: readbacks } })
}

async function handle(message: ToPlane): Promise<void> {
  switch (message.kind) {
    case 'open':
      await onOpen(message)
      break
    case 'points':
      onPoints(message)
      break
    case 'begin':
      onBegin(message)
      break
    case 'step':
      await onStep(message)
      break
    case 'end':
      onEnd(message.slot, message.token)
      break
    case 'evaluate':
      await onEvaluate(message)
      break
    case 'sample':
      await onSample(message)
      break
    case 'frames':
      await onFrames(message)
      break
    case 'likelihood':
      await onLikelihood(message)
      break
    case 'learn':
      await opened?.trainer.handle(message.message)
      break // without a device nothing is trained; `lost` or `failed` has told the page
    case 'memory':
      onMemory(message)
      break
  }
}

/** The run or the question that a fault of this message belongs to; null: the engine itself. */
function ownerOf(message: ToPlane): { readonly slot: Slot; readonly token: number } | { readonly id: number } | null {
  if ('id' in message) return { id: message.id }
  return 'slot' in message ? { slot: message.slot, token: message.token } : null
}

async function attend(message: ToPlane): Promise<void> {
  const before = opened
  try {
    await handle(message)
  } catch (error) {
    // If the device went away meanwhile, this failed because of it, and `lost` alone tells the page.
    if (!before || opened === before || message.kind === 'open')
      post({ kind: 'failed', of: ownerOf(message), fault: faultOf(error) })
  }
}

const queue = startQueue(attend, async () => (await opened?.trainer.work()) ?? false)

export function hear(data: ToPlane): void {
  if (data.kind === 'cancel') {
    queue.cancel(data.id)
    return
  }
  if (data.kind === 'begin') newest.set(data.slot, data.token)
  if (data.kind === 'end' && newest.get(data.slot) === data.token) newest.delete(data.slot)
  queue.add(data)
}

import { type Backend, counters, memory } from '../../../network'
import type { Frame } from '../../protocol/pictures'
import { evaluate, type Workspace } from './answer'
import { checkPoints } from './check'
import { faultOf, PlaneFault } from './fault'
import { createLearner, type Learner } from './learner'
import { likelihoods } from './likelihood'
import { openPlane } from './open'
import { type PlacedPoints, placePoints } from './points'
import type { FromPlane, PointSet, Slot, ToPlane } from '../../protocol/plane'
import { startQueue } from './queue'
import { closeRun, firstFrames, openRun, type PlaneRun, sampleWhole, stepRun } from './run'

// What the worker that owns the plane's TensorFlow.js does; worker-entry.ts loads it. Messages are handled one at a time,
// so that no two touch the GPU at once; between them, when none waits, the network learns.

type Message<Kind extends ToPlane['kind']> = Extract<ToPlane, { readonly kind: Kind }>

interface Opened {
  readonly backend: Backend
  readonly learner: Learner
  placed: PlacedPoints | undefined
  readonly runs: Map<Slot, { readonly token: number; readonly run: PlaneRun }>
}

let opened: Opened | undefined
/** The newest points, kept beyond a lost device. */
let points: PointSet | undefined
/** Token of each slot's newest run, known before the queue gets to it. */
const newest = new Map<Slot, number>()

const post = (message: FromPlane, parts: readonly (Float32Array | undefined)[] = []) => {
  const transfer = [...new Set(parts.flatMap((part) => (part ? [part.buffer as ArrayBuffer] : [])))]
  self.postMessage(message, { transfer })
}

/** The device is gone and its tensors with it: nothing is disposed, a new `open` starts from nothing but the points. */
function onLost(reason: string): void {
  opened = undefined
  post({ kind: 'lost', reason })
}

function close(): void {
  opened?.learner.dispose()
  opened?.backend.dispose()
  opened = undefined
}

async function onOpen({ backend: want }: Message<'open'>): Promise<void> {
  close()
  const { backend, ready } = await openPlane(want, onLost)
  const learner: Learner = createLearner((message) => {
    if (opened?.learner === learner) post({ kind: 'learned', message }) // what goes wrong because the device is lost is told by `lost`, once
  })
  opened = { backend, learner, placed: undefined, runs: new Map() }
  if (points) place(opened, points)
  post({ kind: 'ready', ready })
}

function place(at: Opened, set: PointSet): void {
  at.placed?.dispose()
  at.placed = placePoints(set)
  at.learner.setPoints(set)
}

function onPoints({ points: set }: Message<'points'>): void {
  checkPoints(set)
  points = set
  if (opened) place(opened, set)
}

/** @throws PlaneFault if none is open. */
function device(): Opened {
  if (!opened) throw new PlaneFault('plane-closed')
  return opened
}

/** What can answer questions. @throws PlaneFault if there is no back end, or no points. */
function workspace(): Workspace {
  const { placed, learner } = device()
  if (!placed) throw new PlaneFault('plane-no-points')
  return { points: placed, learner }
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
  const frame = await stepRun(open.run, workspace())
  if (newest.get(slot) === token) post({ kind: 'frame', slot, token, frame }, partsOf(frame))
}

async function onEvaluate({ id, request }: Message<'evaluate'>): Promise<void> {
  const evaluation = await evaluate(request, workspace(), queue.wanted)
  if (evaluation)
    post({ kind: 'evaluated', id, evaluation }, [evaluation.score, evaluation.x0Hat, evaluation.logDensity])
}

async function onLikelihood({ id, request }: Message<'likelihood'>): Promise<void> {
  const logDensity = await likelihoods(request, workspace(), queue.wanted)
  if (logDensity) post({ kind: 'likelihoods', id, logDensity }, [logDensity])
}

async function onSample({ id, spec, start }: Message<'sample'>): Promise<void> {
  const sampled = await sampleWhole(spec, start, workspace(), queue.wanted)
  if (sampled) post({ kind: 'sampled', id, ...sampled }, [sampled.xt])
}

async function onFrames({ id, spec, start, steps }: Message<'frames'>): Promise<void> {
  const framed = await firstFrames(spec, start, steps, workspace(), queue.wanted)
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
      await opened?.learner.handle(message.message)
      break // without a device: that has been told
    case 'memory':
      onMemory(message)
      break
  }
}

/** Whom a fault concerns. */
function concerned(message: ToPlane): { readonly slot: Slot; readonly token: number } | { readonly id: number } | null {
  if ('id' in message) return { id: message.id }
  return 'slot' in message ? { slot: message.slot, token: message.token } : null
}

async function attend(message: ToPlane): Promise<void> {
  const before = opened
  try {
    await handle(message)
  } catch (error) {
    // What failed because the device went away meanwhile is told by `lost`, once.
    if (!before || opened === before || message.kind === 'open')
      post({ kind: 'failed', of: concerned(message), fault: faultOf(error) })
  }
}

const queue = startQueue(attend, async () => (await opened?.learner.work()) ?? false)

export function hear(data: ToPlane): void {
  if (data.kind === 'cancel') {
    queue.cancel(data.id)
    return
  }
  if (data.kind === 'begin') newest.set(data.slot, data.token)
  if (data.kind === 'end' && newest.get(data.slot) === data.token) newest.delete(data.slot)
  queue.add(data)
}

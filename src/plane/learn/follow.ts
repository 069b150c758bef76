import type { Plane } from '../context'
import type { PlaneSettings } from '../settings'
import { initialLearning, type Learning, noLosses } from '../store'
import { FOR_FILE, FOR_RETURN } from './events'
import { isOther, sameTuning, shapeOf, tuningOf } from './learner-settings'
import { upTo } from './losses'
import { downloadNetwork } from './network-file'

function patch({ store }: Plane, change: Partial<Learning>): void {
  store.setState(({ learning }) => ({ learning: { ...learning, ...change } }))
}

/** Another network, from its first weights, as the settings ask for it. The one before can be brought back, if it had learned. */
export function startAgain(plane: Plane): void {
  const {
    settings,
    learning: { step, replaced, copy, awaited },
  } = plane.store.getState()
  if (step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  const shape = shapeOf(settings)
  const pairing = settings.pairing === 'reflow' ? 'independent' : settings.pairing // there is no flow yet
  patch(plane, { ...initialLearning, status: 'waiting', shape, replaced, copy, awaited: awaited + 1 })
  if (pairing !== settings.pairing) plane.store.setState({ settings: { ...settings, pairing } })
  plane.engine.learn({ kind: 'create', shape, tuning: { ...tuningOf(settings), pairing } })
}

/** Learns on; the first time, a network begins. @param steps null: until it is paused */
export function learnOn(plane: Plane, steps: number | null): void {
  if (!plane.store.getState().learning.shape) startAgain(plane)
  patch(plane, { status: 'learning', who: 'network', fault: undefined })
  if (!plane.store.getState().learning.lost) plane.engine.learn({ kind: 'go', steps })
}

export function distilOn(plane: Plane): void {
  patch(plane, { status: 'learning', who: 'student', fault: undefined })
  plane.engine.learn({ kind: 'distil', steps: null })
}

export function pauseLearning(plane: Plane): void {
  if (plane.store.getState().learning.lost) patch(plane, { status: 'paused' })
  else plane.engine.learn({ kind: 'pause' })
}

/** Back to before the loss diverged, and to how it learned then. */
export function undoDivergence(plane: Plane): void {
  plane.engine.learn({ kind: 'undo' })
}

/** The network before this one takes its place again; this one can be brought back in turn. */
export function bringBack(plane: Plane): void {
  const { replaced, step } = plane.store.getState().learning
  if (!replaced) return
  patch(plane, { replaced: undefined })
  if (step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  plane.engine.learn({ kind: 'restore', saved: replaced })
}

/** Settings that ask for the network before this one, as an undo's do, have it back; otherwise another would begin. */
export function bringBackFor(plane: Plane, settings: PlaneSettings): void {
  const { shape, replaced } = plane.store.getState().learning
  if (!shape || !replaced || !isOther(settings, shape) || isOther(settings, replaced.shape)) return
  bringBack(plane)
  patch(plane, { shape: replaced.shape })
}

export function saveNetwork(plane: Plane): void {
  const { lost, copy } = plane.store.getState().learning
  if (lost && copy) downloadNetwork(copy.saved)
  else plane.engine.learn({ kind: 'save', id: FOR_FILE })
}

/** A file that may be a network; the one before can be brought back. */
export function openNetwork(plane: Plane, file: string, bytes: Uint8Array): void {
  if (plane.store.getState().learning.step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  plane.engine.learn({ kind: 'open', file, bytes })
}

/** The network went with its device: its copy stands in for it, and how old that is, is said. Its student is gone. */
function deviceLost(plane: Plane): void {
  const {
    learning: { shape, copy, step, studentStep, status, who, losses, replaced },
  } = plane.store.getState()
  if (!shape) return
  if (!copy) {
    patch(plane, { ...initialLearning, replaced, fault: { code: 'learn-lost', details: {} } })
    return
  }
  const {
    saved: { step: kept },
    at,
  } = copy
  patch(plane, {
    lost: true,
    awaited: 0,
    step: kept,
    losses: upTo(losses, kept),
    who: 'network',
    status: status === 'learning' && who === 'network' ? 'learning' : 'paused',
    studentStep: 0,
    studentLosses: noLosses,
    stepsPerSecond: 0,
    before: undefined,
    fault: undefined,
  })
  const notice = {
    kind: 'copied',
    step: kept,
    ms: performance.now() - at,
    steps: step - kept,
    student: studentStep > 0,
  } as const
  plane.store.setState(({ notices }) => ({ notices: [...notices, notice] }))
}

/** There is a device again: the copy goes on there, taught as is set by now; or another network begins, if one has been asked for. */
function deviceBack(plane: Plane): void {
  const {
    settings,
    learning: { lost, copy, status },
  } = plane.store.getState()
  if (!lost || !copy) return
  const { saved } = copy
  if (isOther(settings, saved.shape)) {
    patch(plane, { lost: false, step: 0, replaced: saved })
    startAgain(plane)
  } else {
    const tuning = settings.pairing === saved.tuning.pairing ? tuningOf(settings) : saved.tuning
    plane.engine.learn({ kind: 'restore', saved: { ...saved, tuning } })
  }
  if (status !== 'learning') return
  patch(plane, { status })
  plane.engine.learn({ kind: 'go', steps: null })
}

/** Keeps the network as the settings have it: another begins where they ask for another, or it learns on in another way. */
export function followLearning(plane: Plane): () => void {
  return plane.store.subscribe(
    ({ settings: now, learning: { shape, status, who, lost }, engine }, { settings: before, engine: engineBefore }) => {
      if (engineBefore.status === 'ready' && engine.status !== 'ready') deviceLost(plane)
      else if (engineBefore.status !== 'ready' && engine.status === 'ready') deviceBack(plane)
      if (now === before || !shape || lost) return
      if (isOther(now, shape)) {
        startAgain(plane)
        if (status === 'learning' && who === 'network') learnOn(plane, null)
      } else if (!sameTuning(now, before)) plane.engine.learn({ kind: 'tune', tuning: tuningOf(now) })
    },
  )
}

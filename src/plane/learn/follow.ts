import type { Plane } from '../context'
import { initialLearning, type Learning } from '../store'
import { FOR_FILE, FOR_RETURN } from './events'
import { isOther, sameTuning, shapeOf, tuningOf } from './lesson'

function patch({ store }: Plane, change: Partial<Learning>): void {
  store.setState(({ learning }) => ({ learning: { ...learning, ...change } }))
}

/** Another network, from its first weights, as the settings ask for it. The one before can be brought back, if it had learned. */
export function startAgain(plane: Plane): void {
  const { settings, learning } = plane.store.getState()
  if (learning.step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  const shape = shapeOf(settings)
  const pairing = settings.pairing === 'reflow' ? 'independent' : settings.pairing // there is no flow yet
  patch(plane, { shape })
  if (pairing !== settings.pairing) plane.store.setState({ settings: { ...settings, pairing } })
  plane.engine.learn({ kind: 'create', shape, tuning: { ...tuningOf(settings), pairing } })
}

/** Learns on; the first time, a network begins. @param steps null: until it is paused */
export function learnOn(plane: Plane, steps: number | null): void {
  if (!plane.store.getState().learning.shape) startAgain(plane)
  patch(plane, { status: 'learning', who: 'network', fault: undefined })
  plane.engine.learn({ kind: 'go', steps })
}

export function distilOn(plane: Plane): void {
  patch(plane, { status: 'learning', who: 'student', fault: undefined })
  plane.engine.learn({ kind: 'distil', steps: null })
}

export function pauseLearning(plane: Plane): void {
  plane.engine.learn({ kind: 'pause' })
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

export function saveNetwork(plane: Plane): void {
  plane.engine.learn({ kind: 'save', id: FOR_FILE })
}

/** A file that may be a network; the one before can be brought back. */
export function openNetwork(plane: Plane, file: string, bytes: Uint8Array): void {
  if (plane.store.getState().learning.step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  plane.engine.learn({ kind: 'open', file, bytes })
}

/** Keeps the network as the settings have it: another begins where they ask for another, or it learns on in another way. */
export function followLearning(plane: Plane): () => void {
  return plane.store.subscribe(({ settings: now, learning: { shape, status, who }, engine }, { settings: before, engine: engineBefore }) => {
    if (engineBefore.status === 'ready' && engine.status !== 'ready' && shape) { // the device is gone, and the network with it
      plane.store.setState({ learning: { ...initialLearning, fault: { code: 'learn-lost', details: {} } } })
      return
    }
    if (now === before || !shape) return
    if (isOther(now, shape)) {
      startAgain(plane)
      if (status === 'learning' && who === 'network') learnOn(plane, null)
    } else if (!sameTuning(now, before)) plane.engine.learn({ kind: 'tune', tuning: tuningOf(now) })
  })
}

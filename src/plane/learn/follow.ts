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

/** Begins another network, as the settings ask for it, from its initial weights. The visitor can bring back the one before if it had learned. */
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

/** Continues to learn; begins a network if there is none. @param steps null: until it is paused */
export function learnOn(plane: Plane, steps: number | null): void {
  if (!plane.store.getState().learning.shape) startAgain(plane)
  patch(plane, { status: 'learning', who: 'network', fault: undefined })
  if (!plane.store.getState().learning.lost) plane.engine.learn({ kind: 'go', steps })
}

/** Continues to distil a student from the network as it is now. @param steps null: until it is paused */
export function distilOn(plane: Plane, steps: number | null = null): void {
  patch(plane, { status: 'learning', who: 'student', fault: undefined })
  plane.engine.learn({ kind: 'distil', steps })
}

export function pauseLearning(plane: Plane): void {
  if (plane.store.getState().learning.lost) patch(plane, { status: 'paused' })
  else plane.engine.learn({ kind: 'pause' })
}

/** Goes back to the weights before the loss diverged, and to the learning settings of that time. */
export function undoDivergence(plane: Plane): void {
  plane.engine.learn({ kind: 'undo' })
}

/** Brings back the network before this one. Then the visitor can bring back this one in turn. */
export function bringBack(plane: Plane): void {
  const { replaced, step } = plane.store.getState().learning
  if (!replaced) return
  patch(plane, { replaced: undefined })
  if (step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  plane.engine.learn({ kind: 'restore', learner: replaced })
}

/** Brings back the network before this one if the settings ask for it, as after an undo; without this, a new one would begin. */
export function bringBackFor(plane: Plane, settings: PlaneSettings): void {
  const { shape, replaced } = plane.store.getState().learning
  if (!shape || !replaced || !isOther(settings, shape) || isOther(settings, replaced.shape)) return
  bringBack(plane)
  patch(plane, { shape: replaced.shape })
}

export function saveNetwork(plane: Plane): void {
  const { lost: isLost, copy } = plane.store.getState().learning
  if (isLost && copy) downloadNetwork(copy.saved)
  else plane.engine.learn({ kind: 'save', id: FOR_FILE })
}

/** Opens a file that may be a network. The visitor can bring back the network before. */
export function openNetwork(plane: Plane, file: string, bytes: Uint8Array): void {
  if (plane.store.getState().learning.step > 0) plane.engine.learn({ kind: 'save', id: FOR_RETURN })
  plane.engine.learn({ kind: 'open', file, bytes })
}

/** Puts the copy in the place of a network that was lost with its device, and tells the visitor how old it is. The student is lost. */
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
    saved: { step: copiedStep },
    at,
  } = copy
  patch(plane, {
    lost: true,
    awaited: 0,
    step: copiedStep,
    losses: upTo(losses, copiedStep),
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
    step: copiedStep,
    ms: performance.now() - at,
    steps: step - copiedStep,
    student: studentStep > 0,
  } as const
  plane.store.setState(({ notices }) => ({ notices: [...notices, notice] }))
}

/** Continues the copy on the new device with the present learning settings, or begins another network if the settings ask for one. */
function deviceBack(plane: Plane): void {
  const {
    settings,
    learning: { lost: isLost, copy, status },
  } = plane.store.getState()
  if (!isLost || !copy) return
  const { saved } = copy
  if (isOther(settings, saved.shape)) {
    patch(plane, { lost: false, step: 0, replaced: saved })
    startAgain(plane)
  } else {
    const tuning = settings.pairing === saved.tuning.pairing ? tuningOf(settings) : saved.tuning
    plane.engine.learn({ kind: 'restore', learner: { ...saved, tuning } })
  }
  if (status !== 'learning') return
  patch(plane, { status })
  plane.engine.learn({ kind: 'go', steps: null })
}

/** Keeps the network as the settings ask: begins another one, or changes how it learns. */
export function followLearning(plane: Plane): () => void {
  return plane.store.subscribe(
    (
      { settings: now, learning: { shape, status, who, lost: isLost }, engine },
      { settings: before, engine: engineBefore },
    ) => {
      if (engineBefore.status === 'ready' && engine.status !== 'ready') deviceLost(plane)
      else if (engineBefore.status !== 'ready' && engine.status === 'ready') deviceBack(plane)
      if (now === before || !shape || isLost) return
      if (isOther(now, shape)) {
        startAgain(plane)
        if (status === 'learning' && who === 'network') learnOn(plane, null)
      } else if (!sameTuning(now, before)) plane.engine.learn({ kind: 'tune', tuning: tuningOf(now) })
    },
  )
}

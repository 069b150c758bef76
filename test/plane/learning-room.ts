import type { FromTrainer, SavedLearner, ToTrainer } from '../../src/engine/protocol/learning'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import type { Plane } from '../../src/plane/context'
import { learningEvents } from '../../src/plane/learn/events'
import { followLearning, learnOn } from '../../src/plane/learn/follow'
import { shapeOf, tuningOf } from '../../src/plane/learn/learner-settings'
import { defaults } from '../../src/plane/settings'
import { createPlaneStore, type PlaneStore } from '../../src/plane/store'

// The plane's room with its messages to the trainer, of which tests play the part.

export let store: PlaneStore
export let messages: ToTrainer[]
export let plane: Plane
export let tell: (message: FromTrainer) => void
/** A new room, which has asked for nothing yet. */
export function openRoom(): void {
  store = createPlaneStore({ xy: Float32Array.of(0, 0), labels: Uint8Array.of(0) })
  messages = []
  plane = {
    store,
    engine: {
      learn: (message: ToTrainer) => {
        messages.push(message)
      },
    } as unknown as PlaneEngineClient,
  }
  tell = learningEvents(store)
  followLearning(plane)
}
export const learning = () => store.getState().learning
export const set = (patch: Partial<typeof defaults>) => {
  store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }))
}
export const kinds = () => messages.map(({ kind }) => kind)
/** A network that has learned twenty steps, and rests. */
export function learned(): void {
  learnOn(plane, 20)
  tell({ kind: 'created', parameters: 9 })
  tell({
    kind: 'progress',
    who: 'network',
    step: 20,
    losses: Float32Array.from({ length: 20 }, () => 1),
    stepsPerSecond: 50,
    running: false,
  })
  tell({ kind: 'paused', who: 'network', step: 20 })
  messages.length = 0
}
export const saved: SavedLearner = { shape: shapeOf(defaults), tuning: tuningOf(defaults), step: 20, arrays: {} }

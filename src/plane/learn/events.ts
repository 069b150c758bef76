import type { FromTrainer } from '../../engine/protocol/learning'
import { initialLearning, type Learning, noLosses, type PlaneStore } from '../store'
import { settingsOfLearner } from './learner-settings'
import { upTo, withLosses } from './losses'
import { downloadNetwork } from './network-file'

/** The two reasons to save a network: to download it, and to keep it when another takes its place. */
export const FOR_FILE = 1
export const FOR_RETURN = 2

/** The messages that count even while another network is awaited. */
const answers: ReadonlySet<FromTrainer['kind']> = new Set(['created', 'saved', 'refused'])

/**
 * Returns a handler that brings what the learner reports into the store.
 *
 * @param unrecorded makes a change without an entry in the undo history: the visitor did not ask for it
 */
export function learningEvents(
  store: PlaneStore,
  unrecorded: (change: () => void) => void = (change) => {
    change()
  },
): (message: FromTrainer) => void {
  const unpair = () => {
    unrecorded(() => {
      store.setState(({ settings }) => ({ settings: { ...settings, pairing: 'independent' } }))
    })
  }
  const patch = (change: (learning: Learning) => Partial<Learning>) => {
    store.setState(({ learning }) => ({ learning: { ...learning, ...change(learning) } }))
  }
  return (message) => {
    if (store.getState().learning.awaited > 0 && !answers.has(message.kind)) return
    switch (message.kind) {
      case 'created':
        patch(({ awaited }) => ({ awaited: awaited - 1, copy: undefined, parameters: message.parameters }))
        break
      case 'progress':
        patch((learning) => progress(learning, message))
        break
      case 'paused':
        patch(({ status, step }) => ({ status: status === 'diverged' ? status : step > 0 ? 'paused' : 'waiting' }))
        break
      case 'diverged':
        patch(({ losses }) => ({
          status: 'diverged',
          step: message.before,
          before: message.before,
          losses: upTo(losses, message.before),
        }))
        break
      case 'copy':
        patch(() => ({ copy: { saved: message.learner, at: performance.now() } }))
        break
      case 'restored':
        takeRestored(store, message)
        break
      case 'saved':
        if (message.id === FOR_FILE) downloadNetwork(message.learner)
        else if (message.learner.step > 0) patch(() => ({ replaced: message.learner }))
        break
      case 'unpaired':
        unpair()
        store.setState(({ notices }) => ({
          notices: [...notices, { kind: 'unpaired' }],
        }))
        break
      case 'refused':
        patch(({ awaited }) => ({ fault: message.fault, awaited: message.of === 'create' ? awaited - 1 : awaited }))
        if (message.fault.code.startsWith('learn-reflow')) unpair()
        break
    }
  }
}

function progress(
  learning: Learning,
  { who, step, losses, stepsPerSecond, running }: Extract<FromTrainer, { kind: 'progress' }>,
): Partial<Learning> {
  const status = running ? 'learning' : 'paused'
  const common = { status, who, stepsPerSecond, fault: undefined, before: undefined } as const
  return who === 'network'
    ? { ...common, step, losses: withLosses(learning.losses, losses) }
    : { ...common, studentStep: step, studentLosses: withLosses(learning.studentLosses, losses) }
}

/** Takes over a restored network and its settings. The curve of losses continues if the network is the same as before: after an undo, or after a lost device. */
function takeRestored(
  store: PlaneStore,
  { cause, shape, tuning, step, parameters }: Extract<FromTrainer, { kind: 'restored' }>,
): void {
  store.setState(({ learning, settings }) => {
    const isUndo = cause === 'undo'
    return {
      learning: {
        ...initialLearning,
        status: learning.lost ? learning.status : 'paused',
        step,
        shape,
        parameters,
        replaced: learning.replaced,
        losses: isUndo || learning.lost ? upTo(learning.losses, step) : noLosses,
        ...(isUndo && { studentStep: learning.studentStep, studentLosses: learning.studentLosses }),
      },
      settings: { ...settings, ...settingsOfLearner(shape, tuning) },
    }
  })
}

import type { FromTrainer } from '../../engine/protocol/learning'
import { initialLearning, type Learning, noLosses, type PlaneStore } from '../store'
import { settingsOfLearner } from './learner-settings'
import { upTo, withLosses } from './losses'
import { downloadNetwork } from './network-file'

/** Numbers of the two kinds of saving: for a file, and before another network takes its place. */
export const FOR_FILE = 1
export const FOR_RETURN = 2

/** What is heard even while another network is awaited. */
const answers: ReadonlySet<FromTrainer['kind']> = new Set(['created', 'saved', 'refused'])

/**
 * What the room knows of learning, by what the learner says.
 *
 * @param unrecorded makes a change that the visitor has not asked for, and that is not to be undone
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
        patch(() => ({ copy: { saved: message.saved, at: performance.now() } }))
        break
      case 'restored':
        restored(store, message)
        break
      case 'saved':
        if (message.id === FOR_FILE) downloadNetwork(message.saved)
        else if (message.saved.step > 0) patch(() => ({ replaced: message.saved }))
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
  const known = { status, who, stepsPerSecond, fault: undefined, before: undefined } as const
  return who === 'network'
    ? { ...known, step, losses: withLosses(learning.losses, losses) }
    : { ...known, studentStep: step, studentLosses: withLosses(learning.studentLosses, losses) }
}

/** The settings are those of the network that is there now. Its losses go on where they stood, if it is the one before: undone, or kept over a lost device. */
function restored(
  store: PlaneStore,
  { cause, shape, tuning, step, parameters }: Extract<FromTrainer, { kind: 'restored' }>,
): void {
  store.setState(({ learning, settings }) => {
    const undone = cause === 'undo'
    return {
      learning: {
        ...initialLearning,
        status: learning.lost ? learning.status : 'paused',
        step,
        shape,
        parameters,
        replaced: learning.replaced,
        losses: undone || learning.lost ? upTo(learning.losses, step) : noLosses,
        ...(undone && { studentStep: learning.studentStep, studentLosses: learning.studentLosses }),
      },
      settings: { ...settings, ...settingsOfLearner(shape, tuning) },
    }
  })
}

import { count, megabytes } from '../format/numbers'
import { plural } from '../format/plural'
import { withError } from './with-error'

/** Five moments of one training run. */
export const moments = {
  title: 'Five moments of a training',
  intro:
    'One small network was kept at five moments of its training. The same noise, the same steps: only the weights differ.',
  other:
    'It is another network than the one that is open: it is small, predicts ε, and was trained on one core of a processor.',
  start: (bytes: number) => `Load the five (${megabytes(bytes)} MB)`,
  startExplain: 'Loads them one after the other; each draws nine digits, and is measured by the same presses.',
  again: 'Measure them again',
  stop: 'Stop',
  stopExplain: 'Keeps what has come.',
  progress: {
    load: (name: string) => `Loading it ${name} …`,
    draw: (name: string, step: number, steps: number) => `It draws ${name}: step ${step} of ${steps}`,
    measure: (name: string, doneCount: number, all: number) =>
      `Its loss ${name}: ${count(doneCount)} of ${count(all)} presses`,
  },
  stopped: 'Stopped.',
  slider: 'Training time',
  at: (steps: number | undefined) =>
    steps === undefined
      ? 'at this moment'
      : steps === 0
        ? 'before its first step'
        : `after ${count(steps)} ${plural(steps, { one: 'step', other: 'steps' })}`,
  picture: (name: string) => `What it draws ${name}`,
  none: 'This moment has not been loaded.',
  failed: (name: string, why: string) => `The network ${name} could not be loaded. ${why}`,
  loss: (name: string, mean: number, error: number) => `Its loss ${name}: ${withError(mean, error)}.`,
  label: 'Loss over training time, with error bars.',
  steps: 'training steps',
  lossName: 'loss of ε',
  zeros: 'who says 0',
  live: 'No loss was stored while it was trained: these are measured here and now, each by the same presses.',
  portable:
    'This page is a single file, and has one network in it: the five moments are on the page that it was made from.',
}

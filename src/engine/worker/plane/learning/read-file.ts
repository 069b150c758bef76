import { timeParts } from '../../../../diffusion'
import { CheckpointError } from '../../../../network'
import { type Fields, integer, object, oneOf, openSavedFile, real } from '../../../../network/learner'
import { expectedArrays } from './saved'
import type { LearnerShape, LearnerTuning, SavedLearner } from '../../../protocol/learning'

const PREDICTIONS = ['epsilon', 'sample', 'v_prediction', 'score', 'flow_prediction'] as const
const PROCESSES = ['discrete', 'vp', 'sub-vp', 've', 'edm', 'flow', 'cosine-interpolant'] as const
const SCHEDULES = ['cosine', 'linear', 'quadratic', 'sigmoid', 'constant'] as const
const WEIGHTINGS = ['simple', 'own', 'snr', 'min-snr', 'likelihood'] as const
const SAMPLINGS = ['uniform', 'importance', 'log-normal', 'logit-normal'] as const
const PAIRINGS = ['independent', 'optimal-transport', 'reflow'] as const
const MOST_PAIRS = 65_536
/** Randomness is keyed by uint32 steps; nobody will wait until half of them are used. */
const MOST_STEPS = 2 ** 31

function shapeOf(fields: Fields): LearnerShape {
  const process = object(fields, 'process')
  return {
    process: { id: oneOf(process, 'id', PROCESSES), schedule: oneOf(process, 'schedule', SCHEDULES) },
    prediction: oneOf(fields, 'prediction', PREDICTIONS),
    width: integer(fields, 'width', 4, 512),
    depth: integer(fields, 'depth', 1, 8),
    seed: integer(fields, 'seed', 0, 2 ** 32 - 1),
    dropClass: real(fields, 'dropClass', 0.1, 1),
  }
}

function tuningOf(fields: Fields): LearnerTuning {
  return {
    batch: integer(fields, 'batch', 1, 4096),
    learningRate: real(fields, 'learningRate', 0, 1000),
    weighting: oneOf(fields, 'weighting', WEIGHTINGS),
    timeSampling: oneOf(fields, 'timeSampling', SAMPLINGS),
    pairing: oneOf(fields, 'pairing', PAIRINGS),
  }
}

/** The numbers by which importance sampling draws times must be probabilities. */
function checkProbabilities(file: string, probabilities: Float32Array): void {
  const sum = probabilities.reduce((total, p) => total + p, 0)
  if (probabilities.every((p) => p >= 0) && Math.abs(sum - 1) < 1e-3) return
  throw new CheckpointError('field', {
    file,
    field: 'importance.probabilities',
    found: ['sums-to', sum],
    expected: ['probabilities', timeParts],
  })
}

/**
 * The network of a file. Nothing of the file reaches a shape or an allocation before it has been checked.
 *
 * @throws CheckpointError that names the field and what is wrong with it
 */
export function parseSaved(file: string, bytes: Uint8Array): SavedLearner {
  const saved = openSavedFile(file, bytes)
  const { metadata, shapes } = saved
  oneOf(metadata, 'format', [1])
  const shape = shapeOf(object(metadata, 'shape'))
  const pairs = shapes.get('pairs.labels')?.[0] ?? 0
  if (pairs > MOST_PAIRS)
    throw new CheckpointError('tensor-shape', {
      file,
      field: 'pairs.labels',
      found: `[${pairs}]`,
      expected: ['at-most', MOST_PAIRS],
    })
  const tensors = saved.tensors(expectedArrays({ shape }, pairs))
  checkProbabilities(file, tensors.get('importance.probabilities')?.data ?? new Float32Array())
  const arrays = Object.fromEntries(
    [...tensors].map(([name, { shape: of, data }]) => [name, { shape: of, values: data.slice() }]),
  )
  return { shape, tuning: tuningOf(object(metadata, 'tuning')), step: integer(metadata, 'step', 0, MOST_STEPS), arrays }
}

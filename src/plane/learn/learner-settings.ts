import type { LearnerShape, LearnerTuning } from '../../engine/protocol/learning'
import type { PlaneSettings } from '../settings'

/** The settings that a network was given, without its process, which belongs to the run. */
export function settingsOfLearner(
  { prediction, width, depth, dropClass }: LearnerShape,
  tuning: LearnerTuning,
): Partial<PlaneSettings> {
  return { prediction, width, depth, dropClass, ...tuning }
}

/** The network that the settings ask for. */
export function shapeOf({ process, schedule, prediction, width, depth, dropClass, seed }: PlaneSettings): LearnerShape {
  return { process: { id: process, schedule }, prediction, width, depth, dropClass, seed }
}

export function tuningOf({ batch, learningRate, weighting, timeSampling, pairing }: PlaneSettings): LearnerTuning {
  return { batch, learningRate, weighting, timeSampling, pairing }
}

/** Whether the settings ask for another network than the present one. Its process and seed count only when a network begins. */
export function isOther(now: PlaneSettings, { prediction, width, depth, dropClass }: LearnerShape): boolean {
  return now.prediction !== prediction || now.width !== width || now.depth !== depth || now.dropClass !== dropClass
}

export const sameTuning = (a: PlaneSettings, b: PlaneSettings): boolean =>
  JSON.stringify(tuningOf(a)) === JSON.stringify(tuningOf(b))

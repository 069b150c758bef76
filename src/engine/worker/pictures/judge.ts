import { discreteProcess, type Level, match, matchedGradient, networkTimestep, type Schedule } from '../../../diffusion'
import { type Accuracy, type Classifier, type Tensor, type Tensor4D, tensorAlgebra, tidy } from '../../../network'

/** A classifier of noisy pictures, and the schedule whose pictures it knows. States of any process are shown to it at equal log-SNR. */
export interface Judge {
  readonly classifier: Pick<Classifier, 'gradient' | 'probabilities' | 'reading' | 'labels' | 'dispose'>
  readonly schedule: Schedule
  readonly accuracy: readonly Accuracy[]
}

/** ∇ₓ log p(label | xₜ), the same label for all pictures; what `classifierGuided` is given. */
export function leadTo({ classifier, schedule }: Judge, label: number): (x: Tensor, at: Level) => Tensor {
  const gradientAt = (x: Tensor, at: Level) =>
    classifier.gradient(x as Tensor4D, networkTimestep(at, schedule.T), label)
  return matchedGradient(tensorAlgebra, discreteProcess(schedule), gradientAt)
}

/** A state as the classifier knows it, and the timestep that it is told. Data are read as if they had the least noise that it knows. */
function classifierInputOf({ schedule }: Judge, x: Tensor, at: Level): readonly [x: Tensor4D, t: number] {
  const { ownLevel, c } = match(discreteProcess(schedule), at)
  return [tensorAlgebra.combine([c, x]) as Tensor4D, networkTimestep(ownLevel, schedule.T)]
}

/** p(class | xₜ) of each picture, [samples, classes]. */
export const readingOf = (judge: Judge, x: Tensor, at: Level): Tensor =>
  tidy(() => judge.classifier.probabilities(...classifierInputOf(judge, x, at)))

/** The same with the features by which the classifier tells, [samples, features]. */
export const readingWithFeatures = (judge: Judge, x: Tensor, at: Level): ReturnType<Classifier['reading']> =>
  tidy(() => judge.classifier.reading(...classifierInputOf(judge, x, at)))

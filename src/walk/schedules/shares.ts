import { level, type Level, levelAt, logSnr, type Process, type Schedule } from '../../diffusion'

/** Log-SNR is shown from 13, nearly the picture alone, to −13, nearly noise alone, in bins of this width. */
const BIN = 1
export const EDGE = 13

/** Shares above this reach the top of their strip. */
export const MOST = 0.24

/** Log-SNRs that are written above the strips. */
export const AXIS = [10, 5, 0, -5, -10] as const

/** Where a log-SNR stands in a strip, in per cent from the data's end. */
export const placeOfLogSnr = (lambda: number): number =>
  (100 * (EDGE - Math.max(-EDGE, Math.min(EDGE, lambda)))) / (2 * EDGE)

/**
 * The shares of a schedule's T steps that begin at each log-SNR.
 *
 * @returns from data to noise, [2·EDGE/BIN], together 1; what is beyond an end counts into the last bin there.
 */
export function sharesOf(schedule: Schedule): readonly number[] {
  const shares = Array.from({ length: (2 * EDGE) / BIN }, () => 0)
  for (let t = 1; t <= schedule.T; t++) {
    const lambda = Math.max(-EDGE, Math.min(EDGE, logSnr(level(schedule, t))))
    const bin = Math.min(shares.length - 1, Math.floor((EDGE - lambda) / BIN))
    shares[bin] = (shares[bin] ?? 0) + 1 / schedule.T
  }
  return shares
}

/** The log-SNRs between which the middle half of a schedule's steps lies, the higher one first. */
export const middleHalf = (schedule: Schedule): readonly [number, number] => [
  logSnr(level(schedule, Math.round(schedule.T / 4))),
  logSnr(level(schedule, Math.round((3 * schedule.T) / 4))),
]

/** The log-SNRs of the levels that a network was trained on, the highest first. */
export const trainedRange = (training: Process): readonly [number, number] => [
  logSnr(levelAt(training, training.tMin)),
  logSnr(levelAt(training, training.tMax)),
]

/** How many levels of a run are cleaner, or noisier, than all that a network was trained on. */
export function beyondTraining(levels: readonly Level[], training: Process): { cleaner: number; noisier: number } {
  const [cleanest, noisiest] = trainedRange(training)
  const lambdas = levels.filter(({ noise }) => noise > 0).map(logSnr)
  return {
    cleaner: lambdas.filter((lambda) => lambda > cleanest + 1e-6).length,
    noisier: lambdas.filter((lambda) => lambda < noisiest - 1e-6).length,
  }
}

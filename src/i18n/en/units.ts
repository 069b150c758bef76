import { type DurationWords, durationIn } from '../format/duration'

/** How English writes durations. */
export const units: DurationWords = {
  milliseconds: (ms) => `${ms} ms`,
  seconds: (s) => `${s} s`,
  minutes: (min) => `${min} min`,
}

/** A duration in milliseconds, within a sentence. */
export const duration = (ms: number): string => durationIn(units, ms)

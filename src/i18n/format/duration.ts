import { fixed, integer } from './numbers'

/** How a language writes durations, each of a number that has been formatted. */
export interface DurationWords {
  readonly milliseconds: (ms: string) => string
  readonly seconds: (s: string) => string
  readonly minutes: (min: string) => string
}

/** A duration in milliseconds, in the largest fitting unit. */
export function durationIn(words: DurationWords, ms: number): string {
  if (ms < 1000) return words.milliseconds(integer(ms))
  if (ms < 90_000) return words.seconds(fixed(ms / 1000, ms < 10_000 ? 1 : 0))
  return words.minutes(integer(ms / 60_000))
}

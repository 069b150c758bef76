import { median, quantile } from '../statistics'

// Pure statistics of a contest's times.

/** Milliseconds of one contestant: of each call of each round. */
export type Rounds = readonly (readonly number[])[]

export interface Summary {
  readonly least: number
  /** The median over rounds of each round's median call. */
  readonly typical: number
}

export function summaryOf(rounds: Rounds): Summary {
  return { least: Math.min(...rounds.flat()), typical: median(rounds.map(median)) }
}

export interface Ratio {
  readonly value: number
  /** The 10th and the 90th percentile of the rounds' own ratios. */
  readonly low: number
  readonly high: number
}

/** How many times as long the slower takes as the faster: the ratio of their medians over rounds, and its spread. */
export function ratioOf(slower: Rounds, faster: Rounds): Ratio {
  const each = slower.map((calls, round) => median(calls) / median(faster[round] ?? []))
  return {
    value: summaryOf(slower).typical / summaryOf(faster).typical,
    low: quantile(each, 0.1),
    high: quantile(each, 0.9),
  }
}

/** The most that the calibration may vary, as a share of its median, for ratios to be worth printing. */
export const MOST_NOISE = 0.1

export interface Noise {
  /** The interquartile range over the median. */
  readonly spread: number
  /** How far the median of the last third is from that of the first, as a share of it. */
  readonly drift: number
}

/** @param series times of a fixed piece of work in their order; at least three */
export function noiseOf(series: readonly number[]): Noise {
  const third = Math.floor(series.length / 3)
  const [before, after] = [median(series.slice(0, third)), median(series.slice(-third))]
  return {
    spread: (quantile(series, 0.75) - quantile(series, 0.25)) / median(series),
    drift: Math.abs(after / before - 1),
  }
}

/** What is wrong with the machine and what to do; null if it is quiet enough. */
export function refusalOf({ spread, drift }: Noise): string | null {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  const what =
    spread > MOST_NOISE
      ? `a fixed piece of arithmetic varied by ${percent(spread)} (its interquartile range over its median)`
      : drift > MOST_NOISE
        ? `a fixed piece of arithmetic took ${percent(drift)} more or less time at the end than at the beginning`
        : null
  return what === null
    ? null
    : `too noisy for ratios: ${what}, and ${percent(MOST_NOISE)} is allowed; end other programs, let the machine cool, and measure again`
}

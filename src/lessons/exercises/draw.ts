import { uniformArray } from '../../diffusion'

/** Draws the numbers of a sheet: decimals with few digits, the same for the same seed on every machine. */
export interface Draw {
  /** A decimal in [low, high], of so many decimals. */
  readonly decimal: (low: number, high: number, decimals?: number) => number
  /** A decimal whose size lies in [low, high], of either sign. */
  readonly signed: (low: number, high: number, decimals?: number) => number
  /** Three of these. */
  readonly three: (low: number, high: number, decimals?: number) => readonly number[]
  /** One of a list, which must not be empty. */
  readonly pick: <Of>(of: readonly [Of, ...Of[]]) => Of
}

/** What a sheet's numbers depend on; each is an uint32. */
interface DrawKey {
  readonly seed: number
  /** Which sheet of the list. */
  readonly sheet: number
  /** How many draws of this sheet were thrown away before. */
  readonly attempt: number
}

/** Rounds to so many decimals, as the decimal is written. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

export function drawOf({ seed, sheet, attempt }: DrawKey): Draw {
  let draws = 0
  const share = (): number =>
    uniformArray({ seed, purpose: 'points', step: attempt, sample: sheet, draw: draws++ }, 1)[0] ?? NaN
  const decimal = (low: number, high: number, decimals = 1): number => {
    const unit = 10 ** -decimals
    return rounded(low + unit * Math.floor(share() * (Math.round((high - low) / unit) + 1)), decimals)
  }
  const signed = (low: number, high: number, decimals = 1): number =>
    decimal(low, high, decimals) * (share() < 0.5 ? -1 : 1)
  return {
    decimal,
    signed,
    three: (low, high, decimals) => [0, 1, 2].map(() => signed(low, high, decimals)),
    pick: (of) => of[Math.floor(share() * of.length)] ?? of[0],
  }
}

/** A seed far from this one: what “another seed” goes to. @param seeds how many seeds there are, from 0 on */
export function anotherSeed(seed: number, seeds: number): number {
  const next = Math.floor((uniformArray({ seed, purpose: 'points', step: 0, sample: 0xffff }, 1)[0] ?? 0) * seeds)
  return next === seed ? (seed + 1) % seeds : next
}

import { expect } from 'vitest'

/** Largest elementwise |a − e|/max(1, |e|); infinite if a length differs or anything is not finite. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] ?? NaN
    const e = expected[i] ?? NaN
    if (!Number.isFinite(a) || !Number.isFinite(e)) return Infinity
    worst = Math.max(worst, Math.abs(a - e) / Math.max(1, Math.abs(e)))
  }
  return worst
}

export function expectClose(actual: number, expected: number, tolerance = 1e-12): void {
  expect(largestError([actual], [expected]), `${actual} against ${expected}`).toBeLessThanOrEqual(tolerance)
}

import { expect } from 'vitest'

/** Largest elementwise |a − e|/max(1, |e|); infinite if a length differs, anything is not finite, or there is nothing to compare. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length || expected.length === 0) return Infinity
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] ?? NaN
    const e = expected[i] ?? NaN
    if (!Number.isFinite(a) || !Number.isFinite(e)) return Infinity
    worst = Math.max(worst, Math.abs(a - e) / Math.max(1, Math.abs(e)))
  }
  return worst
}

/** The largest error of a part that a step may lack: 0 if both lack it, infinite if only one does. */
export function partError(actual: ArrayLike<number> | undefined, expected: ArrayLike<number> | undefined): number {
  if (actual === undefined || expected === undefined) return actual === expected ? 0 : Infinity
  return largestError(actual, expected)
}

export function expectClose(actual: number, expected: number, tolerance = 1e-12): void {
  expect(largestError([actual], [expected]), `${actual} against ${expected}`).toBeLessThanOrEqual(tolerance)
}

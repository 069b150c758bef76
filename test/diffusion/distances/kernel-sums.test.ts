import { expect, it } from 'vitest'
import {
  kernelDistance,
  kernelDistanceOf,
  type KernelSums,
  noPoints,
  normalArray,
  repeated,
  uniformArray,
  withPoints,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'

const D = 3
const normals = (step: number, points: number, mean = 0) =>
  Float64Array.from(normalArray({ seed: 5, purpose: 'points', step, sample: 0 }, points * D), (z) => z + mean)
const reference = normals(0, 60)
const inTurn = (points: Float64Array, classes: number) =>
  Array.from({ length: points.length / D }, (_, i) => i % classes)
const grown = (parts: readonly Float64Array[], classes = 1, to = reference): KernelSums =>
  parts.reduce((sums, part) => withPoints(sums, part, inTurn(part, classes), to, D), noPoints(classes))

/** The mean of k(yᵢ, yⱼ), i ≠ j, over points of one class. */
const meanWithin = (points: Float64Array) => {
  const n = points.length / D
  return grown([points]).within.reduce((a, b) => a + b, 0) / (n * (n - 1))
}
const within = meanWithin(reference)

it('points that come one batch after another give the distance of all of them together', () => {
  const all = normals(3, 40, 0.3)
  const bits = grown([all.slice(0, 7 * D), all.slice(7 * D, 8 * D), all.slice(8 * D)])
  expect(largestError(bits.within, [...grown([all]).within])).toBeLessThan(1e-9)
  expectClose(kernelDistanceOf(bits, within)?.mean ?? NaN, kernelDistance(all, reference, D))
})

it.each([1, 4])('its error is as large as the distance spreads, over many sets of points of %d classes', (classes) => {
  const set = (i: number) => normals(10 + i, 32, 0.5).map((z, k) => z + 0.5 * (Math.floor(k / D) % classes))
  const all = Array.from({ length: 80 }, (_, i) => kernelDistanceOf(grown([set(i)], classes), within))
  const spread = repeated(all.map((each) => each?.mean ?? NaN)).error * Math.sqrt(all.length)
  const statedError = Math.sqrt(repeated(all.map((each) => (each?.error ?? NaN) ** 2)).mean)
  expect(statedError / spread).toBeGreaterThan(0.75)
  expect(statedError / spread).toBeLessThan(1.35)
})

it('points of classes in turn have the distance of points of random classes, where a plain mean over pairs would be too small', () => {
  const classes = 4
  /** Far apart: around 0, 2, 4 and 6, so that pairs of one class are much nearer. */
  const set = (step: number, n: number) => normals(step, n).map((z, k) => 0.3 * z + 2 * (Math.floor(k / D) % classes))
  const to = set(1000, 400)
  const random = (step: number, n: number) => {
    const u = uniformArray({ seed: 6, purpose: 'points', step, sample: 0 }, n)
    return normals(step, n).map((z, k) => 0.3 * z + 2 * Math.floor(classes * (u[Math.floor(k / D)] ?? NaN)))
  }
  const toItself = meanWithin(to) // 400 of them: their pairs are those of random classes, to a quarter of a per cent
  const of = (sums: (i: number) => KernelSums) =>
    repeated(Array.from({ length: 60 }, (_, i) => kernelDistanceOf(sums(i), toItself)?.mean ?? NaN))
  const [weighed, plain] = [of((i) => grown([set(i, 16)], classes, to)), of((i) => grown([set(i, 16)], 1, to))]
  const free = of((i) => grown([random(i, 16)], 1, to))
  expect(Math.abs(weighed.mean - free.mean)).toBeLessThan(4 * Math.hypot(weighed.error, free.error))
  expect(plain.mean).toBeLessThan(weighed.mean - 10 * weighed.error)
})

it('of fewer than three points of a class nothing is said, and what is not finite is refused', () => {
  expect(kernelDistanceOf(grown([normals(4, 2)]), within)).toBeUndefined()
  expect(kernelDistanceOf(grown([normals(4, 8)], 3), within)).toBeUndefined()
  expect(() => grown([Float64Array.of(1, NaN, 0)])).toThrow(RangeError)
  expect(() => grown([Float64Array.of(1, 2)])).toThrow(RangeError)
})

import { expect, test } from 'vitest'
import { cosineSchedule, givenSchedule, linearSchedule } from '../../../src/diffusion'
import { boundWeights, LENGTHS, logTimes, ofLength, signalCurve, varianceRatios } from '../../../src/walk/bound/curves'
import { twinOf } from '../../../src/walk/bound/twins'
import golden from '../../golden/bound.json'

test('β̃/β comes to 1 the sooner, the more steps a process is cut into', () => {
  const atTenth = LENGTHS.map((T) => varianceRatios(ofLength({ id: 'cosine' }, T)).find(([x]) => x >= 0.3)?.[1] ?? NaN)
  expect(atTenth).toEqual(atTenth.toSorted((a, b) => a - b))
  expect(atTenth[0]).toBeLessThan(0.7)
  expect(atTenth.at(-1)).toBeGreaterThan(0.999)
  for (const T of LENGTHS)
    for (const [, ratio] of varianceRatios(linearSchedule(T))) {
      expect(ratio).toBeGreaterThan(0)
      expect(ratio).toBeLessThanOrEqual(1)
    }
})

test('ᾱ of the linear schedule is gone where the cosine one has a tenth left', () => {
  const at = (schedule: Parameters<typeof signalCurve>[0], x: number) =>
    signalCurve(schedule).find(([t]) => t >= x - 1e-9)?.[1] ?? NaN
  expect(at(linearSchedule(), 0.8)).toBeLessThan(0.002)
  expect(at(cosineSchedule(), 0.8)).toBeGreaterThan(0.09)
  expect(signalCurve(cosineSchedule())[0]).toEqual([0, 1])
})

test.each(['linear', 'cosine'])('how much an error counts is compared with t = T/2: %s', (id) => {
  const schedule = id === 'linear' ? linearSchedule() : cosineSchedule()
  const { beta, alphaBar } = schedule
  const [b, bar] = [beta[500] ?? NaN, alphaBar[500] ?? NaN]
  const middle = b / (2 * (1 - b) * (1 - bar) * Math.LN2) // Ho et al. 2020, eq. 12, for variance β
  const [first] = boundWeights(schedule, 'beta')
  const goldenRow = golden.weights.find((row) => row.schedule === id && row.t === 2)
  expect(first?.[0]).toBe(2)
  expect((first?.[1] ?? NaN) / ((goldenRow?.beta ?? NaN) / middle)).toBeCloseTo(1, 8)
})

test('a weight that is infinite, where nothing of the picture is left, is left out', () => {
  const zero = givenSchedule(Float64Array.of(0.1, 0.3, 0.6, 1))
  const curve = boundWeights(zero, 'beta')
  expect(curve.length).toBeGreaterThan(0)
  expect(curve.every(([, weight]) => Number.isFinite(weight))).toBe(true)
})

test('times are different integers from end to end', () => {
  const times = logTimes(2, 1000)
  expect(new Set(times).size).toBe(times.length)
  expect([times[0], times.at(-1)]).toEqual([2, 1000])
  expect(logTimes(2, 2)).toEqual([2])
})

test('twins are each other’s, and others have none', () => {
  expect(['digits-v', 'linear-v', 'digits', 'linear', 'fashion-v', 'own-1'].map(twinOf)).toEqual([
    'linear-v',
    'digits-v',
    'linear',
    'digits',
    undefined,
    undefined,
  ])
})

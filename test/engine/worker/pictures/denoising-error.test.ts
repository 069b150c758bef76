import { expect, test } from 'vitest'
import { cosineSchedule, level, levelOfSigma, noiseToSignal, veProcess } from '../../../../src/diffusion'
import { meanSquaredErrorOf } from '../../../../src/engine/worker/pictures/denoising-error'

const schedule = cosineSchedule(1000)
const error = meanSquaredErrorOf({ t: [100, 200, 400], meanSquared: [0.01, 0.04, 0.16] }, schedule)
const at = (t: number) => error(level(schedule, t))

test('is what was measured, between two levels their geometric mean, and beyond them the nearest', () => {
  expect([100, 200, 400].map(at).map((value) => Number(value.toFixed(6)))).toEqual([0.01, 0.04, 0.16])
  expect(at(150)).toBeCloseTo(0.02, 6)
  expect([1, 1000].map(at)).toEqual([0.01, 0.16])
})

test('at equal log-SNR it is the same on any process', () => {
  const same = levelOfSigma(veProcess(), noiseToSignal(level(schedule, 300)))
  expect(error(same)).toBeCloseTo(at(300), 6)
})

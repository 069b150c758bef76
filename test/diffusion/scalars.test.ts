import { expect, test } from 'vitest'
import { edmProcess, levelAt, levelOfSigma, logSnr, networkTimestep, noiseToSignal, timeOf } from '../../src/diffusion'

const process = edmProcess()
const at = levelAt(process, 2)

// The compiler holds this, in `npm test lint`: without the errors that are expected here, it has one of its own.
test('time, timestep, σ̂ and log-SNR are not taken for each other', () => {
  // @ts-expect-error σ̂ is no log-SNR
  expect(timeOf(process, noiseToSignal(at))).not.toBe(2)
  // @ts-expect-error log-SNR is no σ̂
  expect(() => levelOfSigma(process, logSnr(at))).toThrow(RangeError)
  // @ts-expect-error a network's timestep is not its process's time, which is one more
  expect(levelAt(process, networkTimestep(at, 1000))).not.toEqual(at)
})

test('each finds its level again', () => {
  expect(timeOf(process, logSnr(at))).toBeCloseTo(2, 12)
  expect(levelOfSigma(process, noiseToSignal(at)).t).toBeCloseTo(2, 12)
})

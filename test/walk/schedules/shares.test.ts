import { expect, test } from 'vitest'
import {
  cosineSchedule,
  discreteProcess,
  level,
  levelAt,
  linearSchedule,
  logSnr,
  zeroTerminalSnr,
} from '../../../src/diffusion'
import { beyondTraining, EDGE, middleHalf, sharesOf, trainedRange } from '../../../src/walk/schedules/shares'

const schedules = {
  linear: linearSchedule(1000),
  cosine: cosineSchedule(1000),
  zero: zeroTerminalSnr(linearSchedule(1000)),
}

test.each(Object.entries(schedules))(
  'the shares of the %s schedule are those of its levels, and all of them',
  (_, schedule) => {
    const shares = sharesOf(schedule)
    expect(shares).toHaveLength(2 * EDGE)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    const lambdas = Array.from({ length: 1000 }, (__, i) => logSnr(level(schedule, i + 1)))
    const between = (high: number, low: number) =>
      lambdas.filter((lambda) => lambda <= high && lambda > low).length / 1000
    expect(shares[EDGE]).toBeCloseTo(between(0, -1), 9)
    expect(shares[EDGE - 3]).toBeCloseTo(between(3, 2), 9)
    expect(shares.at(-1)).toBeCloseTo(lambdas.filter((lambda) => lambda <= -EDGE + 1).length / 1000, 9)
  },
)

test('the linear schedule spends more of its steps in almost pure noise than the cosine', () => {
  const [linear, cosine] = [schedules.linear, schedules.cosine].map(middleHalf)
  expect(linear?.[1]).toBeLessThan(-4)
  expect(cosine?.[1]).toBeGreaterThan(-2.5)
})

test('levels beyond what a network was trained on are counted at each end, and data is none of them', () => {
  const training = discreteProcess(schedules.linear)
  const [cleanest, noisiest] = trainedRange(training)
  expect(cleanest).toBeCloseTo(Math.log(0.9999 / 0.0001), 6)
  expect(noisiest).toBeCloseTo(logSnr(levelAt(training, 1000)), 9)
  const cosine = discreteProcess(schedules.cosine)
  const levels = [1000, 999, 500, 1, 0].map((t) => levelAt(cosine, t))
  expect(beyondTraining(levels, training)).toEqual({ cleaner: 1, noisier: 2 })
  expect(beyondTraining([{ t: 1000, signal: 0, noise: 1 }], training)).toEqual({ cleaner: 0, noisier: 1 })
  expect(beyondTraining(levels, cosine)).toEqual({ cleaner: 0, noisier: 0 })
})

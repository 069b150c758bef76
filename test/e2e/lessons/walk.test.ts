import { expect, test } from 'vitest'
import { browsing } from '../visit'
import { answerOf, takeLesson } from './take'

const visit = browsing()

test('What noise does: half noise is at t = 497, the way back is the same to the last digit, 400 noises cancel, and nothing is left at the end', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#lesson=noise' })
  const answers = await takeLesson(page, 'noise')
  const half = answerOf(answers, 'mix')
  expect(half.figures['alpha']).toBeCloseTo(Math.SQRT1_2, 2)
  expect(Math.abs(Number(half.truth) - 500)).toBeLessThan(10) // “in the middle of the timeline”
  expect(answerOf(answers, 'back')).toMatchObject({ truth: 'same', figures: { difference: 0 } })
  expect(answerOf(answers, 'back').figures['other']).toBeGreaterThan(0.5)
  const { mean = 0, noisy = 1 } = answerOf(answers, 'average').figures
  expect(mean).toBeGreaterThan(0.95)
  expect(noisy).toBeLessThan(0.6)
  expect(answerOf(answers, 'end').truth).toBeLessThan(1e-4)
})

import { expect, test } from 'vitest'
import type { LessonId } from '../../../src/lessons/lesson'
import { browsing } from '../visit'
import { answerOf, takeLesson } from './take'

const visit = browsing()

/** Takes a lesson. @returns what was measured at a step */
async function take(id: LessonId) {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: `#lesson=${id}` })
  const answers = await takeLesson(page, id)
  return (step: string) => answerOf(answers, step)
}

test('A thousand steps in one line: two noises are one, 400 steps are one, in any order, and what is left is a product', async () => {
  const at = await take('line')
  expect(Number(at('sum').truth)).toBeCloseTo(1, 1)
  expect(at('chain').truth).toBe('alike')
  expect(at('chain').figures['withItsNoise']).toBeLessThan(1e-6)
  expect(at('chain').figures['difference']).toBeGreaterThan(0.5)
  expect(Number(at('product').truth)).toBeCloseTo(0.079, 3)
  expect(at('order').truth).toBe('same')
  expect(at('order').figures['half']).toBeGreaterThan(0.05 + (at('order').figures['halfTurned'] ?? NaN))
})

test('Schedules: the linear one drowns the picture after a quarter, its first steps back are nearly wasted, and few steps tell schedules apart', async () => {
  const at = await take('schedules')
  expect(at('drown').truth).toBe(260)
  expect(Number(at('wasted').truth)).toBeCloseTo(1 / 3, 1)
  expect(at('skip').truth).toBe('cosine')
  expect(at('skip').figures['linear']).toBeLessThan(0.1)
  expect(at('few').truth).toBe('few')
  expect(Number(at('draw').truth)).toBeCloseTo(1 / 3, 1)
})

test('Four answers: x̂₀ is worse in noise and ε̂ better, dividing by α ruins a guess, and the score is large near the picture', async () => {
  const at = await take('answers')
  const { early = 1, middle = 1, late = 0 } = at('guess').figures
  expect(early).toBeLessThan(middle)
  expect(middle).toBeLessThan(late)
  expect(at('noise').truth).toBe('better')
  expect(at('edge').truth).toBe(1)
  const { v = 1, eps = 0 } = at('edge').figures
  expect(v).toBeLessThan(0.6)
  expect(eps).toBeGreaterThan(2)
  expect(at('score').truth).toBe('data')
  expect(at('score').figures['data']).toBeGreaterThan(50)
})

test('The bound: more than half of the bits are in the last ten steps, where one error counts more than thirty times, and importance calms the estimate', async () => {
  const at = await take('bound')
  expect(Number(at('first').truth)).toBeGreaterThan(0.5)
  expect(at('weights').truth).toBe('much')
  expect(at('importance').truth).toBe('much')
})

test('The variance: equal at nine steps of ten, yet worth more than a fifth of the bits; with β five steps leave speckles; the network wants more of it in the strokes', async () => {
  const at = await take('variance')
  expect(at('equal').truth).toBe(92)
  expect(Number(at('bits').truth)).toBeGreaterThan(0.2)
  const { beta = 0, tilde = 9, learned = 9 } = at('few').figures
  expect(at('few').truth).toBe(1)
  expect(beta).toBeGreaterThan(1.3)
  expect(Math.max(tilde, learned)).toBeLessThan(1.2)
  expect(at('place').truth).toBe('ink')
})

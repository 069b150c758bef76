import { expect, test } from 'vitest'
import type { LessonId } from '../../../src/lessons/lesson'
import { browsing } from '../visit'
import { answerOf, takeLesson } from './take'

const visit = browsing()

async function take(id: LessonId) {
  const answers = await takeLesson(await visit({ backend: 'wasm', model: 'shipped', hash: `#lesson=${id}` }), id)
  return (step: string) => answerOf(answers, step)
}

test('Bayes: a classifier leads where it is in doubt, all of them where it is exact, some of nine sevens where it is learned', async () => {
  const of = await take('bayes')
  expect(of('whose').figures['at1000']).toBeLessThan(0.6)
  expect(Math.abs(Number(of('pull').truth) - 225)).toBeLessThan(100)
  expect(of('led').truth).toBe('all')
  expect(of('reader').figures['clean']).toBeGreaterThan(0.9)
  expect(Number(of('reader').truth)).toBeGreaterThan(600) // long after the eye has given up
  expect(of('reader').figures['end']).toBeLessThan(0.3)
  const { right = NaN, strong = NaN } = of('digits').figures
  expect(right).toBeGreaterThan(1) // one of ten without it
  expect(right).toBeLessThan(8)
  expect(strong).toBeGreaterThanOrEqual(8)
})

test('Guidance: alike, beyond what a screen shows, away from the other class, and the cost is that of the beginning', async () => {
  const of = await take('guidance')
  expect(of('varied').truth).toBe('less')
  expect(of('bright').figures['plain']).toBeLessThan(0.05)
  expect(of('bright').truth).toBeGreaterThan(0.4)
  expect(of('crowd')).toMatchObject({ truth: 'away' })
  expect(of('sketch').figures['at1']).toBeGreaterThan(0.9)
  expect(of('sketch').figures['at9']).toBeLessThan(0.65)
  const { early = NaN, middle = NaN, late = NaN } = of('interval').figures
  expect(early).toBeLessThan(0.9)
  for (const varietyRatio of [middle, late]) expect(Math.abs(varietyRatio - 1)).toBeLessThan(0.06)
})

test('Training: right first in much noise, six points by heart, the shape of fifty; the exact answer copies; 500 steps of digits', async () => {
  const of = await take('train')
  expect(of('first').truth).toBe('noisy')
  expect(of('few').truth).toBeLessThan(0.5)
  expect(of('many').truth).toBe('fresh')
  expect(of('exact').truth).toBe('copies')
  expect(of('exact').figures['novelty']).toBeLessThan(0.05)
  const { after500 = NaN, after2000 = NaN, after4000 = NaN } = of('growing').figures
  expect(after4000).toBeGreaterThan(0.9)
  expect(after2000).toBeLessThan(after4000)
  expect(after500).toBeLessThan(0.5)
})

test('One step: to the middle of everything; a student does in one what its teacher does in thirty, by nearly the same map', async () => {
  const of = await take('onestep')
  expect(of('mean').truth).toBe('middle')
  expect(of('student').truth).toBe('many')
  expect(of('same').truth).toBeLessThan(0.25)
  expect(of('more').truth).toBe('worse')
})

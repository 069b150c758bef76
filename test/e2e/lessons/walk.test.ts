import { expect, test } from 'vitest'
import { lessonsText } from '../../../src/i18n/lessons'
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
  expect(answerOf(answers, 'left').truth).toBeLessThan(1e-4)
})

test('And back: the first guess is a blur, and a mean; half of its error is gone early; from much noise another three comes back', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#lesson=back' })
  const answers = await takeLesson(page, 'back')
  const guess = answerOf(answers, 'guess')
  expect(guess.truth).toBe('blurred')
  expect(guess.figures['grey']).toBeGreaterThan(2 * (guess.figures['greyAtEnd'] ?? NaN))
  expect(Math.abs(guess.figures['withNoise'] ?? NaN)).toBeLessThan(0.1)
  const mean = answerOf(answers, 'mean')
  expect(mean.truth).toBe(2)
  expect(mean.figures['mean']).toBeLessThan(0.8 * (mean.figures['focus'] ?? NaN))
  expect(mean.figures['focus']).toBeLessThan(mean.figures['end'] ?? NaN)
  const sharper = answerOf(answers, 'sharper')
  expect(sharper.truth).toBeGreaterThan(650) // early, in noise
  expect(sharper.figures['left']).toBeLessThan(0.25)
  const again = answerOf(answers, 'again')
  expect(again.truth).toBe('other')
  expect(again.figures['near']).toBeLessThan(0.4 * (again.figures['far'] ?? NaN))
})

test('The same noise, another digit: the eight is like its three; asked for nothing, the guess is the mean of all digits; late, the picture wins', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#lesson=digit' })
  const answers = await takeLesson(page, 'digit')
  const pair = answerOf(answers, 'pair').figures
  expect(pair['sameNoise']).toBeGreaterThan((pair['next'] ?? NaN) + 0.2)
  const stays = answerOf(answers, 'stays').figures
  expect(stays['pairs']).toBeGreaterThanOrEqual(8)
  expect(stays['ones']).toBeLessThan(stays['pairs'] ?? NaN) // “do not make a law of it”
  expect(stays['strokes']).toBeGreaterThan(0.5)
  expect(stays['slant']).toBeGreaterThan(0.3)
  const nothing = answerOf(answers, 'nothing')
  expect(nothing.truth).toBe(1)
  expect(nothing.figures['mean']).toBeLessThan(0.7 * (nothing.figures['one'] ?? NaN))
  const late = answerOf(answers, 'late')
  expect(late.figures['first']).toBe(0) // where the three is plain, it stays
  expect(late.truth).toBeGreaterThan(400)
  expect(late.truth).toBeLessThan(800)
})

test('How many steps: one is a blur, two are readable, the first buy most, and β leaves specks in five; one engine measures it all', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#lesson=steps' })
  const engines = () => page.workers().filter((worker) => worker.url().includes('worker-entry')).length
  let startedEngines = engines()
  page.on('worker', (worker) => {
    startedEngines += Number(worker.url().includes('worker-entry'))
  })
  const answers = await takeLesson(page, 'steps')
  const one = answerOf(answers, 'one')
  expect(one.truth).toBe('blurred')
  expect(Math.abs(one.figures['withNoise'] ?? NaN)).toBeLessThan(0.1)
  const read = answerOf(answers, 'read').figures
  expect(read['few']).toBeGreaterThanOrEqual(7)
  expect(read['greyOfFew']).toBeGreaterThan(1.3 * (read['greyOfMore'] ?? NaN))
  const { first = NaN, middle = NaN, last = NaN } = answerOf(answers, 'distance').figures
  expect((first - middle) / 8).toBeGreaterThan((2 * (middle - last)) / 8)
  expect(last).toBeLessThan(middle)
  const other = answerOf(answers, 'other')
  expect(other.truth).toBe('other')
  expect(other.figures['apart']).toBeGreaterThan(0.15)
  const chance = answerOf(answers, 'chance')
  expect(chance.truth).toBe('large')
  for (const sampler of ['ddim', 'small'])
    expect(chance.figures['large']).toBeGreaterThan(2 * (chance.figures[sampler] ?? NaN))
  expect([startedEngines, engines()]).toEqual([2, 2]) // the walk's own, and the one that measures beside the screen
  await page.getByRole('button', { name: lessonsText.card.leave }).click()
  await expect.poll(engines).toBe(1)
})

test('Chance and certainty: a seed repeats all dice, half of the dial is nearly all, two papers are one walk, and late dice change little', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#lesson=eta' })
  const answers = await takeLesson(page, 'eta')
  expect(answerOf(answers, 'twice')).toMatchObject({ truth: 'same' })
  expect(answerOf(answers, 'twice').figures['other']).toBeGreaterThan(0.3)
  const dial = answerOf(answers, 'dial').figures
  expect(dial['none']).toBe(0)
  expect(dial['half']).toBeGreaterThan(0.75 * (dial['full'] ?? NaN))
  const papers = answerOf(answers, 'papers')
  expect(papers.truth).toBe('same')
  expect(papers.figures['large']).toBeGreaterThan(0.02)
  const branch = answerOf(answers, 'branch')
  expect(branch.truth).toBeGreaterThan(500)
  expect(branch.truth).toBeLessThan(800)
  expect(branch.figures['late']).toBeLessThan(0.25 * (branch.figures['otherNoise'] ?? NaN))
})

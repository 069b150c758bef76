import { expect, test } from 'vitest'
import { browsing } from '../visit'
import { answerOf, takeLesson, type Taken } from './take'

const visit = browsing()

const take = async (id: 'ddim' | 'score' | 'sde' | 'edm' | 'flow') =>
  takeLesson(await visit({ backend: 'wasm', model: 'shipped', hash: `#lesson=${id}` }), id)
const figure = ({ figures }: Taken, name: string) => figures[name] ?? NaN

test('DDIM is taken by keys: the same clouds, the same noise, a way up and down, and a trace in the noise', async () => {
  const answers = await take('ddim')
  expect(answerOf(answers, 'marginals').truth).toBe('cloud')
  const same = answerOf(answers, 'same')
  expect(figure(same, 'same')).toBeGreaterThan(figure(same, 'other') + 0.1)
  expect(answerOf(answers, 'back').truth).toBeGreaterThan(0.8)
  const trace = answerOf(answers, 'trace')
  expect(trace.truth).toBe('trace')
  expect(figure(trace, 'chance')).toBeCloseTo(0.036, 3)
  expect(answerOf(answers, 'between').truth).toBe('arc')
}, 120_000)

test('the score is taken by keys: longest far out, peaks without noise, stuck at little noise, decided at middling noise', async () => {
  const answers = await take('score')
  expect(answerOf(answers, 'arrows').truth).toBe('far')
  expect(answerOf(answers, 'climb').truth).toBe('peaks')
  expect(answerOf(answers, 'stuck').truth).toBeGreaterThan(0.93)
  expect(answerOf(answers, 'annealed').truth).toBeGreaterThan(200)
  expect(answerOf(answers, 'annealed').truth).toBeLessThan(450)
}, 120_000)

test('SDE and ODE are taken by keys: chance forgets, the half keeps the width, the flow knows the density', async () => {
  const answers = await take('sde')
  expect(figure(answerOf(answers, 'pair'), 'ode')).toBe(0)
  expect(Math.abs(Number(answerOf(answers, 'pair').truth) - 7 / 8)).toBeLessThan(0.08)
  expect(answerOf(answers, 'half').truth).toBe('collapse')
  expect(answerOf(answers, 'wrong').truth).toBe('ode')
  expect(answerOf(answers, 'density').truth).toBe('exact')
}, 120_000)

test('EDM is taken by keys: bent at middling noise, where a level costs most; Euler wins at nine evaluations', async () => {
  const answers = await take('edm')
  expect(figure(answerOf(answers, 'bend'), 'from')).toBeLessThan(2)
  expect(answerOf(answers, 'levels').truth).toBe(6)
  expect(answerOf(answers, 'leave').truth).toBe('middle')
  expect(answerOf(answers, 'heun').truth).toBe('euler')
}, 120_000)

test('flow matching is taken by keys: bent paths, no step saved by the process, straightened by reflow', async () => {
  const answers = await take('flow')
  expect(Math.abs(Number(answerOf(answers, 'lines').truth) - Math.SQRT1_2)).toBeLessThan(0.03)
  expect(Math.abs(Number(answerOf(answers, 'bent').truth) - 1.8)).toBeLessThan(0.2)
  expect(answerOf(answers, 'few').truth).toBe('same')
  const reflow = answerOf(answers, 'reflow')
  expect(Math.abs(figure(reflow, 'before') - 1.5)).toBeLessThan(0.25)
  expect(reflow.truth).toBeLessThan(1.2)
  expect(figure(reflow, 'oneStep')).toBeGreaterThan(0.2) // one step is not enough yet
}, 180_000)

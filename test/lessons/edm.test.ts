import { expect, test } from 'vitest'
import { energyDistance } from '../../src/diffusion'
import { edm } from '../../src/lessons/content/edm'
import { particlesAt } from '../../src/lessons/instruments/particles'
import { answerOver, planeOf } from './plane-over-arrays'

test('bend: the direction changes at middling noise alone, neither far out nor next to the data', async () => {
  const { truth, figures } = await answerOver(edm, 'bend')
  const heights = truth as readonly number[]
  expect(Math.max(...heights.slice(-2))).toBeLessThan(0.05) // σ above 20
  expect(heights[0]).toBeLessThan(0.3) // σ about 0.003
  expect(Math.max(...heights.slice(3, 9))).toBe(1)
  expect(figures['from']).toBeGreaterThan(0.5)
  expect(figures['from']).toBeLessThan(2)
  expect(figures['to']).toBeLessThan(0.05)
}, 60_000)

test('levels: of twelve levels six lie below σ = 2 at ρ = 7, one where steps are equal in σ', async () => {
  const { figures } = await answerOver(edm, 'levels', { particles: 2 })
  expect(figures).toEqual({ below: 6, equal: 1, levels: 12 })
})

test('levels: in twelve steps ρ = 7 ends far nearer to the data’s distribution than ρ = 1', async () => {
  const plane = planeOf(edm, 'levels')
  const { settings, points } = plane
  expect([settings.rho, settings.beside?.rho, settings.beside?.steps]).toEqual([7, 1, 12])
  const [good = NaN, equal = NaN] = (await plane.finish()).map((run) => energyDistance(particlesAt(run), points.xy, 2))
  expect(good).toBeLessThan(equal / 10)
})

test('leave: leaving out a level in the middle does the most harm; the first and the last cost next to nothing', async () => {
  const { truth, figures } = await answerOver(edm, 'leave')
  expect(truth).toBe('middle')
  const wholeError = figures['allLevels'] ?? NaN
  expect(figures['middle']).toBeGreaterThan(2 * wholeError)
  for (const end of ['first', 'last'])
    expect(Math.abs((figures[end] ?? NaN) - wholeError)).toBeLessThan(0.05 * wholeError)
  expect(Math.round(figures['sigmaFirst'] ?? NaN)).toBe(48)
  expect(figures['sigmaMiddle']).toBeLessThan(1)
}, 60_000)

test('heun: at nine evaluations Euler ends nearer, at thirty-five Heun does', async () => {
  const { truth, figures } = await answerOver(edm, 'heun')
  expect(truth).toBe('euler')
  expect(figures['heunMany']).toBeLessThan(0.8 * (figures['eulerMany'] ?? NaN))
  const runs = await planeOf(edm, 'heun').finish()
  expect(runs.map(({ frames }) => frames.at(-1)?.nfe)).toEqual([9, 9])
}, 60_000)

test('recipe: both runs take 35 evaluations', async () => {
  const runs = await planeOf(edm, 'recipe').finish()
  expect(runs.map(({ frames }) => frames.at(-1)?.nfe)).toEqual([35, 35])
}, 60_000)

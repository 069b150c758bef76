import { expect, test } from 'vitest'
import { flow } from '../../src/lessons/content/flow'
import { particlesAt } from '../../src/lessons/instruments/particles'
import { answerOver, planeOf } from './plane-over-arrays'

const few = { particles: 150, pointCount: 400 }

test('lines: half way the cloud is √½ as wide as at both ends', async () => {
  const { figures } = await answerOver(flow, 'lines')
  expect(Math.abs((figures['half'] ?? NaN) - Math.SQRT1_2)).toBeLessThan(0.03)
  for (const end of ['data', 'noise']) expect(Math.abs((figures[end] ?? NaN) - 1)).toBeLessThan(0.06)
})

test('bent: with independent pairs the paths of the flow are more than half as long again as straight lines', async () => {
  const { figures } = await answerOver(flow, 'bent', few)
  expect(figures['detour']).toBeGreaterThan(1.6)
  expect(figures['detour']).toBeLessThan(2)
}, 60_000)

test('bent: from pure noise every particle sets out to the middle of the data', async () => {
  const plane = planeOf(flow, 'bent', few)
  const [run] = await plane.walks([{ steps: 1 }])
  if (!run) throw new Error('no run')
  const ends = particlesAt(run)
  const mean = [0, 1].map((axis) => plane.points.xy.filter((_, k) => k % 2 === axis).reduce((a, b) => a + b, 0) / 400)
  ends.forEach((value, k) => {
    expect(Math.abs(value - (mean[k % 2] ?? NaN))).toBeLessThan(1e-3)
  })
}, 60_000)

test('few: four steps on the straight process end as near to the data as four steps of DDIM on the cosine schedule', async () => {
  const { truth, figures } = await answerOver(flow, 'few', few)
  expect(truth).toBe('same')
  expect(figures['one']).toBeGreaterThan(8 * (figures['flow'] ?? NaN))
  const [straight, curved] = await planeOf(flow, 'few', few).finish()
  expect([straight?.spec.process.id, curved?.spec.process.id]).toEqual(['flow', 'discrete'])
  expect([straight?.frames.length, curved?.frames.length]).toEqual([5, 5])
}, 60_000)

import { expect, test } from 'vitest'
import { sde } from '../../src/lessons/content/sde'
import { distancesOf, particlesAt } from '../../src/lessons/instruments/particles'
import { meanOf } from '../../src/diffusion'
import { answerOver, planeOf } from './plane-over-arrays'

const few = { particles: 120, pointCount: 400 }

test('pair: with other random numbers about seven of eight particles of the SDE end elsewhere, none of the ODE; the clouds are the same', async () => {
  const { figures } = await answerOver(sde, 'pair', few)
  expect(figures['ode']).toBe(0)
  expect(Math.abs((figures['sde'] ?? NaN) - 7 / 8)).toBeLessThan(0.1)
  expect(figures['apart']).toBeLessThan(0.05)
}, 120_000)

test('half: without its noise the SDE’s equation draws the cloud together to almost a point; ODE and SDE keep its width', async () => {
  const { truth, figures } = await answerOver(sde, 'half', few)
  expect(truth).toBe('collapse')
  expect(figures['without']).toBeLessThan(0.15)
  expect(Math.abs((figures['ode'] ?? NaN) - 1)).toBeLessThan(0.12)
  expect(Math.abs((figures['sde'] ?? NaN) - 1)).toBeLessThan(0.12)
}, 120_000)

test('map: particles that begin side by side end side by side by the ODE, not by the SDE', async () => {
  const plane = planeOf(sde, 'map', few)
  const [ode, chance] = await plane.walks([{}, { sampler: 'reverse-sde', steps: 60 }])
  if (!ode || !chance) throw new Error('no runs')
  const start = particlesAt(ode, 0)
  const n = start.length / 2
  // the other particle that began nearest to each
  const next = Array.from({ length: n }, (_, i) => {
    const distances = distancesOf(
      start,
      Float32Array.from({ length: 2 * n }, (_, k) => start[2 * i + (k % 2)] ?? NaN),
    )
    return distances
      .map((d, j) => (j === i ? Infinity : d))
      .reduce((best, d, j, all) => (d < (all[best] ?? NaN) ? j : best), 0)
  })
  const spread = (end: Float32Array) =>
    meanOf(
      distancesOf(
        end,
        Float32Array.from({ length: 2 * n }, (_, k) => end[2 * (next[k >> 1] ?? 0) + (k % 2)] ?? NaN),
      ),
    )
  expect(spread(particlesAt(ode))).toBeLessThan(spread(particlesAt(chance)) / 3)
}, 120_000)

test('wrong: a start that lies too far to the right spoils what the ODE makes, not what the SDE makes', async () => {
  const { truth } = await answerOver(sde, 'wrong', few)
  expect(truth).toBe('ode')
}, 120_000)

test('density: in 16 steps the flow’s log density is the formula’s, to a hundredth of a nat', async () => {
  const { truth, figures } = await answerOver(sde, 'density')
  expect(truth).toBe('exact')
  expect(figures['most']).toBeLessThan(0.01)
  expect(figures['range']).toBeGreaterThan(1)
}, 120_000)

import { describe, expect, test } from 'vitest'
import { type Level, noised, normalArray, posterior } from '../../src/diffusion'
import type { PlaneRunSpec } from '../../src/engine/protocol/plane'
import { difference } from './formula'
import { N, PARTICLES, framesOf, openedOn, oracle, oracleOf, overArrays, points, specOf, startOf } from './plane-engine'

describe.each(['wasm', 'webgpu'] as const)('runs on %s', (name) => {
  const { listener, engine } = openedOn(name)

  test.each([
    ['DDIM', {}],
    ['DDPM', { sampler: { id: 'ddpm', variance: 'beta-tilde' } }],
    ['Heun on EDM', { sampler: { id: 'heun', churn: 0 }, process: { id: 'edm', schedule: 'cosine' } }],
    ['DPM-Solver++ of order 2', { sampler: { id: 'dpm-solver++', order: 2 } }],
    [
      'annealed Langevin on VE',
      { sampler: { id: 'annealed-langevin', step: 0.1, count: 2 }, process: { id: 've', schedule: 'cosine' } },
    ],
    ['flow Euler', { sampler: { id: 'flow-euler' }, process: { id: 'flow', schedule: 'cosine' } }],
    [
      'RK45 on the VP SDE',
      { sampler: { id: 'rk45', absolute: 1e-3, relative: 1e-3 }, process: { id: 'vp', schedule: 'cosine' } },
    ],
    ['Euler on the sub-VP SDE', { sampler: { id: 'euler' }, process: { id: 'sub-vp', schedule: 'cosine' } }],
    [
      'midpoint on the cosine interpolant',
      { sampler: { id: 'midpoint' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
    ['RK4 on EDM', { sampler: { id: 'rk4' }, process: { id: 'edm', schedule: 'cosine' } }],
    [
      'UniPC on the cosine interpolant',
      { sampler: { id: 'unipc' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
    ['PNDM on the VP SDE', { sampler: { id: 'pndm' }, process: { id: 'vp', schedule: 'cosine' } }], // cosine begins at σ̂ ≈ 2·10⁴, by which it multiplies rounding
    ['LMS on the sub-VP SDE', { sampler: { id: 'lms', order: 4 }, process: { id: 'sub-vp', schedule: 'cosine' } }],
    [
      'Euler ancestral on VE',
      { sampler: { id: 'euler-ancestral', eta: 1 }, process: { id: 've', schedule: 'cosine' } },
    ],
    [
      'SDE-DPM-Solver++ on the sub-VP SDE',
      { sampler: { id: 'sde-dpm-solver++', order: 2 }, process: { id: 'sub-vp', schedule: 'cosine' } },
    ],
    [
      'the reverse SDE of the sub-VP SDE',
      { sampler: { id: 'reverse-sde' }, process: { id: 'sub-vp', schedule: 'cosine' } },
    ],
    [
      'predictor–corrector on VE',
      { sampler: { id: 'predictor-corrector', snr: 0.16, count: 1 }, process: { id: 've', schedule: 'cosine' } },
    ],
    ['Langevin', { sampler: { id: 'langevin', step: 0.5 } }],
    ['flow midpoint', { sampler: { id: 'flow-midpoint' }, process: { id: 'flow', schedule: 'cosine' } }],
    [
      'flow Heun on the cosine interpolant',
      { sampler: { id: 'flow-heun' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
  ] as readonly (readonly [string, Partial<PlaneRunSpec>])[])(
    'particles of %s go where they go over arrays, to 1e-4',
    async (_, patch) => {
      const spec = specOf(patch)
      const frames = await framesOf(engine, listener, spec)
      const expected = await overArrays(spec, oracle)
      expect(frames.map(({ xt }, i) => difference(xt, expected[i])).every((error) => error <= 1e-4)).toBe(true)
      const { xt } = await engine.sample(spec, startOf(spec))
      expect(difference(xt, expected.at(-1))).toBeLessThanOrEqual(1e-4)
    },
  )

  test('the first frames of a run at once are those that stepping gives, bit for bit', async () => {
    const spec = specOf({ sampler: { id: 'dpm-solver++', order: 2 } })
    const stepped = await framesOf(engine, listener, spec, 4)
    const { frames } = await engine.frames(spec, startOf(spec), 4)
    expect(frames.map(({ index, nfe }) => [index, nfe])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ])
    for (const part of ['xt', 'x0Hat', 'epsHat'] as const)
      expect(frames.map((frame) => frame[part])).toEqual(stepped.map((frame) => frame[part]))
    for (const steps of [0, 1.5, 7])
      await expect(engine.frames(spec, startOf(spec), steps)).rejects.toMatchObject({ fault: { code: 'plane-levels' } })
  })

  test('DDPM’s analytic variance is β̃ and what the posterior’s own variance adds to it, in the mean over the data', async () => {
    const spec = specOf({ sampler: { id: 'ddpm', variance: 'analytic' } })
    const frames = await framesOf(engine, listener, spec, 4)
    for (const [step, { added }] of frames.entries()) {
      const [from, to] = spec.levels.slice(step, step + 2) as [Level, Level]
      const z = normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw: 0 }, 2 * PARTICLES)
      const variance = ((added?.[0] ?? NaN) / (z[0] ?? NaN)) ** 2
      const q = posterior(from, to)
      const eps = normalArray({ seed: 99, purpose: 'forward', step, sample: 0 }, 2 * 100 * N)
      const noisy = noised(
        Float32Array.from(eps, (_, k) => points.xy[k % (2 * N)] ?? NaN),
        eps,
        from,
      )
      const all = oracleOf(null)
      const mean =
        Array.from({ length: 100 * N }, (_, i) => all.posteriorVariance(noisy.subarray(2 * i, 2 * i + 2), from)).reduce(
          (sum, v) => sum + v,
          0,
        ) /
        (100 * N)
      expect(Math.abs((variance - q.betaTilde) / (q.x0 ** 2 * mean) - 1)).toBeLessThanOrEqual(0.1) // a mean of 1,024 draws
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  ddpm,
  gaussianOracle,
  inpainting,
  level,
  oracleDenoiser,
  renoised,
  repaintPath,
} from '../../../src/diffusion'
import golden from '../../golden/editing.json'
import { expectClose, largestError } from '../closeness'
import { levelsOf, noise, nonsense, pixels, run, samplers, schedule } from './editing-runs'

describe.each(samplers)('inpainting by replacement around %s', (_name, sampler) => {
  const n = 12
  const knownPixels = pixels(1, n)
  const mask: Float32Array = Float32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0))
  const { end, steps } = run(inpainting({ knownPicture: knownPixels, mask })(sampler), nonsense, levelsOf(8), n)

  it('keeps the known pixels to the bit, and fills the others', () => {
    end.forEach((value, i) => {
      if (mask[i]) expect(value).toBe(knownPixels[i])
      else expect(value).not.toBe(knownPixels[i])
    })
  })

  it('shows its parts: next = mean + added', () => {
    for (const { next, mean, added, to } of steps) {
      expect(next).toEqual(added ? arrayAlgebra.combine([1, mean], [1, added]) : mean)
      expect(added === undefined).toBe(to.noise === 0)
    }
  })

  it('noises the known pixels to the level reached', () => {
    for (const { mean, to } of steps)
      mean.forEach((value, i) => {
        if (mask[i]) expectClose(value, to.signal * (knownPixels[i] ?? NaN), 1e-7)
      })
  })

  it('is the sampler itself where nothing is known, and the picture where all is', () => {
    const none = inpainting({ knownPicture: knownPixels, mask: new Float32Array(n) })(sampler)
    expect(largestError(run(none, nonsense, levelsOf(1), n).end, run(sampler, nonsense, levelsOf(1), n).end)).toBe(0)
    expect(
      run(inpainting({ knownPicture: knownPixels, mask: mask.map(() => 1) })(sampler), nonsense, levelsOf(8), n).end,
    ).toEqual(knownPixels)
  })
})

describe("RePaint's way", () => {
  it.each(golden.paths)(
    `is that of diffusers ${golden.note.versions.diffusers}: $steps steps, jump $jump, $resamples times`,
    ({ steps, jump, resamples, path }) => {
      expect(repaintPath(steps, { jump, resamples })).toEqual(path)
    },
  )

  it('goes from N to 0 by single positions, and walks every stretch as often as asked', () => {
    const numbers = fc.record({
      steps: fc.integer({ min: 1, max: 60 }),
      jump: fc.integer({ min: 1, max: 12 }),
      resamples: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(numbers, ({ steps, jump, resamples }) => {
        const path = repaintPath(steps, { jump, resamples })
        expect([path[0], path.at(-1)]).toEqual([steps, 0])
        expect(path.slice(1).every((position, i) => Math.abs(position - (path[i] ?? NaN)) === 1)).toBe(true)
        const downFrom = (position: number) =>
          path.filter((p, i) => p === position && path[i + 1] === position - 1).length
        const end = Math.floor((steps - 1) / jump) * jump + 1 // of the last whole stretch
        const expected = (position: number) => (position > 1 && position <= end ? resamples : 1)
        const positions = Array.from({ length: steps }, (_, i) => i + 1)
        expect(positions.map(downFrom)).toEqual(positions.map(expected))
      }),
      { numRuns: 50 },
    )
  })

  it('heals what replacement alone gets wrong: the unknown half of correlated Gaussian pairs', () => {
    const pairs = 150
    const denoise = oracleDenoiser(gaussianOracle([0, 0], [1, 0.9, 0.9, 1]))
    const first: Float32Array = new Float32Array(2 * pairs).map((_, i) => 1 - (i % 2)) // known to be 1, and known
    const sampler = inpainting({ knownPicture: first, mask: first })(ddpm({ variance: 'beta' }))
    const meanOf = (x: Float32Array) => x.reduce((sum, value, i) => sum + (i % 2 ? value : 0), 0) / pairs
    const levels = levelsOf(20)
    const [replaced, repainted] = [undefined, repaintPath(20, { jump: 4, resamples: 6 })].map((path) =>
      meanOf(run(sampler, denoise, levels, 2 * pairs, path).end),
    )
    const exact = 0.9 // E[x₂ | x₁ = 1]; its standard error here is 0.04
    expect(exact - (replaced ?? NaN)).toBeGreaterThan(0.2)
    expect(Math.abs((repainted ?? NaN) - exact)).toBeLessThan(0.15)
  })

  it('renoises to the marginal: N(α_t·x₀, σ_t²) from N(α_s·x₀, σ_s²)', () => {
    const n = 20_000
    const [from, to] = [level(schedule, 200), level(schedule, 600)]
    const x = arrayAlgebra.combine([from.signal, new Float32Array(n).fill(0.7)], [from.noise, noise(1, n)])
    const up = renoised(arrayAlgebra, x, from, to, () => noise(2, n))
    const mean = up.reduce((a, b) => a + b, 0) / n
    const variance = up.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    expect(Math.abs(mean - 0.7 * to.signal)).toBeLessThan((4 * to.noise) / Math.sqrt(n))
    expect(Math.abs(variance / to.noise ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(() => renoised(arrayAlgebra, x, to, from, () => x)).toThrow('lower noise level')
  })

  it.each([
    [0, 1, 1, 'steps'],
    [5, 0, 1, 'jump'],
    [5, 1, 0, 'resamples'],
    [5, 1.5, 1, 'jump'],
    [NaN, 1, 1, 'steps'],
  ])('refuses %d steps, jump %d, %d times', (steps, jump, resamples, name) => {
    expect(() => repaintPath(steps, { jump, resamples })).toThrow(`${name} must be an integer in [1,`)
  })
})

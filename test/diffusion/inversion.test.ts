import { describe, expect, it } from 'vitest'
import { ddimInversion, makeSampler, uniformTimes, vpProcess } from '../../src/diffusion'
import { affineAlgebra, exactDenoiser, type Gaussian } from './gaussian'
import { hopsOf, walked } from './runs'

describe('DDIM inversion', () => {
  const data: Gaussian = { m: 0.3, s: 0.5 }
  it('and back returns to where it began, the closer the more steps, in order 1', () => {
    const on = vpProcess()
    const errors = [20, 40, 80].map((steps) => {
      const grid = [...uniformTimes(on, steps).slice(0, -1)]
      const denoise = exactDenoiser(affineAlgebra, data, [1])
      const walk = { algebra: affineAlgebra, denoise, normal: () => [] }
      const up = walked(ddimInversion(), hopsOf(on, grid.toReversed()), { ...walk, start: [0.9] })
      const down = walked(makeSampler({ id: 'ddim', eta: 0 }), hopsOf(on, grid), {
        ...walk,
        start: up.at(-1)?.next ?? [],
      })
      return Math.abs((down.at(-1)?.next[0] ?? NaN) - 0.9)
    })
    expect(errors[2]).toBeLessThan(0.06)
    expect(Math.log2((errors[0] ?? 0) / (errors[2] ?? 1)) / 2).toBeGreaterThan(0.8)
  })

  it('begins on the data themselves, and refuses to go down', () => {
    const on = vpProcess()
    const denoise = exactDenoiser(affineAlgebra, data, [1])
    const [step] = walked(ddimInversion(), hopsOf(on, [0, 0.01]), {
      algebra: affineAlgebra,
      denoise,
      normal: () => [],
      start: [0.9],
    })
    expect(step?.x0Hat).toEqual([0.9])
    expect(() =>
      walked(ddimInversion(), hopsOf(on, [0.5, 0.4]), {
        algebra: affineAlgebra,
        denoise,
        normal: () => [],
        start: [0.9],
      }),
    ).toThrow(new RangeError('Inversion leads to a higher noise level, not from t = 0.5 to t = 0.4.'))
  })
})

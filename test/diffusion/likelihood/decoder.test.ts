import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decoderNats } from '../../../src/diffusion'
import { expectClose } from '../closeness'

const values = Float64Array.from({ length: 256 }, (_, k) => -1 + (2 * k) / 255)

describe('the decoder', () => {
  const mean = fc.double({ min: -3, max: 3, noNaN: true })
  const logVariance = fc.double({ min: -16, max: 2, noNaN: true })

  it('gives the 256 pixel values probabilities that sum to 1', () => {
    fc.assert(
      fc.property(mean, logVariance, (m, l) => {
        expectClose(
          values.reduce((sum, x) => sum + Math.exp(-decoderNats('pixels', x, m, l)), 0),
          1,
          1e-11,
        )
      }),
    )
  })

  it('is finite where the paper code has to limit it', () => {
    const nats = decoderNats('pixels', 1, -1, Math.log(1e-6))
    expectClose(nats / ((2 - 1 / 255) ** 2 / 2e-6), 1, 1e-4)
  })

  it('is the density times the width of a bin where that is narrow', () => {
    expectClose(
      decoderNats('pixels', 0.2 / 51, 0.1, 0),
      decoderNats('density', 0.2 / 51, 0.1, 0) - Math.log(2 / 255),
      1e-5,
    )
  })

  it.each([1.5, -2, NaN])('refuses %d as a pixel', (x) => {
    expect(() => decoderNats('pixels', x, 0, 0)).toThrow('A pixel must be a number in [-1.000001, 1.000001]')
  })
})

import { expect, test } from 'vitest'
import { halfToFloat } from '../../../src/network/checkpoint/half'

const all = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits)

/** IEEE 754-2019, section 3.4, binary16. */
function reference(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

test('every F16 becomes its F32, the sign of zero included', () => {
  const wrong = Array.from(halfToFloat(all)).findIndex((value, bits) => !Object.is(value, reference(bits)))
  expect(wrong).toBe(-1)
})

test('a million weights take milliseconds', () => {
  const weights = new Uint16Array(1_000_000).fill(0x3c00)
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    halfToFloat(weights)
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(200)
})

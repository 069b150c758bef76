import { expect, test } from 'vitest'
import { fitsQrCode, modulesPath } from '../../src/ui/qr-code'

const link = (length: number) => `https://example.org/#picture=own.`.padEnd(length, 'x')

test('a short link has a code of the smallest version that holds it, with four empty modules around', () => {
  const { side, path } = modulesPath(link(60))
  expect(side).toBe(17 + 4 * 4 + 8) // version 4-L holds 78 bytes
  expect(path.startsWith('M4 4h1v1h-1z')).toBe(true) // the corner of the first position mark
  expect(path).not.toMatch(/M[0-3] /)
})

test('the longest link that fits has the largest code; one byte more has none', () => {
  expect(fitsQrCode(link(2953))).toBe(true)
  expect(modulesPath(link(2953)).side).toBe(177 + 8)
  expect(fitsQrCode(link(2954))).toBe(false)
  expect(fitsQrCode('ö'.repeat(1500))).toBe(false) // bytes count, not letters
})

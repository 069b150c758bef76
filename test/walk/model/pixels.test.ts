import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromText, toBytes, toText, toValues } from '../../../src/walk/model/pixels'

const bytes = fc.uint8Array({ maxLength: 800 })

test('bytes survive the text of a link, which needs no escaping', () => {
  fc.assert(
    fc.property(bytes, (picture) => {
      const text = toText(picture)
      expect(text).toMatch(/^[\w-]*$/)
      expect(fromText(text)).toEqual(picture)
    }),
  )
})

test('bytes survive being values', () => {
  fc.assert(
    fc.property(bytes, (picture) => {
      expect(Array.from(toBytes(toValues(picture), 1))).toEqual(Array.from(picture))
    }),
  )
})

test('values: 0 is black, 255 is white, the middle is grey', () => {
  expect(Array.from(toValues(Uint8Array.of(0, 255)))).toEqual([-1, 1])
  expect(Array.from(toBytes(Float32Array.of(-3, 0, 3), 3))).toEqual([0, 128, 255])
})

test('what lies beyond the range is clipped', () => {
  expect(Array.from(toBytes(Float32Array.of(-1e9, -1.01, 1.01, Infinity), 1))).toEqual([0, 0, 255, 255])
})

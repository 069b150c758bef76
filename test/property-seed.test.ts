import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from './property-seed'

const drawn = () => fc.sample(fc.double(), 20)

test('property tests draw the same every time', () => {
  expect(fc.readConfigureGlobal().seed).toBe(seed)
  const seen: number[][] = []
  for (const run of [0, 1])
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        ;(seen[run] ??= []).push(value)
      }),
    )
  expect(seen[0]).toEqual(seen[1])
  expect(drawn()).toEqual(drawn())
})

test('one that fails says its seed', () => {
  expect(() => {
    fc.assert(fc.property(fc.nat(), () => false))
  }).toThrow(`seed: ${seed}`)
})

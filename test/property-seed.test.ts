import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from './property-seed'

const drawSamples = () => fc.sample(fc.double(), 20)

test('property tests draw the same every time', () => {
  expect(fc.readConfigureGlobal().seed).toBe(seed)
  const draws: number[][] = []
  for (const run of [0, 1])
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        ;(draws[run] ??= []).push(value)
      }),
    )
  expect(draws[0]).toEqual(draws[1])
  expect(drawSamples()).toEqual(drawSamples())
})

test('one that fails says its seed', () => {
  expect(() => {
    fc.assert(fc.property(fc.nat(), () => false))
  }).toThrow(`seed: ${seed}`)
})

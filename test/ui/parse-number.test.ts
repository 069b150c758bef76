import { describe, expect, test } from 'vitest'
import { nearestStep, type NumberBounds, parseNumber } from '../../src/ui/parse-number'

const decimals: NumberBounds = { min: -80, max: 80, integersOnly: false }
const steps: NumberBounds = { min: 1, max: 1000, integersOnly: true }
const seeds: NumberBounds = { min: 0, max: 4294967295, integersOnly: true }

describe('either mark stands before decimals', () => {
  test.each([
    ['0.05', 0.05],
    ['0,05', 0.05],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['0.5', 0.5],
    ['-2,25', -2.25],
    ['−1.5', -1.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['5,', 5],
    [' 7 ', 7],
    ['1.003', 1.003],
    ['0,125', 0.125],
    ['1,125', 1.125],
    ['4e-3', 0.004],
    ['5e−4', 0.0005],
    ['1,5e1', 15],
    ['+3', 3],
    ['٠٫٥', 0.5],
    ['۱۲', 12],
    ['１２．５'.replace('．', '.'), 12.5],
  ])('%s', (typed, value) => {
    expect(parseNumber(typed, decimals)).toEqual({ kind: 'number', value })
  })
})

describe('thousands', () => {
  test.each([
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1 234 567', 1234567],
    ['1\u202F234', 1234],
    ['12’345', 12345],
    ['1_000', 1000],
    ['1,234.0', 1234],
    ['1.234,0', 1234],
  ])('%s', (typed, value) => {
    expect(parseNumber(typed, seeds)).toEqual({ kind: 'number', value })
  })

  test('one mark and three digits is asked about where both are possible, else it is the one that is', () => {
    expect(parseNumber('1,000', steps)).toEqual({ kind: 'ambiguous', values: [1000, 1] })
    expect(parseNumber('1.000', steps)).toEqual({ kind: 'ambiguous', values: [1000, 1] })
    expect(parseNumber('1,250', { min: 0, max: 5000, integersOnly: false })).toEqual({
      kind: 'ambiguous',
      values: [1250, 1.25],
    })
    expect(parseNumber('1.250', { min: 0, max: 5000, integersOnly: false })).toEqual({ kind: 'number', value: 1.25 }) // as the page itself writes it
    expect(parseNumber('2,000', decimals)).toEqual({ kind: 'number', value: 2 })
    expect(parseNumber('0,050', { min: 0, max: 5000, integersOnly: false })).toEqual({ kind: 'number', value: 0.05 })
  })
})

test.each([
  '',
  'ten',
  '1,2,3',
  '1.2.3',
  '1,23.4',
  '1.23,4',
  '12,34,567',
  '1..5',
  '5 %',
  '0x10',
  '--1',
  '1 2',
  'NaN',
  'Infinity',
  '1e999',
  '1/2',
])('“%s” is refused', (typed) => {
  expect(parseNumber(typed, seeds)).toEqual({ kind: 'none' })
})

test('a number is taken to the nearest that the control offers', () => {
  expect(nearestStep(0.07, { min: 0, max: 80, step: 0.05 })).toBe(0.05)
  expect(nearestStep(99, { min: 0, max: 80, step: 0.1 })).toBe(80)
  expect(nearestStep(0.9996, { min: 0.9, max: 1.1, step: 0.001 })).toBe(1)
  expect(nearestStep(-5, { min: 1, max: 1000, step: 1 })).toBe(1)
  expect(nearestStep(3, { min: 0, max: 3.2, step: 0.5 })).toBe(3)
})

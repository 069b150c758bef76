import { afterEach, describe, expect, test } from 'vitest'
import { duration } from '../../src/i18n'
import { setLocale } from '../../src/i18n/format/locale'
import {
  asChosen,
  count,
  exactly,
  fixed,
  megabytes,
  perCent,
  significant,
  integer,
} from '../../src/i18n/format/numbers'
import { plural } from '../../src/i18n/format/plural'

afterEach(() => {
  setLocale('en')
})

test('a scale that was chosen is shown as it was chosen, not rounded to another', () => {
  expect([1.25, 1.5, 2, 10, 0, -0.5].map(asChosen)).toEqual(['1.25', '1.5', '2', '10', '0', '−0.5'])
})

test('numbers have a true minus sign, and infinity a sign of its own', () => {
  expect([fixed(-1.25, 1), fixed(0, 2), fixed(Infinity, 1), fixed(-Infinity, 1), fixed(NaN, 2)]).toEqual([
    '−1.3',
    '0.00',
    '∞',
    '−∞',
    '–',
  ])
})

test('a number is rounded as toFixed rounds it, whatever its last digit', () => {
  for (const value of [1.005, 0.15, 2.675, 1e-7, 123.456, 0.045])
    for (const decimals of [0, 1, 2, 3]) expect(fixed(value, decimals)).toBe(value.toFixed(decimals))
})

test('durations in the largest fitting unit', () => {
  expect([999, 1000, 9999, 10_000, 89_999, 90_000].map(duration)).toEqual([
    '999 ms',
    '1.0 s',
    '10.0 s',
    '10 s',
    '90 s',
    '2 min',
  ])
})

test('places on a scale are not grouped, amounts are', () => {
  expect([integer(1000), count(1000), count(1_234_567)]).toEqual(['1000', '1,000', '1,234,567'])
  expect([exactly(0.0001), exactly(80), significant(19_876, 2), significant(0.01234, 2)]).toEqual([
    '0.0001',
    '80',
    '20,000',
    '0.012',
  ])
  expect([perCent(0.123), perCent(0.1234, 1), megabytes(8_123_456)]).toEqual(['12', '12.3', '8.1'])
})

describe('in another language', () => {
  test('numbers have its marks', () => {
    setLocale('uk')
    expect([fixed(-1.5, 1), asChosen(0.25), perCent(0.1234, 1)]).toEqual(['−1,5', '0,25', '12,3'])
    expect(count(1_234_567).replace(/\s/g, ' ')).toBe('1 234 567')
    expect(integer(1000)).toBe('1000')
  })

  test('counted things have its plural forms', () => {
    const forms = { one: 'крок', few: 'кроки', many: 'кроків', other: 'кроку' }
    setLocale('uk')
    expect([1, 2, 5, 11, 21, 22, 1.5].map((n) => plural(n, forms))).toEqual([
      'крок',
      'кроки',
      'кроків',
      'кроків',
      'крок',
      'кроки',
      'кроку',
    ])
    setLocale('zh')
    expect([1, 2].map((n) => plural(n, { other: '步' }))).toEqual(['步', '步'])
  })
})

test('in English one thing is one, and every other number more', () => {
  const forms = { one: 'step', other: 'steps' }
  expect([0, 1, 2, 1.5].map((n) => plural(n, forms))).toEqual(['steps', 'step', 'steps', 'steps'])
})

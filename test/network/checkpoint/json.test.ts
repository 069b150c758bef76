import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson, readUniqueJson } from '../../../src/network/checkpoint/json'
import { parseObject } from '../../../src/network/checkpoint/fields'
import { errorOf } from '../checkpoint-files'

describe('JSON as Python writes it', () => {
  test('has three words that are no JSON', () => {
    expect(readJson('{"a": NaN, "b": [Infinity, -Infinity], "c": "NaN", "d": "\\u0041 -Infinity"}')).toEqual({
      a: NaN,
      b: [Infinity, -Infinity],
      c: 'NaN',
      d: 'A -Infinity',
    })
  })

  test('is otherwise what the standard says, for any value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readUniqueJson(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    '',
    ' ',
    '{',
    '{"a":}',
    '{"a":1,}',
    '[1,]',
    '[1 2]',
    '{"a" 1}',
    '{1:2}',
    '01',
    '+1',
    'nan',
    '-NaN',
    '.5',
    '1.',
    '"\n"',
    '"\\x"',
    "{'a': 1}",
    '[1]]',
    '{"a":1}{',
    '"a',
    ',',
    'NaN NaN',
  ])('%j is none', (text) => {
    expect(() => readJson(text)).toThrow()
    expect(() => readUniqueJson(text)).toThrow()
  })

  test('a name that occurs twice is an error where names have to be unique, wherever it is', () => {
    expect(readJson('{"a": NaN, "a": 2}')).toEqual({ a: 2 })
    for (const text of ['{"a":1,"a":2}', '[{"b":{"a":1,"\\u0061":2}}]'])
      expect(() => readUniqueJson(text)).toThrow('twice')
  })

  test('a name that JavaScript gives a meaning is a name like others', () => {
    const value = readJson('{"__proto__": {"polluted": NaN}}') as object
    expect([Object.keys(value), Object.hasOwn(value, '__proto__'), 'polluted' in {}]).toEqual([
      ['__proto__'],
      true,
      false,
    ])
  })

  test('brackets without end are refused at once', () => {
    for (const open of ['[', '{"a":']) expect(() => readUniqueJson(open.repeat(300_000))).toThrow('deep')
  })
})

test('a file in the encodings in which Windows writes text', () => {
  const text = '{"a": "ü"}'
  const units = Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0))
  const little = Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]))
  const big = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 255]))
  for (const bytes of [little, big, new TextEncoder().encode(`\ufeff${text}`)])
    expect(parseObject('file', bytes).value).toEqual({ a: 'ü' })
})

test('a Git LFS pointer in the place of a file is named', () => {
  expect(
    errorOf(() =>
      parseObject(
        'config.json',
        new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n'),
      ),
    ).code,
  ).toBe('lfs-pointer')
})

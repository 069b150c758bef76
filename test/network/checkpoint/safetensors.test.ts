import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CheckpointError } from '../../../src/network/errors'
import { parseSafetensors } from '../../../src/network/checkpoint/safetensors'
import { codeOf, errorOf } from '../checkpoint-files'

const expected = new Map<string, readonly number[]>([
  ['a.weight', [2, 3]],
  ['a.bias', [2]],
])
const good = {
  'a.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  'a.bias': { dtype: 'F16', shape: [2], data_offsets: [24, 28] },
}
const data = new Uint8Array(28)
new DataView(data.buffer).setFloat32(4, 1.5, true)
new DataView(data.buffer).setUint16(26, 0xc000, true) // −2

function file(header: unknown, body: Uint8Array = data, length?: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + body.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true)
  bytes.set(text, 8)
  bytes.set(body, 8 + text.length)
  return bytes
}

const parse = (bytes: Uint8Array) => parseSafetensors('weights', bytes, expected)

test('a correct file is read, F32 and F16, metadata ignored', () => {
  const weights = parse(file({ __metadata__: { format: 'pt' }, ...good }))
  expect(Array.from(weights.get('a.weight')?.data ?? [])).toEqual([0, 1.5, 0, 0, 0, 0])
  expect(Array.from(weights.get('a.bias')?.data ?? [])).toEqual([0, -2])
})

test('BF16 is read: the upper half of an F32', () => {
  const body = new Uint8Array(28)
  new DataView(body.buffer).setUint16(24, 0x3fc0, true) // 1.5
  const weights = parse(file({ ...good, 'a.bias': { ...good['a.bias'], dtype: 'BF16' } }, body))
  expect(Array.from(weights.get('a.bias')?.data ?? [])).toEqual([1.5, 0])
})

test('the parts of an attention may have the names of early versions, once', () => {
  const shapes = new Map([['x.attentions.0.to_q.bias', [2]]])
  const old = { 'x.attentions.0.query.bias': { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }
  expect(parseSafetensors('weights', file(old, new Uint8Array(8)), shapes).has('x.attentions.0.to_q.bias')).toBe(true)
  const both = { ...old, 'x.attentions.0.to_q.bias': { dtype: 'F32', shape: [2], data_offsets: [8, 16] } }
  expect(errorOf(() => parseSafetensors('weights', file(both, new Uint8Array(16)), shapes))).toMatchObject({
    code: 'tensor-unexpected',
    details: { field: 'x.attentions.0.query.bias' },
  })
})

test.each([
  ['a Windows path', { trained_in: 'D:\\unet\\digits' }],
  ['letters that Python escapes', { author: 'J\\u00fcrgen' }],
  ['words of the header itself', { note: '"data_offsets" "data_offsets"' }],
])('metadata may hold %s', (_, metadata) => {
  const header = JSON.stringify({ __metadata__: metadata, ...good }).replace('J\\\\u', 'J\\u')
  expect(parse(file(header)).size).toBe(2)
})

test('a name may be written with escapes', () => {
  expect(parse(file(JSON.stringify(good).replace('a.bias', 'a.b\\u0069as'))).has('a.bias')).toBe(true)
})

test('what a wrapper puts before every name is left off', () => {
  expect(
    parse(file(JSON.stringify(good).replace('a.bias', 'module.a.bias').replace('a.weight', '_orig_mod.a.weight'))).size,
  ).toBe(2)
})

test("the frequencies of a Fourier embedding may have diffusers' other name, alone or with the same values under both", () => {
  const shapes = new Map([['time_proj.weight', [2]]])
  const entry = (begin: number) => ({ dtype: 'F32', shape: [2], data_offsets: [begin, begin + 8] })
  expect(
    parseSafetensors('weights', file({ 'time_proj.W': entry(0) }, new Uint8Array(8)), shapes).has('time_proj.weight'),
  ).toBe(true)
  const both = { 'time_proj.W': entry(0), 'time_proj.weight': entry(8) }
  expect(parseSafetensors('weights', file(both, new Uint8Array(16)), shapes).size).toBe(1)
  expect(
    errorOf(() =>
      parseSafetensors(
        'weights',
        file(
          both,
          Uint8Array.from({ length: 16 }, (_, i) => i),
        ),
        shapes,
      ),
    ),
  ).toMatchObject({ code: 'tensor-unexpected', details: { field: 'time_proj.W' } })
})

describe('what breaks the format is named', () => {
  test.each([
    ['an empty file', new Uint8Array(0), 'truncated'],
    ['a header longer than the file', file(good, data, 900), 'truncated'],
    ['a header that claims exabytes', file(good, data, 2 ** 62), 'header'],
    ['a header that is not JSON', file('{"a.weight": '), 'header'],
    ['a header that is a list', file('[]'), 'header'],
    ['data that ends early', file(good, data.subarray(0, 27)), 'truncated'],
    ['data that goes on', file(good, new Uint8Array(29)), 'header'],
    [
      'a hole',
      file({ ...good, 'a.bias': { ...good['a.bias'], data_offsets: [25, 29] } }, new Uint8Array(29)),
      'header',
    ],
    [
      'an overlap',
      file({ ...good, 'a.bias': { ...good['a.bias'], data_offsets: [20, 24] } }, data.subarray(0, 24)),
      'header',
    ],
    [
      'two tensors in one place',
      file(
        {
          'a.weight': { ...good['a.weight'], shape: [2], data_offsets: [0, 8] },
          'a.bias': { ...good['a.bias'], dtype: 'F32', data_offsets: [0, 8] },
        },
        data.subarray(0, 8),
      ),
      'header',
    ],
    [
      'a name that occurs twice',
      file(JSON.stringify(good).replace('{', '{"a.bias":{"dtype":"F16","shape":[2],"data_offsets":[24,28]},')),
      'header',
    ],
    [
      'a name that occurs twice, once behind an escape',
      file(JSON.stringify(good).replace('{', '{"a.b\\u0069as":{"dtype":"F16","shape":[2],"data_offsets":[24,28]},')),
      'header',
    ],
    [
      'an entry that says one thing twice',
      file(JSON.stringify(good).replace('"shape":[2]', '"shape":[9],"shape":[2]')),
      'header',
    ],
    [
      'a Git LFS pointer',
      new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 4321\n'),
      'lfs-pointer',
    ],
    [
      'offsets that do not fit the shape',
      file({ ...good, 'a.bias': { ...good['a.bias'], data_offsets: [24, 27] } }, data.subarray(0, 27)),
      'header',
    ],
    [
      'a huge tensor',
      file({ ...good, 'a.bias': { dtype: 'F32', shape: [2 ** 31, 2 ** 20], data_offsets: [24, 24 + 2 ** 53] } }),
      'header',
    ],
    ['a negative shape', file({ ...good, 'a.bias': { ...good['a.bias'], shape: [-2] } }), 'header'],
    ['a type that is not supported', file({ ...good, 'a.bias': { ...good['a.bias'], dtype: 'F64' } }), 'header'],
    ['a zip archive', Uint8Array.from([0x50, 0x4b, 3, 4, ...new Uint8Array(60)]), 'zip'],
    ['a pickle', Uint8Array.from([0x80, 2, 0x8a, 0x0a, ...new Uint8Array(60)]), 'pickle'],
    ['a header that claims 10 GB', file(good, data, 10e9), 'header'],
    ['an entry that is null', file({ ...good, 'a.bias': null }), 'header'],
    ['a missing tensor', file({ 'a.weight': good['a.weight'] }, data.subarray(0, 24)), 'tensor-missing'],
    [
      'an unknown tensor',
      file({ ...good, 'b.bias': { dtype: 'F16', shape: [1], data_offsets: [28, 30] } }, new Uint8Array(30)),
      'tensor-unexpected',
    ],
    ['a transposed tensor', file({ ...good, 'a.weight': { ...good['a.weight'], shape: [3, 2] } }), 'tensor-shape'],
    ['a NaN', file(good, new Uint8Array(28).fill(0xff)), 'tensor-value'],
    [
      'an infinity',
      file(
        good,
        data.map((byte, i) => (i === 25 ? 0x7c : byte)),
      ),
      'tensor-value',
    ],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(() => parse(bytes))).toBe(code)
  })
})

test('the refusal says which tensor, its shape, and the shape that it should have', () => {
  const wrong = { ...good, 'a.weight': { ...good['a.weight'], shape: [3, 2] } }
  expect(errorOf(() => parse(file(wrong))).details).toEqual({
    file: 'weights',
    field: 'a.weight',
    found: '[3, 2]',
    expected: '[2, 3]',
  })
})

describe('hostile headers', { timeout: 60_000 }, () => {
  const names = ['a.weight', 'a.bias', '__proto__', 'constructor', 'toString', '__metadata__', '']
  const entry = fc.oneof(
    fc.record(
      {
        dtype: fc.constantFrom('F16', 'BF16', 'F32', 'I64', 7),
        shape: fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double())),
        data_offsets: fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger()), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  )
  const header = fc
    .array(fc.tuple(fc.constantFrom(...names), entry))
    .map(
      (entries) => `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
    )

  test('are refused with a sentence; nothing crashes, hangs or pollutes', () => {
    fc.assert(
      fc.property(fc.oneof(header, fc.json(), fc.string()), fc.uint8Array({ maxLength: 64 }), (text, body) => {
        expect(() => parse(file(text, body))).toThrow(CheckpointError)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 5000 },
    )
  })

  test('random bytes, too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parse(bytes)).toThrow(CheckpointError)
      }),
      { numRuns: 2000 },
    )
  })

  test('a megabyte of brackets is no danger', () => {
    expect(codeOf(() => parse(file('['.repeat(1_000_000))))).toBe('header')
  })
})

import { describe, expect, test } from 'vitest'
import { isSafePath, parseCard } from '../../../src/network/checkpoint/card'
import { checkClasses } from '../../../src/network/checkpoint/checkpoint'
import { parseConfig } from '../../../src/network/checkpoint/config'
import { changed, errorOf, json, read, tiny } from '../checkpoint-files'

const bytes = changed(read(tiny, 'card.json'), {})
const card = JSON.parse(new TextDecoder().decode(bytes)) as { files: Record<string, object> }
const withFile = (path: string, entry: unknown) => changed(bytes, { files: { ...card.files, [path]: entry } })
const fine = { bytes: 1, sha256: '0'.repeat(64) }

test('a card is read; extra fields are ignored', () => {
  const parsed = parseCard(changed(bytes, { extra: { a: 1 } }), 'folder')
  expect(parsed).toMatchObject({ id: 'tiny', nullClass: 10, quality: {} })
  expect(parsed.labels).toHaveLength(10)
  expect(parsed.files.get('probe.json')?.bytes).toBeGreaterThan(0)
  expect(parsed).not.toHaveProperty('extra')
})

test('what was measured is kept as it stands, guided runs too', () => {
  const runs = [
    { sampler: 'ddim', steps: 50, accuracy: 0.964 },
    { sampler: 'ddim', steps: 50, guidance: 2, accuracy: 0.994 },
    { sampler: 'ddim', steps: 50, guidance: null },
  ]
  expect(parseCard(changed(bytes, { quality: { runs } }), 'tiny').quality).toEqual({ runs })
})

test('the folder stands for a missing id; quality may not have been judged', () => {
  expect(parseCard(changed(bytes, { id: undefined, quality: null }), 'folder')).toMatchObject({
    id: 'folder',
    quality: null,
  })
})

test('its classes must be ones that the network takes: rows of its table, or any number, and no vector', () => {
  const config = parseConfig('config', read(tiny, 'unet/config.json')) // a table of eleven rows
  const ten = parseCard(bytes, 'tiny')
  for (const takes of [{}, { class_embed_type: 'timestep' as const, num_class_embeds: null }])
    expect(() => {
      checkClasses(ten, { ...config, ...takes })
    }).not.toThrow()
  for (const takes of [
    { num_class_embeds: 10 },
    { num_class_embeds: null },
    { class_embed_type: 'identity' as const, num_class_embeds: null },
  ]) {
    expect(
      errorOf(() => {
        checkClasses(ten, { ...config, ...takes })
      }),
    ).toMatchObject({ code: 'field', details: { field: 'labels' } })
  }
  expect(() => {
    checkClasses(
      { ...ten, labels: [], nullClass: 0 },
      { ...config, class_embed_type: 'identity', num_class_embeds: null },
    )
  }).not.toThrow()
})

describe('menus: what a class is made of', () => {
  const colours = {
    labels: ['red square', 'red circle', 'red', 'blue square', 'blue circle', 'blue', 'square', 'circle'],
    nullClass: 8,
  }

  test('each has its labels, and an "any" after them', () => {
    const menus = { colour: ['red', 'blue'], shape: ['square', 'circle'] }
    expect(parseCard(changed(bytes, { ...colours, menus }), 'folder').menus).toEqual([
      { name: 'colour', labels: ['red', 'blue'] },
      { name: 'shape', labels: ['square', 'circle'] },
    ])
  })

  test('without them there is one of all labels; without labels there is none, and no class for "none"', () => {
    expect(parseCard(changed(bytes, colours), 'folder')).toMatchObject({
      menus: [{ name: 'class', labels: colours.labels }],
      noClass: 8,
    })
    expect(parseCard(changed(bytes, { labels: [], nullClass: 0 }), 'folder')).toMatchObject({
      menus: [],
      noClass: null,
      nullClass: 0,
    })
  })

  test.each([
    ['menus', 7],
    ['menus', { colour: ['red'], shape: ['square'] }], // four combinations, for nine
    ['menus', Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`menu ${i}`, []]))],
    ['menus.colour', { colour: 'red' }],
    ['menus.colour', { colour: [1, 2] }],
  ])('%s %j is refused', (field, menus) => {
    expect(errorOf(() => parseCard(changed(bytes, { ...colours, menus }), 'folder'))).toMatchObject({
      code: 'field',
      details: { field },
    })
  })

  test('a menu by a name with a meaning in JavaScript is just a menu', () => {
    const hostile = new TextDecoder()
      .decode(changed(bytes, { ...colours, menus: { m: [] } }))
      .replace('{"m":[]}', '{"__proto__":["red","blue"],"constructor":["square","circle"]}')
    expect(parseCard(new TextEncoder().encode(hostile), 'folder').menus.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
    ])
    expect('polluted' in {}).toBe(false)
  })
})

describe('a tampered card is refused, and the field named', () => {
  test.each([
    ['format', { format: 2 }],
    ['title', { title: 7 }],
    ['title', { title: 'x'.repeat(1000) }],
    ['labels', { labels: '0123456789' }],
    ['labels', { labels: [1, 2] }],
    ['nullClass', { nullClass: -1 }],
    ['nullClass', { nullClass: 1.5 }],
    ['nullClass', { nullClass: 11 }],
    ['data', { data: null }],
    ['data.licence', { data: { name: 'x', source: 'x' } }],
    ['recipe', { recipe: [] }],
    ['denoisingError', { denoisingError: 7 }],
    ['denoisingError.t', { denoisingError: { t: [], meanSquared: [] } }],
    ['denoisingError.t', { denoisingError: { t: [2, 1], meanSquared: [0.1, 0.2] } }],
    ['denoisingError.meanSquared', { denoisingError: { t: [1, 2], meanSquared: [0.1] } }],
    ['denoisingError.meanSquared', { denoisingError: { t: [1, 2], meanSquared: [0.1, -1] } }],
    ['files', { files: undefined }],
    ['files', { files: {} }],
  ])('%s', (field, fields) => {
    const { code, details } = errorOf(() => parseCard(changed(bytes, fields), 'folder'))
    expect({ code, field: details.field }).toEqual({ code: 'field', field })
  })

  test.each([
    ['bytes', { ...fine, bytes: 2 ** 40 }],
    ['bytes', { ...fine, bytes: 0 }],
    ['sha256', { ...fine, sha256: 'xyz' }],
  ])('files: %s', (field, entry) => {
    expect(errorOf(() => parseCard(withFile('probe.json', entry), 'folder')).details.field).toBe(
      `files.probe.json.${field}`,
    )
  })

  test('not JSON, or no object', () => {
    expect(errorOf(() => parseCard(new TextEncoder().encode('{"format": 1,'), 'x')).code).toBe('not-json')
    expect(errorOf(() => parseCard(json([1]), 'x')).code).toBe('not-json')
  })
})

test.each([
  '../up',
  'a/../b',
  '/root',
  'https://evil/x',
  'a\\b',
  '',
  'a//b',
  '.',
  './a',
  'a?b',
  'a#b',
  'a%2e%2e',
  'unet/.hidden',
  'x'.repeat(201),
])('the path %j is refused', (path) => {
  expect(isSafePath(path)).toBe(false)
  expect(errorOf(() => parseCard(withFile(path, fine), 'folder')).details.field).toBe('files')
})

test('names with a meaning in JavaScript are just unknown names', () => {
  const hostile = new TextDecoder()
    .decode(bytes)
    .replace('"recipe":{}', '"recipe":{"__proto__":{"polluted":1},"constructor":2,"a":{"prototype":3,"b":4}}')
    .replace('{', '{"__proto__":{"format":9},')
  const parsed = parseCard(new TextEncoder().encode(hostile), 'folder')
  expect(parsed.recipe).toEqual({ a: { b: 4 } })
  expect(Object.keys(parsed.recipe)).toEqual(['a'])
  expect('polluted' in {}).toBe(false)
})

test('facts that are nested without end are cut', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000)
  const parsed = parseCard(
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace('"recipe":{}', `"recipe":{"a":${deep}}`)),
    'folder',
  )
  expect(JSON.stringify(parsed.recipe)).toBe('{"a":[[[[null]]]]}')
})

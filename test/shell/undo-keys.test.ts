import { expect, test } from 'vitest'
import { undone } from '../../src/i18n/en/undone'
import { undoneText } from '../../src/i18n/undone'
import { defaults as plane } from '../../src/plane/settings'
import { undoKey } from '../../src/shell/undo-keys'
import { defaults as walk } from '../../src/walk/model/settings'

const press = (key: string, modifiers: string) =>
  undoKey({
    key,
    code: 'KeyZ',
    ctrlKey: modifiers.includes('ctrl'),
    metaKey: modifiers.includes('cmd'),
    shiftKey: modifiers.includes('shift'),
    altKey: modifiers.includes('alt'),
  })

test.each([
  ['z', 'ctrl', 'undo'],
  ['z', 'cmd', 'undo'],
  ['Z', 'ctrl shift', 'redo'],
  ['Z', 'cmd shift', 'redo'],
  ['y', 'ctrl', 'redo'],
  ['я', 'ctrl', 'undo'],
  ['z', '', undefined],
  ['z', 'ctrl alt', undefined],
  ['Y', 'ctrl shift', undefined],
  ['x', 'ctrl', undefined],
] as const)('%s with “%s” asks for %s', (key, modifiers, way) => {
  expect(press(key, modifiers)).toBe(way)
})

test('every setting of both rooms has a name, for an undo to say', () => {
  const looked = new Set(['t', 'frame', 'inspecting', 'study', 'chosen'])
  for (const key of [...Object.keys(walk), ...Object.keys(plane)])
    expect(Object.hasOwn(undone.names, key) || looked.has(key), key).toBe(true)
})

test('of settings that change together the leading one is named', () => {
  expect(undoneText({ way: 'undo', keys: ['grid', 'sampler', 'steps'] })).toBe('Undone: the sampler.')
  expect(undoneText({ way: 'redo', keys: ['points'] })).toBe('Redone: the points.')
  expect(undoneText({ way: 'undo', keys: [] })).toBe('There is nothing to undo.')
  expect(undoneText({ way: 'undo', keys: Object.keys(walk) })).toBe('Undone: all settings.')
})

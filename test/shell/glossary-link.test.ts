import { expect, test } from 'vitest'
import { glossaryOf, saysMore, withoutGlossary } from '../../src/shell/glossary-link'
import { readLink } from '../../src/walk/run/link'

test('a link may open the glossary, at an entry or at its beginning, beside what it says of a room', () => {
  expect(glossaryOf('#glossary')).toEqual({})
  expect(glossaryOf('#t=300&glossary=eta')).toEqual({ term: 'eta' })
  expect(glossaryOf('#t=300')).toBeUndefined()
  expect([saysMore('#glossary=eta'), saysMore('#room=plane&glossary')]).toEqual([false, true])
  expect(['#glossary=eta', '#t=300&glossary=eta&go=reverse', '#t=300&glossary'].map(withoutGlossary)).toEqual([
    '',
    '#t=300&go=reverse',
    '#t=300',
  ])
})

test('the room does not take the glossary for a setting of its own', () => {
  const { settings, notes } = readLink('#t=300&glossary=eta')
  expect(settings.t).toBe(300)
  expect(notes).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { type Language, languageOf } from '../../src/i18n/language'
import { saysMore } from '../../src/shell/glossary-link'
import { languageIn, withLanguage } from '../../src/shell/language-link'
import { readLink } from '../../src/walk/run/link'
import { readLink as readPlane } from '../../src/plane/link'

const [english, pseudo] = ['en', 'pseudo'].map((id) => languageOf(id)) as [Language, Language]

describe('a link carries the language', () => {
  test.each(['#lang=pseudo', '#t=250&lang=pseudo', '#lang=pseudo&t=250', '#t=250&lang=pseudo.', '%23lang%3Dpseudo'])(
    'of %s',
    (fragment) => {
      expect(languageIn(fragment)).toBe(pseudo)
    },
  )

  test('unless any visitor with this browser gets it', () => {
    expect(withLanguage('#t=250', pseudo, english)).toBe('#t=250&lang=pseudo')
    expect(withLanguage('', pseudo, english)).toBe('#lang=pseudo')
    expect(withLanguage('#t=250', english, english)).toBe('#t=250')
    expect(withLanguage('#t=250', english, pseudo)).toBe('#t=250&lang=en')
  })

  test('which sets nothing in a room', () => {
    expect(readLink('#lang=pseudo')).toEqual(readLink(''))
    expect(readLink('#t=250&lang=pseudo')).toEqual(readLink('#t=250'))
    expect(readPlane('#room=plane&lang=pseudo').notes).toEqual([])
    expect([saysMore('#lang=pseudo&glossary=eta'), saysMore('#t=3&glossary')]).toEqual([false, true])
  })

  test('one that the page has not is noted, and the rest of the link is read', () => {
    const { settings, notes } = readLink('#lang=klingon&t=250')
    expect(settings.t).toBe(250)
    expect(notes).toEqual([{ kind: 'ignored', name: 'lang', linkValue: 'klingon' }])
    expect(languageIn('#lang=klingon&t=250')).toBeUndefined()
  })

  test('and swallows nothing of what follows it', () => {
    expect(readLink('#lang=pseudo%26t=250').settings.t).toBe(250)
  })
})

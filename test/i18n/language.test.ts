import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { findTerms } from '../../src/glossary/find'
import { faultText, text } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import {
  follow,
  type Language,
  language,
  languageOf,
  onLanguage,
  preferredLanguage,
  speak,
} from '../../src/i18n/language'
import { accented } from '../../src/i18n/pseudo/accented'
import { settingsText } from '../../src/i18n/settings'
import { spelling } from '../../src/i18n/spelling'

const [english, pseudo] = ['en', 'pseudo'].map((id) => languageOf(id)) as [Language, Language]

afterEach(() => speak(english))

describe('when another language is put on', () => {
  test('every part of the page has its words at once, and English again after it', async () => {
    const read = () => [
      text.close,
      settingsText.samplers.name,
      filesText.draw.title,
      faultText('not-picture', { name: 'x.bin' }),
    ]
    const before = read()
    await speak(pseudo)
    expect(language()).toBe(pseudo)
    expect(read()).toEqual([
      'Çľľöššé',
      accented('Sampler'),
      accented('Draw a digit'),
      expect.stringMatching(/^“x\.bin” íšš ñöö /),
    ])
    await speak(english)
    expect(read()).toEqual(before)
  })

  test('a part that comes later comes in it', async () => {
    const itsEnglish = text
    await speak(pseudo)
    let close = ''
    follow('text', itsEnglish, (words) => {
      close = words.close
    })
    expect(close).toBe('Çľľöššé')
    await speak(english)
    expect(close).toBe('Close')
  })

  test('who follows it is told, once a change', async () => {
    let times = 0
    const end = onLanguage(() => times++)
    await speak(pseudo)
    await speak(pseudo)
    end()
    await speak(english)
    expect(times).toBe(1)
  })

  test('the last that was asked for is on, in whatever order they arrive', async () => {
    await Promise.all([speak(pseudo), speak(english)])
    expect(language()).toBe(english)
  })

  test('and one whose words do not arrive leaves the one before', async () => {
    await speak(pseudo)
    const missing: Language = { ...pseudo, id: 'xx', load: () => Promise.reject(new Error('no connection')) }
    await expect(speak(missing)).rejects.toThrow('no connection')
    expect([language(), text.close]).toEqual([pseudo, 'Çľľöššé'])
  })
})

test('a browser gets the first of its languages that the page has, never the pseudo-language', () => {
  expect(preferredLanguage(['de-DE', 'en-GB', 'en'])).toBe(english)
  expect(preferredLanguage(['pseudo', 'de'])).toBe(english)
  expect(preferredLanguage([])).toBe(english)
})

describe('the pseudo-language', () => {
  test('accents every word and makes it half as long again', () => {
    expect(accented('Walk a picture into noise')).toBe('Ŵááľķķ a pííçţţúřřé íññţöö ñööíššé')
    const sentence = text.direction.forwardIntro
    expect(accented(sentence).length / sentence.length).toBeGreaterThan(1.3)
  })

  test.each([
    'xₜ = √ᾱₜ·x₀ + σ·ε',
    'DDIM',
    'unet/config.json',
    'WebGPU',
    'MNIST',
    'σ_down',
    'Noisewalk',
    '50',
    'Ŵááľķķ',
  ])('leaves “%s” as it is', (name) => {
    expect(accented(name)).toBe(name)
  })

  test('what a sentence was given stays in it, and nothing that only looks like it', async () => {
    await speak(pseudo)
    expect(text.notice.unknown('no')).toContain('“no”')
    expect(text.notice.unknown('no')).toContain('ñööţ ķññöŵŵ')
  })

  test('the terms of a sentence are found in it as they are in English', async () => {
    const sentences = Object.values(settingsText.samplers.explain)
    const ids = (sentence: string) => findTerms(sentence).flatMap(({ id }) => id ?? [])
    const englishIds = sentences.map(ids)
    expect(englishIds.flat().length).toBeGreaterThan(20)
    await speak(pseudo)
    expect(Object.values(settingsText.samplers.explain).map(ids)).toEqual(englishIds)
    expect(spelling.named[accented('Sampler')]).toBe('sampler')
  })
})

test('before a language is on, the page describes itself in the same words', () => {
  const root = new URL('../../', import.meta.url)
  const html = readFileSync(new URL('index.html', root), 'utf8')
  expect(html).toContain(`<title>${text.title}</title>`)
  expect(html).toContain(`<meta name="description" content="${text.description}" />`)
  expect(readFileSync(new URL('vite.config.ts', root), 'utf8')).toContain(`description: '${text.description}'`)
})

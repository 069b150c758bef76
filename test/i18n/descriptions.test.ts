import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultText } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import { languages, speak } from '../../src/i18n/language'
import type { Description, Descriptions } from '../../src/network/description'
import { unchanged } from '../e2e/language/unchanged'

/** The words for every description take its very values: without this, one that lacks words does not compile. */
const words: { [Code in keyof Descriptions]: (...values: Descriptions[Code]) => string } = filesText.descriptions

const speakIn = async (id: string) => {
  const language = languages.find((each) => each.id === id)
  if (language) await speak(language)
}
beforeAll(() => speakIn('pseudo'))
afterAll(() => speakIn('en'))

describe('in the pseudo-language every word about a refused file changes', () => {
  test.each(Object.keys(words) as (keyof Descriptions)[])('%s', (code) => {
    const description = [code, 2, 3, 4, 5] as unknown as Description
    for (const detail of ['field', 'found', 'expected']) {
      const details = { file: 'config.json', field: 'in_channels', found: '7', expected: '1', [detail]: description }
      const sentence = faultText('field', details)
      expect(unchanged([{ text: sentence, where: code }])).toEqual([])
      expect(sentence).not.toMatch(/undefined|,2/)
    }
  })
})

/** Where the engine refuses something, and what it gives the page's sentence. */
const src = new URL('../../src/', import.meta.url)
const refusing = ['network', 'engine/worker'].flatMap((folder) =>
  readdirSync(new URL(folder, src), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`),
)

test.each(refusing)('%s gives a refusal’s sentence no sentence of its own', (path) => {
  const code = readFileSync(new URL(path, src), 'utf8')
  const details = code.matchAll(/\b(?:field|found|expected): *(['"`])(.*?)\1/g)
  expect([...details].map(([, , text = '']) => text).filter((text) => /[a-z] [a-z]/.test(text))).toEqual([])
})

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Font, openSync } from 'fontkit'
import { describe, expect, test } from 'vitest'
import { firstFaces, laterFaces } from '../../src/ui/fonts'
import { charactersOfThePage } from './page-strings'

const path = (file: string) => join(import.meta.dirname, '../../public/fonts', `${file}.woff2`)
/** fontkit's types leave out the list of a font's tables. */
type OpenFont = Font & { readonly directory: { readonly tables: object } }
const fontOf = (file: string) => openSync(path(file)) as OpenFont
/** The characters that a font has no glyph for. */
const missing = (file: string, characters: Iterable<string>) => {
  const has = new Set(fontOf(file).characterSet)
  return [...characters].filter((character) => !has.has(character.codePointAt(0) ?? NaN))
}
const range = (from: string, to: string) =>
  Array.from({ length: (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0) + 1 }, (_, i) =>
    String.fromCodePoint((from.codePointAt(0) ?? 0) + i),
  )
const LATIN = [...range(' ', '~'), ...range('À', 'ſ')]
const GREEK = [...range('Α', 'Ρ'), ...range('Σ', 'Ω'), ...range('α', 'ω')]
const UKRAINIAN = [...range('а', 'я'), ...range('А', 'Я'), ...Array.from('іїєґІЇЄҐ')]

describe('the page needs no font of its system', () => {
  // ∇ and ∈ are the mathematics font's, which stands behind the text face.
  test('every character of its strings is in its text face or, if it is a sign, in its mathematics font', () => {
    const lacking = missing('sans', charactersOfThePage())
    expect(missing('math', lacking)).toEqual([])
    expect(lacking.filter((character) => /\p{L}|\p{M}|\p{N}|\p{P}/u.test(character))).toEqual([])
  }, 60_000)

  test.each(['sans', 'code'])('%s has Latin and Greek', (file) => {
    expect(missing(file, [...LATIN, ...GREEK])).toEqual([])
  })

  test('the heading face has them but for three rare letters, which are then the text face’s', () => {
    expect(missing('serif', [...LATIN, ...GREEK])).toEqual(Array.from('ĬĭĲĳŦŧ'))
  })

  test.each(['sans-cyrillic', 'serif-cyrillic', 'code'])('%s has Ukrainian', (file) => {
    expect(missing(file, UKRAINIAN)).toEqual([])
  })

  test('the mathematics font has the slanted letters that MathML shows, operators and brackets, and its table of mathematics', () => {
    const slanted = [...range('𝐴', '𝑔'), 'ℎ', ...range('𝑖', '𝑧'), ...range('𝛢', '𝛺'), ...range('𝛼', '𝜔')]
    expect(
      missing('math', [...slanted, ...GREEK, ...Array.from('0123456789+−=·×√()[]{}|‖⟨⟩⌈⌉⌊⌋∑∏∫∂∇∈∝∞≈≠≤≥⊙→←↦ˆ^¯˜~′…')]),
    ).toEqual([])
    expect(fontOf('math').directory.tables).toHaveProperty('MATH')
  })
})

test('a subscript letter is as low and as small as a subscript digit', () => {
  const font = fontOf('sans')
  const box = (character: string) => font.glyphForCodePoint(character.codePointAt(0) ?? 0).bbox
  expect(Math.abs(box('ₜ').minY - box('₁').minY)).toBeLessThan(25)
  expect(box('ₜ').maxY).toBeLessThan(font.xHeight)
})

test('what comes before the first picture is at most 120 kB', () => {
  expect(firstFaces.reduce((sum, { file }) => sum + statSync(path(file)).size, 0)).toBeLessThanOrEqual(120_000)
})

test.each([...firstFaces, ...laterFaces])('$file is named as the page calls it', ({ family, file }) => {
  expect(fontOf(file).familyName).toBe(family)
})

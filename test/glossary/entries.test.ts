import { describe, expect, test } from 'vitest'
import { entries, isTerm, sections } from '../../src/glossary/entries'
import { parseFormula } from '../../src/glossary/formula'
import { glossaryText, type TermId } from '../../src/i18n/glossary'
import { spelling } from '../../src/i18n/spelling'

const ids = Object.keys(glossaryText.terms) as TermId[]

test('the entries are those that have words, each in one section', () => {
  expect(ids.length).toBeGreaterThan(60)
  expect(Object.keys(entries).sort()).toEqual([...ids].sort())
  expect(sections.flatMap(({ entries: of }) => Object.keys(of)).sort()).toEqual([...ids].sort())
  expect(isTerm('constructor')).toBe(false)
})

describe.each(ids)('%s', (id) => {
  const { name, plain, exact } = glossaryText.terms[id]
  const { symbol, formula, source, related } = entries[id]

  test('has a name, one sentence for everybody and one for a student', () => {
    expect(name).toMatch(/\S/)
    for (const sentence of [plain, exact]) {
      expect(sentence).toMatch(/^[\p{L}\d].*\.$/u)
      expect(sentence.slice(0, -1)).not.toMatch(/[.?!] /)
    }
    expect(plain.length, 'words that a fourteen-year-old reads at once').toBeLessThan(140)
  })

  test('has a formula that can be drawn, and a source', () => {
    expect(formula.length).toBeGreaterThan(0)
    for (const each of [symbol, ...formula]) expect(parseFormula(each).length, each).toBeGreaterThan(0)
    expect(source).toMatch(/\d{4}|textbook|Crowson/)
  })

  test('leads on to others', () => {
    expect(related.length).toBeGreaterThan(0)
    for (const other of related) expect(ids).toContain(other)
    expect(related).not.toContain(id)
    expect(new Set(related).size).toBe(related.length)
  })
})

test('everything that is spelled on the page has an entry', () => {
  for (const id of [...Object.keys(spelling.spelled), ...Object.values(spelling.named)]) expect(ids).toContain(id)
  const spellings = Object.values(spelling.spelled).flat()
  expect(new Set(spellings).size).toBe(spellings.length) // nothing means two things
})

import { expect, test } from 'vitest'
import { entries } from '../../src/glossary/entries'
import { parseFormula } from '../../src/glossary/formula'

test('every symbol and formula of the glossary can be read', () => {
  for (const { symbol, formula } of Object.values(entries)) {
    for (const each of [symbol, ...formula]) expect(parseFormula(each).length, each).toBeGreaterThan(0)
  }
})

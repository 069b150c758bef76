import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsText } from '../../src/i18n/settings'
import { SAMPLERS } from '../../src/runs/sampler-settings'
import { cellsOf, samplerTable } from '../../src/runs/sampler-table'

const { samplers } = settingsText
const rows = samplerTable().flatMap((group) => group.rows)
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

test('the table has every sampler once, in the order of the menu', () => {
  expect(rows.map(({ id }) => id)).toEqual(SAMPLERS)
})

test('the README’s table is the page’s, which is what the samplers say of themselves', () => {
  const { sampler, order, noise, evaluations, source } = samplers.table
  const expectedLines = [
    line([sampler, order, noise, evaluations, source]),
    ...rows.map((row) => line([row.title, ...cellsOf(row)])),
  ]
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').split('\n')
  const tableLines = readme.filter((each) => each.startsWith('| ') && !each.startsWith('| ---'))
  expect(tableLines.join('\n')).toBe(expectedLines.join('\n'))
})

test('no cell would break a row of the README', () => {
  for (const row of rows) for (const cell of [row.title, ...cellsOf(row)]) expect(cell).not.toMatch(/[|\n]/)
})

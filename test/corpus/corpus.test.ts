import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { doors } from './doors'

/** case.json: through which door a file of its folder goes, and what comes of it, as far as it matters. */
interface Case { readonly door: string; readonly why: string; readonly file: string; readonly outcome: object }

const folder = join(import.meta.dirname, 'cases')
const cases = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Case] as const)

describe.each(Object.keys(doors))('through the door of %s', (door) => {
  test.each(cases.filter(([, each]) => each.door === door).map(([name, each]) => [name, each.why, each] as const))('%s: %s', async (name, _, { file, outcome }) => {
    const inputFile = new File([readFileSync(join(folder, name, file))], file)
    expect(await doors[door]?.(inputFile)).toMatchObject(outcome)
  })
})

test('every case names a door that is there', () => {
  expect(cases.filter(([, { door }]) => !Object.hasOwn(doors, door))).toEqual([])
})

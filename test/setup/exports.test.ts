import { expect, test } from 'vitest'
import { unusedExports } from './exports'

test('every export of src is used by another file', () => {
  expect(unusedExports(process.cwd())).toEqual([])
})

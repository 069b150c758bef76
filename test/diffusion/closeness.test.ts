import { expect, test } from 'vitest'
import { largestError, partError } from './closeness'

test('nothing compared with nothing is no agreement, nor is a part that only one has', () => {
  expect(largestError([], [])).toBe(Infinity)
  expect(partError(undefined, [1])).toBe(Infinity)
  expect(partError(undefined, undefined)).toBe(0)
})

test('what is not a number, or of another length, agrees with nothing', () => {
  expect(largestError([NaN], [NaN])).toBe(Infinity)
  expect(largestError([1, 2], [1])).toBe(Infinity)
  expect(largestError([1, 201], [1, 200])).toBe(0.005)
})

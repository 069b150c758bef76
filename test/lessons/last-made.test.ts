import { expect, test } from 'vitest'
import { lastMade } from '../../src/lessons/instruments/last-made'

test('what was made last is made once, until the key changes or making fails', async () => {
  const made: string[] = []
  const remember = lastMade<string>()
  const of = (key: string, fails = false) =>
    remember(key, () => {
      made.push(key)
      return fails ? Promise.reject(new Error(key)) : Promise.resolve(key)
    })
  expect(await of('a')).toBe('a')
  expect(await of('a')).toBe('a')
  expect(made).toEqual(['a'])
  await expect(of('b', true)).rejects.toThrow('b')
  expect(await of('b')).toBe('b')
  expect(made).toEqual(['a', 'b', 'b'])
})

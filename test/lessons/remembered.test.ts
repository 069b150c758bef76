import { expect, test } from 'vitest'
import type { Instruments } from '../../src/lessons/instruments/instruments'
import { remembered } from '../../src/lessons/instruments/remembered'
import { defaults, type Settings } from '../../src/walk/model/settings'

const instrumentsOf = (patch: Partial<Settings>, signal = new AbortController().signal) =>
  ({ walk: { settings: { ...defaults, ...patch } }, signal, progress: () => undefined }) as unknown as Instruments

test('pictures and answer are of one computation, wherever the playhead stands; another walk has another', async () => {
  const seeds: number[] = []
  const of = remembered(({ walk: { settings } }) => {
    seeds.push(settings.seed)
    return Promise.resolve(settings.seed)
  })
  expect(await of(instrumentsOf({ seed: 1 }))).toBe(1)
  expect(await of(instrumentsOf({ seed: 1, frame: 7, t: 300 }))).toBe(1)
  expect(seeds).toEqual([1])
  expect(await of(instrumentsOf({ seed: 2 }))).toBe(2)
  expect(seeds).toEqual([1, 2])
})

test('what failed is computed again', async () => {
  let attempts = 0
  const of = remembered(() => (++attempts === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(attempts)))
  await expect(of(instrumentsOf({}))).rejects.toThrow('lost')
  expect(await of(instrumentsOf({}))).toBe(2)
})

test('what a visitor gave up by leaving is computed again, and what was there by then is not', async () => {
  let attempts = 0
  let finish: (value: number) => void = () => undefined
  const of = remembered(() => {
    attempts++
    return new Promise<number>((resolve) => {
      finish = resolve
    })
  })
  const first = new AbortController()
  void of(instrumentsOf({}, first.signal))
  first.abort()
  const second = new AbortController()
  const value = of(instrumentsOf({}, second.signal))
  expect(attempts).toBe(2)
  finish(5)
  expect(await value).toBe(5)
  second.abort()
  expect(await of(instrumentsOf({}))).toBe(5)
  expect(attempts).toBe(2)
})

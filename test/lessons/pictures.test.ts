import { expect, test } from 'vitest'
import card from '../../public/models/digits-v/card.json'
import {
  endsOf,
  greyShare,
  inkOf,
  meanEnd,
  outOfFocus,
  toShownPicture,
  specks,
} from '../../src/lessons/instruments/pictures'
import { remembered } from '../../src/lessons/instruments/remembered'
import { defaults, type Settings } from '../../src/walk/model/settings'

const SIZE = 28
/** A picture of a bar that leans to the right by so many pixels a pixel up. */
const bar = (lean: number, width = 2) =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)]
    return y >= 6 && y < 22 && Math.abs(x - (13.5 - lean * (y - 13.5))) <= width ? 1 : -1
  })

test('how far strokes lean, and how much ink they have, is read off a bar', () => {
  expect(inkOf(bar(0), SIZE).slant).toBeCloseTo(0, 6)
  for (const lean of [-0.5, 0.4]) expect(inkOf(bar(lean), SIZE).slant).toBeCloseTo(lean, 1)
  expect(inkOf(bar(0, 3), SIZE).share).toBeGreaterThan(inkOf(bar(0, 1), SIZE).share)
})

test('a sharp picture has no grey; out of focus, or as a mean of different ones, it has', () => {
  expect(greyShare(bar(0))).toBe(0)
  expect(greyShare(outOfFocus(bar(0), SIZE))).toBeGreaterThan(0.1)
  const xt = Float32Array.from([...bar(0), ...bar(0.4), ...bar(-0.4), ...bar(0.2)])
  const walked = { settings: { ...defaults, samples: 4 } satisfies Settings, frames: [{ xt }] }
  expect(endsOf(walked).map((end) => greyShare(end))).toEqual([0, 0, 0, 0])
  expect(greyShare(meanEnd(walked))).toBeGreaterThan(0.1)
})

test('out of focus, a plain picture stays as it is', () => {
  for (const value of outOfFocus(new Float32Array(SIZE * SIZE).fill(0.5), SIZE)) expect(value).toBeCloseTo(0.5, 6)
})

test('specks count at the edges alone', () => {
  expect(specks(bar(0), SIZE)).toBe(0)
  const specked = bar(0)
  specked[SIZE + 3] = 1
  expect(specks(specked, SIZE)).toBeCloseTo(1 / (SIZE ** 2 - 20 ** 2), 9)
})

test('a picture is shown from black to white', () => {
  const { bytes, shape } = toShownPicture(Float32Array.from([-1, 1]), defaults)
  expect([...bytes]).toEqual([0, 255])
  expect(shape).toEqual({ channels: 1, size: 28 })
})

test('what is remembered is computed again for another walk, and where it failed', async () => {
  const seeds: number[] = []
  const once = remembered(({ walk }) => {
    seeds.push(walk.settings.seed)
    return seeds.length === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(seeds.length)
  })
  const at = (seed: number) => once({ walk: { settings: { ...defaults, seed } } } as never)
  await expect(at(1)).rejects.toThrow('lost')
  expect(await at(1)).toBe(2)
  expect(await at(1)).toBe(2)
  expect(await at(2)).toBe(3)
  expect(seeds).toEqual([1, 1, 2])
})

test('in training one example in ten had no class', () => {
  expect(card.recipe.drop_class).toBe(0.1)
})

import { expect, test } from 'vitest'
import { makeSprites } from '../../src/plane/stage/sprites'

const PHASES = 16

/** Area that the first phase of a look covers, in pixels, by its alpha. */
function area({ pixels, size }: ReturnType<typeof makeSprites>, look: number): number {
  let sum = 0
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) sum += ((pixels[(look * size + y) * size * PHASES + x] ?? 0) >>> 24) / 255
  return sum
}

test('discs and diamonds cover the areas of their shapes, in their colours', () => {
  const radius = 6
  const sprites = makeSprites(
    [
      { colour: 'rgb(10 20 30 / 1)', shape: 0 },
      { colour: 'rgb(200 0 0 / 1)', shape: 1 },
    ],
    { radius },
  )
  expect(area(sprites, 0)).toBeCloseTo(Math.PI * radius ** 2, -1)
  expect(area(sprites, 1)).toBeCloseTo(2 * (1.3 * radius) ** 2, -1)
  const middle = (sprites.size >> 1) * sprites.size * PHASES + (sprites.size >> 1)
  expect(sprites.pixels[middle]).toBe(0xff1e140a)
  expect(sprites.pixels[0]).toBe(0)
})

test('an outline is a ring of its own colour', () => {
  const { pixels, size } = makeSprites([{ colour: 'rgb(0 0 0 / 1)', shape: 0 }], {
    radius: 7,
    outline: 'rgb(255 255 255 / 1)',
  })
  const row = Array.from(pixels.subarray((size >> 1) * size * PHASES, (size >> 1) * size * PHASES + size))
  expect(row).toContain(0xffffffff)
  expect(row[size >> 1]).toBe(0xff000000)
})

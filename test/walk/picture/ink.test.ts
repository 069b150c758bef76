import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { digitOn, onBlack, type Rgba, scanOf } from '../../../src/walk/picture/ink'
import { nearlyEmpty } from '../../../src/walk/picture/open-picture'
import { rgbaPng } from '../png'

const file = (name: string) => readFileSync(new URL(name, import.meta.url))
const starters = new Uint8Array(file('../../../public/samples/digits.bin'))
const digits = Array.from({ length: 10 }, (_, n) => starters.slice(n * 28 * 28, (n + 1) * 28 * 28))

/** A picture by the brightness of its places, 0..255, and how opaque they are. */
const painted = (
  width: number,
  height: number,
  grey: (x: number, y: number) => number,
  alpha: (x: number, y: number) => number = () => 255,
): Rgba => {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      data.fill(grey(x, y), i, i + 3)
      data[i + 3] = alpha(x, y)
    }
  }
  return { width, height, data }
}

/** How much ink of a digit, 0..1, is where it has been enlarged `by` times and put at (left, top). */
const digitAt =
  (digit: Uint8Array, left: number, top: number, by: number) =>
  (x: number, y: number): number => {
    const [column, row] = [Math.floor((x - left) / by), Math.floor((y - top) / by)]
    return column < 0 || row < 0 || column > 27 || row > 27 ? 0 : (digit[28 * row + column] ?? 0) / 255
  }

const digitAtOnce = (digit: Uint8Array) => (x: number, y: number) => digit[28 * y + x] ?? 0

/** Reproducible noise of a standard deviation. */
function noise(deviation: number): () => number {
  let state = 1
  const even = () => (state = (state * 48271) % 2147483647) / 2147483647
  return () => deviation * Math.sqrt(12) * (even() - 0.5)
}

/** A picture moved by whole pixels. */
const moved = (bytes: Uint8Array, x: number, y: number) => bytes.map((_, i) => bytes[i - 28 * y - x] ?? 0)

/** The best correlation of two pictures, one moved by a pixel at most: where a box begins is a matter of its faintest ink. */
const alike = (a: Uint8Array, b: Uint8Array) =>
  Math.max(...[-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => correlation(moved(a, x, y), b))))

function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (of: Uint8Array) => of.reduce((sum, value) => sum + value, 0) / of.length
  const [ma, mb] = [mean(a), mean(b)]
  const product = (p: Uint8Array, mp: number, q: Uint8Array, mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * ((q[i] ?? 0) - mq), 0)
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb))
}

/** Some digits of the gallery, seen in some way, comes out as it is. */
const digitsComeOut = (render: (digit: Uint8Array) => Rgba, least: number) => {
  for (const i of [0, 1, 5, 7]) {
    const digit = digits[i] ?? new Uint8Array()
    const foundDigit = digitOn(render(digit)) ?? new Uint8Array(784)
    expect(alike(foundDigit, digit), `digit ${i}`).toBeGreaterThan(least)
    expect(foundDigit[0], `corner of ${i}`).toBe(0)
    expect(Math.max(...foundDigit), `ink of ${i}`).toBe(255)
  }
}

describe('ink is told from paper by contrast', () => {
  const ink = (digit: Uint8Array) => digitAt(digit, 30, 10, 6)
  test.each([
    ['black on white', 255, 0],
    ['white on black', 0, 255],
    ['black on mid grey', 128, 0],
    ['pencil on white', 250, 190],
    ['grey on grey, both dark', 60, 95],
    ['grey on grey, both light', 200, 160],
  ])('%s', (_, paper, full) => {
    digitsComeOut((digit) => {
      const inkAt = ink(digit)
      return painted(260, 200, (x, y) => paper + (full - paper) * inkAt(x, y))
    }, 0.97)
  })

  test('on paper that is unevenly lit, grainy, and vignetted', () => {
    digitsComeOut((digit) => {
      const [inkAt, grain] = [ink(digit), noise(4)]
      return painted(
        320,
        240,
        (x, y) => (90 + 0.3 * x - 30 * Math.hypot(x / 160 - 1, y / 120 - 1) ** 2 + grain()) * (1 - 0.55 * inkAt(x, y)),
      )
    }, 0.96)
  })

  test('on ruled paper, whose lines are fainter than the ink', () => {
    digitsComeOut((digit) => {
      const [inkAt, grain] = [ink(digit), noise(3)]
      return painted(320, 240, (x, y) => Math.min(220 - 160 * inkAt(x, y), y % 30 < 2 ? 195 : 255) + grain())
    }, 0.96)
  })

  test('a sheet on a dark table: the ink on the sheet, and not the sheet', () => {
    digitsComeOut(
      (digit) =>
        painted(400, 300, (x, y) =>
          x > 80 && x < 320 && y > 30 && y < 280 ? 230 - 180 * digitAt(digit, 110, 60, 6)(x, y) : 40,
        ),
      0.985,
    )
  })

  test('the table’s corner beside the paper is no ink, nor are specks', () => {
    digitsComeOut(
      (digit) =>
        painted(400, 300, (x, y) =>
          x + y < 130 ? 30 : (x - 370) ** 2 + (y - 30) ** 2 < 9 ? 90 : 220 - 170 * digitAt(digit, 130, 70, 7)(x, y),
        ),
      0.985,
    )
  })
})

test('MNIST’s own digits stay what they are', () => {
  digitsComeOut((digit) => painted(28, 28, digitAtOnce(digit)), 0.998)
})

describe('a garment is put on black, whatever its ground', () => {
  const shirt = (x: number, y: number) => (x > 8 && x < 20 && y > 4 && y < 24 ? 1 : 0)
  test.each([
    ['white', 255, 60],
    ['grey', 150, 40],
    ['black', 0, 200],
    ['a dark wall', 50, 220],
  ])('%s', (_, ground, thing) => {
    const bytes = onBlack(scanOf(painted(28, 28, (x, y) => ground + (thing - ground) * shirt(x, y))))
    expect(bytes[0]).toBeLessThan(3)
    expect(bytes[28 * 14 + 14]).toBeGreaterThan(150)
  })

  test('of nothing', () => {
    expect(
      onBlack(
        scanOf(
          painted(
            28,
            28,
            () => 0,
            (x, y) => 255 * shirt(x, y),
          ),
        ),
      )[28 * 14 + 14],
    ).toBe(255)
  })
})

test('a picture is nearly empty when hardly a place of it differs from the rest', () => {
  expect(nearlyEmpty(new Uint8Array(784))).toBe(true)
  expect(nearlyEmpty(new Uint8Array(784).fill(200).with(5, 10))).toBe(true)
  for (const digit of digits) expect(nearlyEmpty(digit)).toBe(false)
})

describe('transparent is paper', () => {
  test.each([
    ['black', 0],
    ['white', 255],
    ['dark grey', 90],
  ])('%s ink on nothing', (_, grey) => {
    digitsComeOut(
      (digit) =>
        painted(
          224,
          224,
          () => grey,
          (x, y) => 255 * digitAt(digit, 28, 28, 6)(x, y),
        ),
      0.985,
    )
  })

  test('a white sticker with black ink, and a card with clear corners', () => {
    digitsComeOut(
      (digit) =>
        painted(
          300,
          300,
          (x, y) => 255 - 255 * digitAt(digit, 66, 66, 6)(x, y),
          (x, y) => (x > 40 && x < 260 && y > 40 && y < 260 ? 255 : 0),
        ),
      0.985,
    )
    digitsComeOut(
      (digit) =>
        painted(
          224,
          224,
          (x, y) => 255 - 255 * digitAt(digit, 28, 28, 6)(x, y),
          (x, y) => (Math.hypot(Math.max(0, 12 - x, x - 211), Math.max(0, 12 - y, y - 211)) > 12 ? 0 : 255),
        ),
      0.985,
    )
  })

  test('black on transparent is the digit that black on white is', () => {
    const [clear, white] = ['black-on-transparent', 'control-black-on-white'].map((name) =>
      digitOn(rgbaPng(file(`pictures/${name}.png`))),
    )
    expect(clear).toEqual(white)
    expect(Math.max(...(clear ?? []))).toBe(255)
  })
})

test('a small digit in a corner of a grey photograph fills the box that MNIST’s digits fill', () => {
  const seven = digitOn(rgbaPng(file('pictures/corner-on-grey.png'))) ?? new Uint8Array()
  const inked = [...seven.keys()].filter((i) => (seven[i] ?? 0) > 60)
  const rows = inked.map((i) => Math.floor(i / 28))
  expect(Math.max(...rows) - Math.min(...rows)).toBeGreaterThanOrEqual(18)
  expect(seven.filter((value) => value === 0).length).toBeGreaterThan(500) // no slab
  expect(Math.max(...seven)).toBe(255)
})

test.each([
  ['one colour', painted(100, 80, () => 128)],
  [
    'nothing at all',
    painted(
      100,
      80,
      () => 0,
      () => 0,
    ),
  ],
  ['an even fall of light', painted(100, 80, (x) => 100 + x)],
  ['grain alone', ((grain) => painted(100, 80, () => 128 + grain()))(noise(5))],
])('%s has no ink', (_, picture) => {
  expect(digitOn(picture)).toBeUndefined()
})

test('in a picture of a few pixels the outermost are its edge: a dark one on white is ink, and one pixel alone is none', () => {
  const dark = painted(8, 8, (x, y) => (x === 4 && y > 1 && y < 6 ? 0 : 255))
  const foundDigit = digitOn(dark)
  expect(foundDigit?.[0]).toBe(0)
  expect(foundDigit?.filter((byte) => byte > 127).length).toBeLessThan(200)
  expect(digitOn(painted(1, 1, () => 255))).toBeUndefined()
})

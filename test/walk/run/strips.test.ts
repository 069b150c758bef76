import { describe, expect, test } from 'vitest'
import { seek } from '../../../src/runs/playback'
import { patchSettings } from '../../../src/walk/run/player'
import { SIZE } from '../../../src/walk/picture/mnist-shape'
import { columnsFor, stripPainter } from '../../../src/walk/run/strips'
import { walkWith } from '../fake-engine'

/** A canvas that notes which columns are painted, and their first pixel. */
function strip() {
  const painted = new Map<number, number>()
  const context = {
    createImageData: (width: number, height: number) => ({ width, data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: ({ data }: ImageData, x: number) => {
      painted.set(x / SIZE, data[0] ?? NaN)
    },
  }
  const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement
  return { canvas, painted, columns: () => [...painted.keys()].sort((a, b) => a - b) }
}

test('columns: one about every 60 pixels, neither too few nor too many', () => {
  expect([0, 320, 600, 960, 4000].map(columnsFor)).toEqual([6, 6, 10, 16, 24])
})

describe('the forward strip', () => {
  test('is full, from nearly clean to noise', () => {
    const { player, state } = walkWith({})
    const { canvas, painted, columns } = strip()
    stripPainter('forward', 10)(canvas, player, state())
    expect([canvas.width, canvas.height]).toEqual([10 * SIZE, SIZE])
    expect(columns()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(new Set(painted.values()).size).toBeGreaterThan(3)
  })

  test('is empty while its picture has not come', () => {
    const { player, state } = walkWith({}, { gallery: false })
    const { canvas, columns } = strip()
    stripPainter('forward', 10)(canvas, player, state())
    expect(columns()).toEqual([])
  })
})

describe('the reverse strip fills from the noise, as far as the walk has come', () => {
  const after = (frames: number, settings: Parameters<typeof walkWith>[0] = { steps: 10 }) => {
    const { player, answer, state } = walkWith({ direction: 'reverse', ...settings })
    seek(player, frames)
    for (let i = 0; i < frames; i++) answer()
    const { canvas, columns } = strip()
    stripPainter('reverse', 10)(canvas, player, state())
    return columns()
  }

  test.each([
    ['at its start', 0, [9]],
    ['half way', 5, [4, 5, 6, 7, 8, 9]],
    ['done', 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])('%s', (_, frames, columns) => {
    expect(after(frames)).toEqual(columns)
  })

  test('done in two steps: no gap', () => {
    expect(after(2, { steps: 2 })).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('from here: nothing where it has never been', () => {
    expect(after(5, { steps: 10, from: 500 })).toEqual([0, 1, 2, 3, 4, 5])
  })
})

test('a strip is painted again only when what it shows has changed', () => {
  const { player, state } = walkWith({})
  const { canvas, painted } = strip()
  const paint = stripPainter('forward', 10)
  const paintsAfter = (change: () => void) => {
    painted.clear()
    change()
    paint(canvas, player, state())
    return painted.size > 0
  }
  expect(paintsAfter(() => undefined)).toBe(true)
  expect(
    paintsAfter(() => {
      patchSettings(player, { t: 700 })
    }),
  ).toBe(false)
  expect(
    paintsAfter(() => {
      patchSettings(player, { seed: 2 })
    }),
  ).toBe(true)
})

import { describe, expect, test } from 'vitest'
import type { Cell } from '../../../src/walk/take/cells'
import { gridOf } from '../../../src/walk/take/cells'
import { exportJob } from '../../../src/walk/take/export-job'
import { filmSize, type FilmWriter, secondsOf, writeFrames } from '../../../src/walk/take/film'
import { gifWriter } from '../../../src/walk/take/gif-writer'
import { evenly, mostPixels } from '../../../src/walk/take/limits'

const LINK = 'https://example.org/#t=300'
const film = (frames: number, rate = 10) => ({
  frames,
  rate,
  at: (): readonly Cell[] => [],
  factor: 1,
  title: 'Into noise',
  link: LINK,
})

/** Frames of 4 × 2 pixels, grey or coloured, that differ from each other. */
function frameOf(n: number, coloured: boolean) {
  const data = new Uint8ClampedArray(4 * 8).fill(255)
  for (let i = 0; i < 8; i++) data.set(coloured ? [10 * n, 20 * i, 200] : [n, n, n], 4 * i)
  return { data, width: 4, height: 2 }
}

interface Gif {
  readonly size: readonly [number, number]
  /** In hundredths of a second, a frame each. */
  readonly delays: readonly number[]
  readonly comment: string
  readonly palettes: number
}

/** What is in a GIF, block by block (GIF89a specification). */
async function gifOf(blob: Blob): Promise<Gif> {
  const bytes = Buffer.from(await blob.arrayBuffer())
  expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a')
  let at = 13 + 3 * 2 ** (1 + ((bytes[10] ?? 0) & 7))
  let [comment, palettes] = ['', 1]
  const delays: number[] = []
  const block = (): Buffer => {
    const pieces: Buffer[] = []
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) {
      pieces.push(bytes.subarray(at + 1, at + 1 + size))
      at += 1 + size
    }
    at += 1
    return Buffer.concat(pieces)
  }
  let images = 0
  for (;;) {
    const kind = bytes[at]
    if (kind === 0x3b) break
    if (kind === 0x21) {
      const label = bytes[at + 1]
      at += 2
      const content = block()
      if (label === 0xf9) delays.push(content.readUInt16LE(1))
      if (label === 0xfe) comment = content.toString('latin1')
    } else if (kind === 0x2c) {
      images += 1
      const flags = bytes[at + 9] ?? 0
      at += 10 + (flags & 0x80 ? 3 * 2 ** (1 + (flags & 7)) : 0) + 1
      if (flags & 0x80) palettes += 1
      block()
    } else throw new Error(`block ${String(kind)} at ${at}`)
  }
  expect(at).toBe(bytes.length - 1)
  expect(images).toBe(delays.length)
  return { size: [bytes.readUInt16LE(6), bytes.readUInt16LE(8)], delays, comment, palettes }
}

async function writeGif(frames: number, coloured: boolean, rate = 10): Promise<Gif> {
  let shownFrame = frameOf(0, coloured)
  const writer = gifWriter(() => shownFrame, LINK)
  const blob = await writeFrames(
    film(frames, rate),
    writer,
    (frame) => {
      shownFrame = frameOf(frame, coloured)
    },
    new AbortController().signal,
    () => undefined,
  )
  return gifOf(blob)
}

describe('a GIF', () => {
  test('has the frames that were asked for, each for its time, the last one longer, and the link', async () => {
    const { size, delays, comment, palettes } = await writeGif(7, false)
    expect(size).toEqual([4, 2])
    expect(delays).toEqual([10, 10, 10, 10, 10, 10, 150])
    expect(comment).toBe(LINK)
    expect(palettes).toBe(1) // grey is exact: one palette for all
  })

  test('of colours has a palette for each frame', async () => {
    expect((await writeGif(3, true, 25)).palettes).toBe(3)
    expect((await writeGif(3, true, 25)).delays).toEqual([4, 4, 150])
  })

  test('of one frame is one frame', async () => {
    expect((await writeGif(1, false)).delays).toEqual([150])
  })
})

/** A writer that keeps nothing but counts. */
function counting() {
  const calls = { added: [] as number[], finished: 0, cancelled: 0 }
  const writer: FilmWriter = {
    add: (seconds) => {
      calls.added.push(seconds)
      return Promise.resolve()
    },
    finish: () => {
      calls.finished += 1
      return Promise.resolve(new Blob(['film']))
    },
    cancel: () => {
      calls.cancelled += 1
      return Promise.resolve()
    },
  }
  return { writer, calls }
}

describe('writing frames', () => {
  test('paints each one when its turn has come, and keeps none: a thousand frames are a thousand paintings', async () => {
    const { writer, calls } = counting()
    const painted: number[] = []
    const progress: number[] = []
    await writeFrames(
      film(1000),
      writer,
      (frame) => {
        expect(calls.added).toHaveLength(frame) // the ones before are written
        painted.push(frame)
      },
      new AbortController().signal,
      (doneFrames) => progress.push(doneFrames),
    )
    expect(painted).toEqual(Array.from({ length: 1000 }, (_, i) => i))
    expect(progress.at(-1)).toBe(1000)
    expect(calls.finished).toBe(1)
    expect(calls.added.reduce((sum, each) => sum + each, 0)).toBeCloseTo(99.9 + 1.5, 6)
  })

  test('given up half way it ends the writer, paints no more and makes no file', async () => {
    const { writer, calls } = counting()
    const controller = new AbortController()
    const writing = writeFrames(
      film(10),
      writer,
      () => undefined,
      controller.signal,
      (doneFrames) => {
        if (doneFrames === 5) controller.abort()
      },
    )
    await expect(writing).rejects.toThrow()
    expect([calls.added.length, calls.finished, calls.cancelled]).toEqual([5, 0, 1])
  })

  test('an encoder that fails is ended, and its message is quoted', async () => {
    const { writer, calls } = counting()
    const broken = { ...writer, add: () => Promise.reject(new Error('no memory')) }
    const job = exportJob(async (signal) => ({
      name: 'walk.mp4',
      file: await writeFrames(
        film(3),
        broken,
        () => undefined,
        signal,
        () => undefined,
      ),
    }))
    job.start()
    await expect.poll(() => job.store.getState().status).toBe('failed')
    expect(job.store.getState().fault).toEqual({ code: 'take-broken', details: { message: 'no memory' } })
    expect(calls.cancelled).toBe(1)
  })
})

describe('an export', () => {
  test('saves its file at the end, and says which', async () => {
    const saved: string[] = []
    const job = exportJob(
      () => Promise.resolve({ name: 'walk.gif', file: new Blob(['abc']), difference: 0 }),
      (name) => saved.push(name),
    )
    job.start()
    await expect.poll(() => job.store.getState().status).toBe('done')
    expect(saved).toEqual(['walk.gif'])
    expect(job.store.getState().result.saved).toEqual({ name: 'walk.gif', bytes: 3, difference: 0 })
  })

  test('that is given up saves nothing', async () => {
    const saved: string[] = []
    let finish: () => void = () => undefined
    const job = exportJob(
      () =>
        new Promise((resolve) => {
          finish = () => {
            resolve({ name: 'walk.gif', file: new Blob() })
          }
        }),
      (name) => saved.push(name),
    )
    job.start()
    job.stop()
    finish()
    await expect.poll(() => job.store.getState().status).toBe('stopped')
    expect(saved).toEqual([])
  })
})

test('frames are chosen evenly, with the first and the last', () => {
  expect(evenly(5, 1000)).toEqual([0, 250, 500, 750, 1000])
  expect(evenly(99, 3)).toEqual([0, 1, 2, 3])
  expect(evenly(1, 9)).toEqual([9])
})

test('a film has even sides, which video codecs demand, and its length is its frames’ times', () => {
  const picture = { bytes: new Uint8ClampedArray(), samples: 16, shape: { channels: 1, size: 28 } } as const
  for (const factor of [1, 2, 3, 5]) {
    const { width, height } = filmSize(gridOf([{ picture, lines: ['t = 1000'] }], factor), 1)
    expect([width % 2, height % 2]).toEqual([0, 0])
    expect(width).toBeGreaterThanOrEqual(115 * factor)
  }
  expect(secondsOf({ frames: 3, rate: 25 }, 0)).toBe(0.04)
  expect(secondsOf({ frames: 3, rate: 25 }, 2)).toBe(1.5)
})

test('a thousand frames of sixteen pictures fit a telephone at medium size, and not at the largest', () => {
  const picture = { bytes: new Uint8ClampedArray(), samples: 16, shape: { channels: 1, size: 28 } } as const
  const pixels = (factor: number) => {
    const { width, height } = filmSize(gridOf([{ picture, lines: ['t = 1000'] }], factor), 1)
    return 1000 * width * height
  }
  expect(pixels(4)).toBeLessThan(mostPixels(true))
  expect(pixels(8)).toBeGreaterThan(mostPixels(true))
  expect(pixels(8)).toBeLessThan(mostPixels(false))
})

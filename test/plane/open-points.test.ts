import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_BYTES, MOST_POINTS } from '../../src/plane/data/limits'
import { readPoints, textReader } from '../../src/plane/data/read-points'
import { type OpenOptions, openPoints } from '../../src/plane/data/read/open-points'
import { readingOf } from '../../src/plane/data/reading'
import { takeFile, takeText } from '../../src/plane/data/take'
import { createPlaneStore } from '../../src/plane/store'
import { pointsOf } from '../../src/plane/data'
import { defaults } from '../../src/plane/settings'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'

const options: OpenOptions = { seed: 3, asData: [] }
const open = (text: string, more: Partial<OpenOptions> = {}) =>
  openPoints(new Blob([text]), 'x', { ...options, ...more })
const room = () => ({ store: createPlaneStore(pointsOf(defaults.points, 20, 1)), engine: {} as PlaneEngineClient }) // reading asks no engine

describe('a text in pieces', () => {
  const texts = [
    'x,y\r\n0.5,1.25\r\n-2,3\r\n',
    '0.5,1.25\r-2,3\r1,1',
    'sep=;\n0,5;1\n1;2\n',
    '[[1,2],[3,4.5]]',
    '   x  y\n0  1  2\n1  3  4',
    '# y x\n1 2\n3 4',
  ]
  test('is read as the whole is, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), (text, cuts) => {
        const reader = textReader(0, [])
        const places = [0, ...cuts.map((cut) => Math.min(cut + 8, text.length)).sort((a, b) => a - b), text.length] // what it is, is seen in its first characters
        places.slice(1).forEach((to, i) => {
          reader.push(text.slice(places[i], to))
        })
        expect(reader.finish()).toEqual(readPoints(text))
      }),
      { numRuns: 300 },
    )
  })

  test('says how far it is', async () => {
    const shares: number[] = []
    await open('1,2\n3,4\n'.repeat(100_000), {
      onShare: (share) => {
        shares.push(share)
      },
    })
    expect(shares.length).toBeGreaterThan(2)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})

test('of many rows as many are kept as are shown, in their order, chosen by the seed alone', async () => {
  const text = Array.from({ length: 60_000 }, (_, i) => `${i},${i % 7},${i % 2}`).join('\n')
  const [one, same, other] = [await open(text), await open(text), await open(text, { seed: 4 })]
  if ('code' in one || 'code' in other) throw new Error('not read')
  expect([one.read, one.points.labels.length]).toEqual([60_000, MOST_POINTS])
  expect(same).toEqual(one)
  expect(other.original).not.toEqual(one.original)
  const x = [...(one.original ?? [])].filter((_, i) => i % 2 === 0)
  expect(x).toEqual(x.toSorted((a, b) => a - b))
})

test('a file that is larger than any table is not read', async () => {
  expect(await openPoints({ size: MOST_BYTES + 1 } as Blob, 'x', options)).toHaveProperty('code', 'long')
})

describe('what was left out', () => {
  const points = (text: string, asData: OpenOptions['asData']) => {
    const read = readPoints(text, 0, asData)
    return 'code' in read ? read.code : [...(read.original ?? [])]
  }
  test('is data where that is asked for: a header of numbers, a count', () => {
    expect(points('0,1\n0.5,-0.25', ['header'])).toEqual([0, 1, 0.5, -0.25])
    expect(points('3 2\n1.5 2\n3 4\n5 6', ['count'])).toEqual([3, 2, 1.5, 2, 3, 4, 5, 6])
    expect(points('0,0.5,0\n1,1.5,7', ['index'])).toEqual([0, 0.5, 1, 1.5])
  })
  test('can be read again, and what was there before is known', async () => {
    const plane = room()
    const result = takeText(plane, '0,1\n0.5,-0.25\n')
    if (result.kind !== 'read') throw new Error('not read')
    expect(result.before).toEqual(defaults.points)
    const again = await result.again(['header'])
    expect(again).toMatchObject({ kind: 'read', read: { read: 2, left: [] } })
  })
})

test('a network that was saved here is known when it is dropped among points, and what cannot be read is said', async () => {
  const saved = new File(
    [Uint8Array.of(40, 0, 0, 0, 0, 0, 0, 0), '{"__metadata__":{"noisewalk":"{}"}}     '],
    'moons.safetensors',
  )
  expect(await takeFile(room(), saved)).toEqual({ kind: 'network', file: saved })
  expect(await takeFile(room(), new File([Uint8Array.of(0x1f, 0x8b, 8, 1, 2, 3)], 'broken.gz'))).toMatchObject({
    kind: 'problem',
    problem: { code: 'unreadable' },
  })
})

test('a reading is known while it lasts, ends when it is stopped, and gives way to the next', async () => {
  const { store, during } = readingOf(room())
  const endless = (signal: AbortSignal) =>
    new Promise<number>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
    })
  const first = during('a', endless)
  expect(store.getState()).toMatchObject({ name: 'a', share: 0 })
  const second = during('b', (signal, onShare) => {
    onShare(0.5)
    return endless(signal)
  })
  expect(await first).toBeUndefined()
  expect(store.getState()).toMatchObject({ name: 'b', share: 0.5 })
  store.getState()?.cancel()
  expect(await second).toBeUndefined()
  expect(store.getState()).toBeNull()
  expect(await during('c', () => Promise.resolve(7))).toBe(7)
  await expect(during('d', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(store.getState()).toBeNull()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameOf, intoFrame, reach, viewFrame } from '../../src/plane/data/frame'
import { digitsInLink, fitsLink, ownPoints, ownRef } from '../../src/plane/data/own'
import { MOST_PACKED, type OwnPoints, pack, unpack } from '../../src/plane/data/pack'
import { MOST_STEPS } from '../../src/runs/steps'

const points = (n: number): OwnPoints => ({
  points: {
    xy: Float32Array.from({ length: 2 * n }, (_, i) => 2.5 * Math.sin(i)),
    labels: Uint8Array.from({ length: n }, (_, i) => i % 2),
  },
  frame: viewFrame,
})
const sets = fc.array(
  fc.record({
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    y: fc.double({ min: -3, max: 3, noNaN: true }),
    label: fc.constantFrom(0, 1),
  }),
  { minLength: 1, maxLength: 40 },
)

test('packed points come back to 1/32767 of the farthest, with their classes and their frame', () => {
  fc.assert(
    fc.property(
      sets,
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      (set, x, scale) => {
        const xy = Float32Array.from(set.flatMap((each) => [each.x, each.y]))
        const ownSet = {
          points: { xy, labels: Uint8Array.from(set, ({ label }) => label) },
          frame: { x, y: -x, scale },
        }
        const unpackedSet = unpack(pack(ownSet))
        const farthest = Math.max(...xy.map(Math.abs), 1e-6)
        expect(unpackedSet?.frame).toEqual(ownSet.frame)
        expect(unpackedSet?.points.labels).toEqual(ownSet.points.labels)
        expect(unpackedSet?.points.xy.length).toBe(xy.length)
        unpackedSet?.points.xy.forEach((value, i) => {
          expect(Math.abs(value - (xy[i] ?? NaN))).toBeLessThanOrEqual(farthest / 32767)
        })
      },
    ),
  )
}, 60_000)

test('packing what was unpacked is the same text: a link that is opened and copied is the same link', () => {
  fc.assert(
    fc.property(sets, (set) => {
      const packed = pack({
        points: {
          xy: Float32Array.from(set.flatMap(({ x, y }) => [x, y])),
          labels: Uint8Array.from(set, ({ label }) => label),
        },
        frame: viewFrame,
      })
      const unpackedSet = unpack(packed)
      expect(unpackedSet && pack(unpackedSet)).toBe(packed)
    }),
  )
}, 60_000)

test('the text is fit for a link, and 5.5 characters a point', () => {
  const packed = pack(points(1000))
  expect(packed).toMatch(/^[\w-]+$/)
  expect(packed.length).toBeLessThan(5.6 * 1000)
})

test('anything else is no points: text, cut text, other versions, NaN, too many', () => {
  const packed = pack(points(9))
  for (const text of [
    '',
    'x',
    '!',
    'here-1',
    packed.slice(1),
    packed.slice(0, -2),
    `${packed}AAAA`,
    `B${packed.slice(1)}`,
    'A'.repeat(1e6),
  ])
    expect(unpack(text)).toBeUndefined()
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200, unit: fc.constantFrom('A', 'B', 'x', 'z', '0', '9', '-', '_') }),
      (text) => {
        const unpackedSet = unpack(`AQ${text}`)
        if (unpackedSet) expect(unpackedSet.points.xy.every(Number.isFinite) && unpackedSet.frame.scale > 0).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
}, 60_000)

test('too many for a link are kept here, and the link knows that it cannot carry them', () => {
  const [few, many] = [ownRef(points(MOST_PACKED)), ownRef(points(MOST_PACKED + 1))]
  expect([fitsLink(few), fitsLink(many)]).toEqual([true, false])
  expect(ownPoints(few)?.points.labels.length).toBe(MOST_PACKED)
  expect(ownPoints(many)).toEqual(points(MOST_PACKED + 1))
  expect(ownPoints({ kind: 'own', packed: 'here-999' })).toBeUndefined()
})

test('what is kept of a long afternoon are the last sets', () => {
  const first = ownRef(points(MOST_PACKED + 1))
  for (let i = 0; i < MOST_STEPS; i++) ownRef(points(MOST_PACKED + 1))
  expect(ownPoints(first)).toBeUndefined()
})

const exact = (original: number[], frame = viewFrame): OwnPoints => {
  const numbers = Float64Array.from(original)
  return {
    points: { xy: intoFrame(numbers, frame), labels: new Uint8Array(original.length / 2) },
    frame,
    original: numbers,
  }
}

test('where the digits are few, or the points, a link carries all of them', () => {
  const many = Array.from({ length: 2 * MOST_PACKED }, (_, i) => ((i * 7919) % 100_003) / 100)
  for (const numbers of [
    [448262.08, 5411932.68, 448262.58, 5411933.18],
    [1e15, -1e15],
    [Math.PI, 1 / 3],
    [1e-200, 3],
    [0, 1, 1, 0],
    many,
  ]) {
    const frame = frameOf(Float64Array.from(numbers), reach)
    const ownSet = exact(numbers, frame)
    expect(unpack(pack(ownSet))).toEqual(ownSet)
    expect(digitsInLink(ownRef(ownSet))).toBe('all')
  }
})

test('where it cannot, this machine still has them, and the page knows of both', () => {
  const ownSet = exact(Array.from({ length: 2 * MOST_PACKED }, (_, i) => Math.sin(i)))
  const ref = ownRef(ownSet)
  expect(ownPoints(ref)).toEqual(ownSet)
  expect(digitsInLink(ref)).toBe('rounded')
  const elsewhere = pack({ points: ownSet.points, frame: { x: 5, y: 6, scale: 7 } })
  expect(digitsInLink({ kind: 'own', packed: elsewhere })).toBe('came-rounded')
})

test('a frame whose points would be no numbers outside of it is none', () => {
  const plain = points(3)
  for (const scale of [5e-324, 1e-310, 1e-200, 0, -1, NaN, Infinity])
    expect(unpack(pack({ ...plain, frame: { x: 0, y: 0, scale } }))).toBeUndefined()
  for (const x of [1e300, NaN, -Infinity])
    expect(unpack(pack({ ...plain, frame: { x, y: 0, scale: 1 } }))).toBeUndefined()
  expect(unpack(pack(exact([1, 2], { x: 0, y: 0, scale: 5e-324 })))).toBeUndefined()
})

import { expect, test } from 'vitest'
import { normalArray } from '../../../src/diffusion'
import { invertedLikeness, likenessOf } from '../../../src/walk/stage/inverted-noise'
import { SIZE } from '../../../src/walk/picture/mnist-shape'
import type { Settings } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

const VALUES = SIZE * SIZE
const normals = (seed: number) => Float32Array.from(normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, VALUES))

test('a picture is like itself, unlike its negative, and noise is like it by chance alone', () => {
  const picture = normals(1)
  expect(
    likenessOf(
      picture.map((value) => 0.5 * value + 3),
      picture,
    ).correlation,
  ).toBeCloseTo(1, 5)
  expect(
    likenessOf(
      picture.map((value) => -value),
      picture,
    ).correlation,
  ).toBeCloseTo(-1, 5)
  const { correlation, byChance } = likenessOf(normals(2), picture)
  expect(byChance).toBeCloseTo(1 / 28, 10)
  expect(Math.abs(correlation)).toBeLessThan(3 * byChance)
  expect(
    likenessOf(
      picture.map((_, i) => (i % 2 === 0 ? 3 : 1)),
      picture,
    ).deviation,
  ).toBeCloseTo(1, 6)
})

test('half of one and half of another noise correlates by √½', () => {
  const [a, b] = [normals(3), normals(4)]
  expect(
    likenessOf(
      a.map((value, i) => value + (b[i] ?? 0)),
      a,
    ).correlation,
  ).toBeCloseTo(Math.SQRT1_2, 1)
})

test('a flat picture has no correlation, and nothing is divided by zero', () => {
  expect(likenessOf(normals(5), new Float32Array(VALUES).fill(-1))).toMatchObject({ correlation: 0 })
})

/** An inverted walk whose picture is noise of a seed and whose top frame is a quarter of that picture. */
function invertedWalk(patch: Partial<Settings> = {}) {
  const walk = walkWith({ direction: 'reverse', from: 'inverted', steps: 2, ...patch })
  const bytes = Uint8Array.from(normals(6), (value) => Math.max(0, Math.min(255, 128 + 40 * value)))
  walk.player.gallery = { bytes: Array.from({ length: 20 }, () => bytes), labels: [] }
  const x0 = Float32Array.from(bytes, (byte) => (2 * byte) / 255 - 1)
  const frames = [0, 1, 2, 3, 4].map((index) => ({
    index,
    xt: x0.map((value) => value / 4),
    addedRange: 0,
    ms: 0,
    nfe: index,
  }))
  walk.player.runs = walk.player.runs.map((each) => ({ ...each, run: { ...each.run, frames } }))
  const at = (frame: number) => invertedLikeness(walk.player, { settings: { ...walk.state().settings, frame } })
  return { at, spread: likenessOf(x0, x0).deviation }
}

test('it is told of the frame that is shown, where all should be noise, and nowhere else', () => {
  const { at, spread } = invertedWalk() // frames at t = 0, 500, 1000, 500, 0
  expect(at(2)?.correlation).toBeCloseTo(1, 5)
  expect(at(2)?.deviation).toBeCloseTo(spread / 4, 3)
  expect([at(0), at(1), at(3), at(4)]).toEqual([undefined, undefined, undefined, undefined])
})

test('a walk from pure noise has no likeness to tell of', () => {
  expect(invertedWalk({ from: 'noise' }).at(0)).toBeUndefined()
})

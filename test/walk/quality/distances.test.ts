import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normalArray } from '../../../src/diffusion'
import { commonCount, frechetAt, kernelOf, withFeatures } from '../../../src/walk/quality/distances'
import { type FeaturesCard, type Reference, referenceOf } from '../../../src/walk/quality/reference'
import { COUNTS, type Score, type Trial } from '../../../src/walk/quality/trial'

const file = (name: string) => readFileSync(new URL(`../../../public/${name}`, import.meta.url))
const card = JSON.parse(file('features/digits.json').toString()) as FeaturesCard
const stored = referenceOf(card, file('features/digits.bin'))
const going = new AbortController().signal

/** A reference of few features: standard normal ones. */
const D = 2
const normals = (step: number, n: number, shift = 0) =>
  normalArray({ seed: 9, purpose: 'points', step, sample: 0 }, n * D).map((z) => z + shift)
const features = Float64Array.from(normals(0, 400))
const small: Reference = {
  ...stored,
  features,
  dimension: D,
  classes: 1,
  gaussian: { mean: Float64Array.of(0, 0), covariance: Float64Array.of(1, 0, 0, 1) },
}
const inTurn = (n: number, classes = 10) => Array.from({ length: n }, (_, i) => i % classes)
const score = (n: number, change: Partial<Score> = {}): Score => ({
  trial: { lane: n } as Trial,
  n,
  named: 0,
  kernel: n > 0 ? withFeatures(undefined, normals(n, n), inTurn(n, 1), small) : null,
  ...change,
})

test('the features of real digits belong to the classifier that the page has', () => {
  const weights = file('models/digits-classifier/classifier/diffusion_pytorch_model.safetensors')
  expect(createHash('sha256').update(weights).digest('hex')).toBe(card.classifier)
  expect([card.count, stored.dimension]).toEqual([4000, 64])
})

/** So many of the real digits, class after class in turn, spread over the file, which begins with the clearest. */
const real = (n: number) =>
  Float32Array.from({ length: n * 64 }, (_, i) => {
    const row = Math.floor(i / 64)
    return stored.features[64 * (130 * Math.floor(row / 10) + (row % 10)) + (i % 64)] ?? NaN
  })
const distanceOf = (features: Float32Array) =>
  kernelOf(score(200, { kernel: withFeatures(undefined, features, inTurn(200), stored) }), stored)

test('real digits are as near to all as chance allows; ones that are all alike are far', () => {
  const realDistance = distanceOf(real(200))
  const alike = distanceOf(Float32Array.from({ length: 200 * 64 }, (_, i) => stored.features[i % 64] ?? NaN))
  expect(Math.abs(realDistance?.mean ?? NaN)).toBeLessThan(4 * (realDistance?.error ?? NaN))
  expect(alike?.mean).toBeGreaterThan(20 * (realDistance?.error ?? NaN))
})

test('bytes that are not the card’s pictures are refused', () => {
  expect(() => referenceOf(card, new Uint8Array(10))).toThrow(RangeError)
  expect(() => referenceOf({ ...card, low: [0] }, file('features/digits.bin'))).toThrow(RangeError)
})

test('a trial with one picture of no finite features has no distance from then on', () => {
  const broken = withFeatures(undefined, Float32Array.of(1, NaN), [0], small)
  expect(broken).toBeNull()
  expect(withFeatures(broken, normals(1, 16), inTurn(16, 1), small)).toBeNull()
  expect(kernelOf(score(16, { kernel: null }), small)).toBeUndefined()
})

test('Fréchet distances are measured at as many pictures as every trial has that goes on', () => {
  expect(commonCount([score(80), score(64)], COUNTS)).toBe(64)
  expect(commonCount([score(256), score(240)], COUNTS)).toBe(64)
  expect(commonCount([score(256), score(16)], COUNTS)).toBe(0)
  expect(commonCount([score(256), score(16, { why: 'classifier' }), score(32, { kernel: null })], COUNTS)).toBe(256)
  expect(commonCount([score(0, { why: 'classifier' })], COUNTS)).toBe(0)
})

test('of more pictures the first n count, in every lane; the floor is what real ones have at n', async () => {
  const [more, equal] = [score(80), score(64)]
  const frechet = await frechetAt(64, [more, equal, score(16)], small, going)
  expect(frechet?.n).toBe(64)
  expect([...(frechet?.of.keys() ?? [])]).toEqual([more.trial, equal.trial])
  const { of: alone } =
    (await frechetAt(
      64,
      [{ ...more, kernel: withFeatures(undefined, normals(80, 80).slice(0, 64 * D), inTurn(64, 1), small) }],
      small,
      going,
    )) ?? {}
  expect(alone?.get(more.trial)).toBe(frechet?.of.get(more.trial))
  const floor = frechet?.floor.mean ?? NaN
  expect(frechet?.of.get(equal.trial)).toBeLessThan(4 * floor)
  const shifted = { ...equal, kernel: withFeatures(undefined, normals(64, 64, 1), inTurn(64, 1), small) }
  expect((await frechetAt(64, [shifted], small, going))?.of.get(equal.trial)).toBeGreaterThan(10 * floor)
})

test('a measurement that is stopped says nothing', async () => {
  expect(await frechetAt(64, [score(64)], small, AbortSignal.abort())).toBeUndefined()
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SHELF } from '../../../src/walk/model/models'
import { classifierCard } from '../../../src/walk/shelf/read-classifier-card'

const ids = [...new Set(SHELF.flatMap(({ classifier }) => classifier ?? []))]
const cardOf = (id: string) =>
  JSON.parse(readFileSync(new URL(`../../../public/models/${id}/card.json`, import.meta.url), 'utf8')) as {
    quality: Record<string, Record<string, number>>
  }

test.each(ids)('the card of %s says what it is, and every figure that was measured', (id) => {
  const json = cardOf(id)
  const card = classifierCard(json)
  expect([card.title, card.licence, card.data.name, card.data.licence, card.training.hardware]).not.toContain('')
  expect(card.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(card.bytes).toBeGreaterThan(10_000)
  expect(card.training.epochs).toBeGreaterThan(0)
  expect(Object.fromEntries(card.accuracy.map(({ t, share }) => [t - 1, share]))).toEqual(
    json.quality['testAccuracyByTimestep'],
  )
  expect(Object.fromEntries(card.guided.map(({ scale, share }) => [`scale ${scale}`, share]))).toEqual(
    json.quality['guidedAccuracy'],
  )
})

test.each(ids)('%s names nearly all without noise and guesses at pure noise, as its figures say', (id) => {
  const { accuracy, chance, guided } = classifierCard(cardOf(id))
  expect(accuracy[0]?.t).toBe(1)
  expect(accuracy[0]?.share).toBeGreaterThan(0.95)
  expect(accuracy.at(-1)?.t).toBe(1000)
  expect(Math.abs((accuracy.at(-1)?.share ?? NaN) - (chance ?? NaN))).toBeLessThan(0.03)
  expect(guided.map(({ share }) => share)).toEqual(guided.map(({ share }) => share).toSorted((a, b) => a - b)) // led more strongly, named more often
})

test('figures are listed by their noise and scale, however they are stored', () => {
  const { accuracy, guided } = classifierCard({
    quality: { testAccuracyByTimestep: { 999: 0.1, 100: 0.9 }, guidedAccuracy: { 'scale 10': 0.8, 'scale 1.5': 0.6 } },
  })
  expect(accuracy).toEqual([
    { t: 101, share: 0.9 },
    { t: 1000, share: 0.1 },
  ])
  expect(guided).toEqual([
    { scale: 1.5, share: 0.6 },
    { scale: 10, share: 0.8 },
  ])
})

test('whatever a card holds nothing throws, and what is no share of anything is not shown', () => {
  const empty = {
    title: '',
    bytes: 0,
    hash: '',
    licence: '',
    training: { epochs: 0, minutes: 0, hardware: '' },
    accuracy: [],
    guided: [],
    chance: null,
  }
  for (const json of [
    null,
    7,
    'x',
    [],
    {},
    { quality: 'x', files: 1, labels: 'abc', recipe: null },
    { labels: [], quality: { testAccuracyByTimestep: [null, 'x'], guidedAccuracy: 3 } },
  ])
    expect(classifierCard(json)).toMatchObject(empty)
  const absurd: unknown = JSON.parse(
    '{ "__proto__": { "title": "x" }, "quality": { "testAccuracyByTimestep": { "__proto__": 0.5, "-1": 0.5, "1e3": 0.5, "99999": 0.5, "0": -0.1, "1": 1.1, "2": "0.5", "3": 1e999 }, "guidedAccuracy": { "scale": 0.5, "scale -1": 0.5, "scale Infinity": 0.5, "scale 2": null, "<b>scale 1": 0.5 } } }',
  )
  expect(classifierCard(absurd)).toMatchObject({ accuracy: [], guided: [] })
  expect(Object.prototype).not.toHaveProperty('title')
})

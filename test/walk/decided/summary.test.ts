import { describe, expect, test } from 'vitest'
import { alikeShare, countsOf, type DoneSheet, ranked } from '../../../src/walk/decided/sheet'
import { classDecision, varietyDecision } from '../../../src/walk/decided/summary'

const sheet = (t: number, most: number, variety = 0): DoneSheet => ({
  place: t,
  t,
  steps: 1,
  done: 1,
  bytes: new Uint8ClampedArray(),
  variety: { mean: variety, error: 0 },
  counts: [16 - most, most],
})

test('pictures are counted by the class that is likeliest, and the classes ranked', () => {
  const reading = Float32Array.of(0.2, 0.8, 0, 0.1, 0.3, 0.6, 0.4, 0.5, 0.1)
  expect(countsOf(reading, 3)).toEqual([0, 2, 1])
  expect(ranked([0, 2, 1])).toEqual([
    { label: 1, count: 2 },
    { label: 2, count: 1 },
  ])
  expect(alikeShare([4, 12])).toBe(0.75)
})

describe('the class is decided', () => {
  test('between the last open moment and the first from which on nearly all are alike', () => {
    const decision = classDecision([sheet(900, 9), sheet(300, 16), sheet(1000, 8), sheet(700, 15)])
    expect(decision).toMatchObject({ when: 'between', open: { t: 900 }, decided: { t: 700 } })
  })

  test('later, where the moment that is nearest to the data is open, whatever the others are', () => {
    expect(classDecision([sheet(300, 10), sheet(900, 16)])).toMatchObject({ when: 'later', cleanest: { t: 300 } })
  })

  test('before, where all moments have it', () => {
    expect(classDecision([sheet(300, 16), sheet(900, 15)])).toMatchObject({ when: 'before', noisiest: { t: 900 } })
  })

  test('of a single moment, or of pictures that nothing reads, it is not known', () => {
    expect(classDecision([sheet(300, 16)])).toBeUndefined()
    const { counts: _, ...unread } = sheet(900, 16)
    expect(classDecision([sheet(300, 16), unread])).toBeUndefined()
  })
})

test('half of the variety is gone between the moments that stand on either side of it', () => {
  const sheets = [sheet(1000, 0, 0.7), sheet(700, 0, 0.4), sheet(300, 0, 0.2)]
  expect(varietyDecision(sheets, 0.7)).toMatchObject({ when: 'between', open: { t: 700 }, decided: { t: 300 } })
  expect(varietyDecision(sheets, 0.1)).toMatchObject({ when: 'later' })
  expect(varietyDecision(sheets, 2)).toMatchObject({ when: 'before' })
})

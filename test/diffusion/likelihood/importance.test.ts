import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawProbabilities, drawTime, lossHistory, recordLoss, uniformArray } from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'

/** A history in which t has had the given losses, each so many times as to fill it. */
function filled(losses: readonly number[], times = 10) {
  const history = lossHistory(losses.length)
  for (let k = 0; k < times; k++)
    losses.forEach((loss, i) => {
      recordLoss(history, i + 1, loss)
    })
  return history
}

describe('the importance sampler over t', () => {
  it('is uniform until every t has ten losses', () => {
    const history = filled([1, 2, 3], 9)
    for (const t of [1, 2, 2, 2]) {
      expect([...drawProbabilities(history)]).toEqual([1 / 3, 1 / 3, 1 / 3])
      recordLoss(history, t, t)
    }
    expect([...drawProbabilities(history)]).toEqual([1 / 3, 1 / 3, 1 / 3])
    recordLoss(history, 3, 3)
    expect(largestError(drawProbabilities(history, 0), [1 / 6, 2 / 6, 3 / 6])).toBeLessThan(1e-12)
  })

  it('goes by the root of the mean square of the last ten', () => {
    const history = filled([1, 1])
    for (let k = 0; k < 5; k++) recordLoss(history, 2, 7) // five of ten remain 1: mean square 25
    expect(largestError(drawProbabilities(history, 0), [1 / 6, 5 / 6])).toBeLessThan(1e-12)
    for (let k = 0; k < 10; k++) recordLoss(history, 2, -3) // the old ones are forgotten
    expect(largestError(drawProbabilities(history, 0), [1 / 4, 3 / 4])).toBeLessThan(1e-12)
  })

  it('sums to 1 and forgets no t, whatever the losses', () => {
    const loss = fc.double({ min: -1e150, max: 1e150, noNaN: true })
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1, maxLength: 40 }), (losses) => {
        const p = drawProbabilities(filled(losses))
        expectClose(
          p.reduce((a, b) => a + b, 0),
          1,
        )
        expect(p.every((value) => value >= (0.001 / losses.length) * 0.999999)).toBe(true)
      }),
    )
    expect([...drawProbabilities(filled([0, 0]))]).toEqual([0.5, 0.5])
  })

  it('estimates the sum of the terms without bias, and with no variance where losses are constant', () => {
    const losses = [5, 0.5, 0.25, 0.25]
    const p = drawProbabilities(filled(losses), 0)
    for (let t = 1; t <= 4; t++) expectClose((losses[t - 1] ?? NaN) / (p[t - 1] ?? NaN), 6)
    const even = drawProbabilities(filled(losses), 1)
    expectClose(
      losses.reduce((mean, loss, i) => mean + ((even[i] ?? NaN) * loss) / (even[i] ?? NaN), 0),
      6,
    )
  })

  it('draws each t as often as its probability says', () => {
    const p = drawProbabilities(filled([1, 2, 0, 5]), 0)
    const n = 20_000
    const counts = [0, 0, 0, 0]
    for (const u of uniformArray({ seed: 2, purpose: 'start', step: 0, sample: 0 }, n))
      counts[drawTime(p, u) - 1] = (counts[drawTime(p, u) - 1] ?? NaN) + 1
    counts.forEach((count, i) => {
      const probability = p[i] ?? NaN
      expect(Math.abs(count / n - probability)).toBeLessThanOrEqual(
        4 * Math.sqrt((probability * (1 - probability)) / n),
      )
    })
    expect(drawTime(p, 0)).toBe(1)
    expect(drawTime(Float64Array.of(0.5, 0.4999999, 0), 0.99999999)).toBe(2) // never what has no probability
  })

  it('refuses in a sentence', () => {
    const history = lossHistory(3)
    expect(() => lossHistory(0)).toThrow('T must be an integer in [1, 10000], not 0.')
    expect(() => {
      recordLoss(history, 4, 1)
    }).toThrow('t must be an integer in [1, 3], not 4.')
    expect(() => {
      recordLoss(history, 1, NaN)
    }).toThrow('loss must be a number in')
    expect(() => drawProbabilities(history, 2)).toThrow('uniform must be a number in [0, 1], not 2.')
    expect(() => drawTime(Float64Array.of(1), -0.1)).toThrow('u must be a number in [0, 1], not -0.1.')
  })
})

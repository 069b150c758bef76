import { describe, expect, test } from 'vitest'
import { addedAfter } from '../../../src/walk/inspect/use-adding'
import { coefficientCurves, nameOf } from '../../../src/walk/inspect/coefficients'
import { piecesOf } from '../../../src/walk/inspect/line-chart'
import { stepTerms } from '../../../src/walk/formula/step-terms'
import { pathOf } from '../../../src/walk/model/path'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { withSampler } from '../../../src/runs/sampler-settings'

const runOf = (patch: Partial<Settings>) => {
  const settings = { ...defaults, steps: 6, ...patch }
  return { settings, levels: pathOf(settings).levels }
}

describe('the coefficients over a whole walk', () => {
  test('at each step they are the equation’s own, and none where a step has no such term', () => {
    const run = runOf({ ...withSampler('lms'), order: 3 })
    const curves = coefficientCurves(run)
    for (let step = 1; step <= 6; step++) {
      const terms = new Map(stepTerms(run, step).map((term) => [nameOf(term), term.coefficient]))
      for (const curve of curves) expect(curve.values[step - 1]).toBe(terms.get(nameOf(curve)) ?? NaN)
    }
    expect(curves.find(({ part, index }) => part === 'epsHat' && index === -1)?.values[0]).toBeNaN()
    expect(coefficientCurves(run)).toBe(curves)
  })

  test('an adaptive sampler has none; an inverted walk has those of both ways', () => {
    expect(coefficientCurves(runOf(withSampler('rk45')))).toEqual([])
    const both = coefficientCurves(runOf({ from: 'inverted' }))
    expect(both.every(({ values }) => values.length === 12)).toBe(true)
  })

  test('a curve is broken where there is no value', () => {
    expect(
      piecesOf(
        [
          [1, NaN],
          [2, 1],
          [3, 2],
          [4, NaN],
          [5, 3],
        ],
        false,
      ),
    ).toEqual([
      [
        [2, 1],
        [3, 2],
      ],
      [[5, 3]],
    ])
  })
})

describe('adding up', () => {
  test('goes from nothing to all, never back, and rests on every whole term', () => {
    const times = Array.from({ length: 60 }, (_, i) => i * 100)
    const added = times.map((ms) => addedAfter(ms, 3, false))
    expect(added[0]).toBe(0)
    expect(added).toEqual([...added].toSorted((a, b) => a - b))
    expect(added.at(-1)).toBe(3)
    for (const termCount of [1, 2]) expect(added.filter((value) => value === termCount).length).toBeGreaterThan(2)
  })

  test('where little motion is wanted it shows whole terms alone', () => {
    const added = Array.from({ length: 60 }, (_, i) => addedAfter(i * 100, 3, true))
    expect(new Set(added)).toEqual(new Set([0, 1, 2, 3]))
  })
})

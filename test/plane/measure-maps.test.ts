import { describe, expect, test } from 'vitest'
import { levelAt } from '../../src/diffusion'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { EvaluateRequest, LikelihoodRequest } from '../../src/engine/protocol/plane'
import { DEPTH, type DensityMaps, differenceOf, drawMaps, topOf } from '../../src/plane/measure/likelihood-maps'
import { drawnLevel } from '../../src/plane/stage/field-question'
import { likelihoodAt, likelihoodFollows, pointLikelihood } from '../../src/plane/stage/likelihood-at'
import { largestError } from '../diffusion/closeness'
import { planeWith } from './fake-plane'

const question = { answerer: 'exact', process: { id: 'edm', schedule: 'cosine' }, label: null, changes: [] } as const
const level = drawnLevel(levelAt(planeProcess(question.process), 2)) // shown smaller than it is
const OFF = 0.25

/** A flow that is a quarter of a nat too sure of everything to the right. */
function engine({ formula = true } = {}) {
  const requests: Float32Array[] = []
  const exact = ({ points }: EvaluateRequest) =>
    Float32Array.from(
      { length: points.length / 2 },
      (_, i) => -0.5 * Math.hypot(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN) ** 2,
    )
  return {
    requests,
    evaluate: (request: EvaluateRequest) =>
      Promise.resolve({
        score: new Float32Array(),
        x0Hat: new Float32Array(),
        ...(formula && { logDensity: exact(request) }),
        ms: 0,
      }),
    likelihood: (request: LikelihoodRequest) => {
      requests.push(request.points)
      return Promise.resolve(exact(request).map((value, i) => value + ((request.points[2 * i] ?? NaN) > 0 ? OFF : 0)))
    },
  }
}

describe('maps of the likelihood', () => {
  test('hold the flow against the exact density, where that is not small', async () => {
    const maps: DensityMaps[] = []
    const of = engine()
    await drawMaps(
      { engine: of, question, level, half: 3, steps: 8 },
      (next) => {
        maps.push(next)
      },
      new AbortController().signal,
    )
    const last = maps.at(-1)
    if (!last?.exact) throw new Error('no map')
    const { n, exact } = last
    const difference = differenceOf(last)
    expect(n).toBe(97)
    expect(Math.max(...of.requests.flatMap((points) => [...points]))).toBeCloseTo(3 * level.scale, 4) // the whole view, in the process's own scale
    expect(topOf(last)).toBeCloseTo(2 * Math.log(level.scale), 4) // the density of what is drawn
    const least = topOf(last) - DEPTH
    const expected = exact.map((value, k) => (value < least ? NaN : k % n > (n - 1) / 2 ? OFF : 0))
    expect(difference?.values.findIndex((value, k) => Number.isNaN(value) !== Number.isNaN(expected[k]))).toBe(-1)
    const dropNaN = (values: Float32Array | undefined) => values?.filter((value) => !Number.isNaN(value)) ?? []
    expect(largestError(dropNaN(difference?.values), dropNaN(expected))).toBeLessThan(1e-5)
    expect(difference?.most).toBeCloseTo(OFF, 5)
    expect(difference?.rootMeanSquare).toBeGreaterThan(0.3 * OFF)
    expect(difference?.rootMeanSquare).toBeLessThan(OFF)
  })

  test('show the flow alone where there is no formula', async () => {
    let last: DensityMaps | undefined
    await drawMaps(
      { engine: engine({ formula: false }), question, level, half: 3, steps: 8 },
      (next) => {
        last = next
      },
      new AbortController().signal,
    )
    expect(last?.exact).toBeUndefined()
    expect(last && differenceOf({ flow: last.flow, exact: last.exact })).toBeUndefined()
    expect(last && topOf(last)).toBeGreaterThan(OFF - 0.02) // the flow's own: right of the middle
  })
})

describe('where the likelihood is asked', () => {
  test('is where the pointer was last, while its panel is open or its map is shown, and nowhere else', () => {
    const { plane } = planeWith({})
    const at = likelihoodAt(plane)
    const { place: first } = at.getState()
    pointLikelihood(plane, 0, [1, 1])
    expect(at.getState().place).toBe(first)
    at.setState({ open: true })
    pointLikelihood(plane, 0, [1, 1])
    pointLikelihood(plane, 0, undefined)
    expect(at.getState()).toMatchObject({ place: [1, 1], slot: 0, isUnderPointer: false })
    at.setState({ open: false })
    expect(likelihoodFollows(plane)).toBe(false)
    const room = planeWith({ heatMap: 'likelihood' }).plane
    pointLikelihood(room, 1, [2, -1])
    expect(likelihoodAt(room).getState()).toMatchObject({ place: [2, -1], slot: 1, isUnderPointer: true })
    pointLikelihood(room, 0, undefined) // the other picture's pointer leaves nothing
    expect(likelihoodAt(room).getState().isUnderPointer).toBe(true)
  })
})

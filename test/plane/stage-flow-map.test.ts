import { describe, expect, test } from 'vitest'
import { dataSetOracle, type Level } from '../../src/diffusion'
import type { LikelihoodRequest } from '../../src/engine/protocol/plane'
import { createFlowMapLayer, type FlowMap, type FlowSubject } from '../../src/plane/stage/flow-map'
import { latticePoints } from '../../src/plane/stage/lattice'
import { finer, freshNodes, refine, type Refined, SIDES } from '../../src/plane/stage/refine'
import { largestError } from '../diffusion/closeness'

const oracle = dataSetOracle(Float32Array.of(1, 0.5, -1, 0.2, 0.3, -1.4), 2)
const at: Level = { t: 500, signal: 0.6, noise: 0.8 }
const logDensities = (points: Float32Array, level = at) =>
  Float32Array.from({ length: points.length / 2 }, (_, i) =>
    oracle.logDensity(points.subarray(2 * i, 2 * i + 2), level),
  )
const turn = () =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })

describe('a lattice that is refined', () => {
  test('asks every node of the finest once, and ends at what is asked of it at once', async () => {
    let calls = 0
    let last: Refined | undefined
    await refine(
      {
        half: 3,
        scale: 1,
        sides: [5, 9, 17],
        ask: (points) => {
          calls += points.length / 2
          return Promise.resolve([logDensities(points), points.filter((_, k) => k % 2 === 0)])
        },
      },
      (soFar) => {
        last = soFar
      },
      new AbortController().signal,
    )
    const points = latticePoints({ n: 17, half: 3 }, 1)
    expect(calls).toBe(17 * 17)
    expect(last).toMatchObject({ n: 17, share: 1, isComplete: true })
    expect(largestError(last?.values[0] ?? [], logDensities(points))).toBe(0)
    expect(
      largestError(
        last?.values[1] ?? [],
        points.filter((_, k) => k % 2 === 0),
      ),
    ).toBe(0)
  })

  test('is told as it comes: parts of the coarse one first, then nothing is missing', async () => {
    const reports: { n: number; isComplete: boolean; share: number; missing: number }[] = []
    const ask = (points: Float32Array) => Promise.resolve([logDensities(points)])
    await refine(
      { half: 3, scale: 1, ask },
      ({ n, isComplete, share, values: [values = new Float32Array()] }) => {
        reports.push({ n, isComplete, share, missing: values.filter(Number.isNaN).length })
      },
      new AbortController().signal,
    )
    expect(reports[0]).toMatchObject({ n: SIDES[0], isComplete: false })
    expect(reports.every(({ isComplete, missing }) => isComplete === (missing === 0))).toBe(true)
    expect(reports.map(({ share }) => share)).toEqual(reports.map(({ share }) => share).toSorted((a, b) => a - b))
    expect(new Set(reports.map(({ n }) => n))).toEqual(new Set(SIDES))
  })

  test('lies bilinearly between its nodes until they are asked', () => {
    expect([...finer(Float32Array.of(0, 2, 4, 6), 2)]).toEqual([0, 1, 2, 2, 3, 4, 4, 5, 6])
    expect(freshNodes(3, false)).toEqual([1, 3, 4, 5, 7])
    expect(freshNodes(2, true)).toEqual([0, 1, 2, 3])
  })

  test('is asked no further, and told no more, once it has ended', async () => {
    const controller = new AbortController()
    let [askCount, reportCount] = [0, 0]
    const ask = (points: Float32Array) => {
      if (++askCount === 2) controller.abort()
      return Promise.resolve([logDensities(points)])
    }
    await expect(
      refine(
        { half: 3, scale: 1, ask },
        () => {
          reportCount++
        },
        controller.signal,
      ),
    ).rejects.toThrow()
    expect([askCount, reportCount]).toEqual([2, 1])
  })
})

/** A layer over an engine that answers only when it is told to. */
function layer() {
  const requests: LikelihoodRequest[] = []
  const waiting: (() => void)[] = []
  const maps: (FlowMap | undefined)[] = []
  let failures = 0
  const flow = createFlowMapLayer(
    {
      likelihood: (request, signal) =>
        new Promise((resolve, reject) => {
          requests.push(request)
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error)
          })
          waiting.push(() => {
            if (request.steps === 13) reject(new Error('it diverged'))
            else resolve(logDensities(request.points, request.at))
          })
        }),
    },
    (map, failed) => {
      maps.push(map)
      if (failed) failures++
    },
  )
  const answer = async () => {
    waiting.shift()?.()
    await turn()
  }
  const answerAll = async () => {
    while (waiting.length > 0) await answer()
  }
  return { flow, requests, maps, answer, answerAll, failures: () => failures }
}

const subject: FlowSubject = {
  answerer: 'exact',
  process: { id: 'discrete', schedule: 'cosine' },
  label: null,
  changes: [],
  at,
  half: 3,
  steps: 16,
  learned: 0,
  version: 0,
}

describe('the map of the flow’s likelihood', () => {
  test('is coarse first, fine in the end, and asked for once', async () => {
    const { flow, requests, maps, answerAll } = layer()
    flow.want(subject)
    flow.want({ ...subject })
    await answerAll()
    expect(requests.reduce((sum, { points }) => sum + points.length / 2, 0)).toBe(97 * 97)
    expect(maps[0]?.n).toBe(25)
    expect(maps[0]?.share).toBeLessThan(0.05) // the first is painted as it comes
    expect(maps.at(-1)).toMatchObject({ n: 97, share: 1 })
    expect(largestError(maps.at(-1)?.logDensity ?? [], logDensities(latticePoints({ n: 97, half: 3 }, 1)))).toBe(0)
  })

  test('of another level is begun when the coarse one is finished: not before, and not after', async () => {
    const { flow, requests, maps, answer, answerAll } = layer()
    flow.want(subject)
    await answer()
    flow.want({ ...subject, at: { ...at, t: 1 } }) // overtaken
    flow.want({ ...subject, at: { t: 2, signal: 0.8, noise: 0.6 } })
    const completeMaps = () => maps.filter((map) => map && !map.logDensity.some(Number.isNaN))
    while (completeMaps().length === 0) await answer()
    expect(new Set(requests.map((request) => request.at.t))).toEqual(new Set([at.t]))
    const before = requests.length
    await answerAll()
    expect(new Set(requests.slice(before).map((request) => request.at.t))).toEqual(new Set([2]))
    flow.want(subject) // and now there is nothing coarse to be finished
    expect(requests.at(-1)?.at.t).toBe(at.t)
  })

  test('where the variance of the process has grown, is of what is drawn', async () => {
    const { flow, maps, answerAll } = layer()
    const wide = { t: 20, signal: 1, noise: 20 }
    flow.want({ ...subject, process: { id: 'edm', schedule: 'cosine' }, at: wide })
    await answerAll()
    const middle = maps.at(-1)?.logDensity[48 * 97 + 48] ?? NaN
    expect(Math.abs(middle - (oracle.logDensity(Float64Array.of(0, 0), wide) + Math.log(401)))).toBeLessThan(1e-5)
  })

  test('is dropped where it is no longer shown, and said where it cannot be had', async () => {
    const { flow, requests, maps, answer, answerAll, failures } = layer()
    flow.want(subject)
    await answer()
    flow.want(undefined)
    const before = requests.length
    await answerAll()
    expect(requests).toHaveLength(before)
    expect(maps.at(-1)).toBeUndefined()
    flow.want({ ...subject, steps: 13 })
    await answerAll()
    expect(failures()).toBe(1)
    flow.want(subject)
    await answerAll()
    expect(maps.at(-1)?.n).toBe(97)
  })
})

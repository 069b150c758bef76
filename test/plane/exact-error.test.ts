import { expect, test } from 'vitest'
import { dataSetOracle, levelAt, noiseToSignal } from '../../src/diffusion'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { EvaluateRequest, Evaluation } from '../../src/engine/protocol/plane'
import { pointsOf } from '../../src/plane/data'
import { exactError, questions, SIGMAS } from '../../src/plane/learn/exact-error'
import { shapeOf } from '../../src/plane/learn/learner-settings'
import { defaults } from '../../src/plane/settings'
import { PROCESSES } from '../../src/runs/sampler-settings'

const points = pointsOf({ kind: 'distribution', id: 'moons' }, 300, 1)
const oracle = dataSetOracle(points.xy, 2)
const mean = [0, 1].map((k) => points.xy.reduce((sum, x, i) => (i % 2 === k ? sum + x : sum), 0) / points.labels.length)

/** The exact score, or that of a network whose guess is a share of the way from the data's mean to the exact one. */
function engineOf(share: number): PlaneEngineClient {
  const evaluate = ({ points: x, at, answerer }: EvaluateRequest): Promise<Evaluation> => {
    const exact = Array.from({ length: x.length / 2 }, (_, i) => [
      ...oracle.posteriorMean(Float64Array.of(x[2 * i] ?? NaN, x[2 * i + 1] ?? NaN), at),
    ]).flat()
    const answerOf = (value: number, k: number) =>
      (mean[k % 2] ?? NaN) + (answerer === 'exact' ? 1 : share) * (value - (mean[k % 2] ?? NaN))
    const x0Hat = Float32Array.from(exact, answerOf)
    const score = x0Hat.map((value, i) => (at.signal * value - (x[i] ?? NaN)) / at.noise ** 2)
    return Promise.resolve({ score, x0Hat, ms: 0 })
  }
  return { evaluate } as unknown as PlaneEngineClient
}

const errorOf = (process: (typeof PROCESSES)[number], share: number) =>
  exactError(engineOf(share), shapeOf({ ...defaults, process }), points, new AbortController().signal)

test.each(PROCESSES)('on %s it is asked at the same σ/α as on every other', (process) => {
  const shape = shapeOf({ ...defaults, process })
  const { tMax } = planeProcess(shape.process)
  questions(shape, points).forEach(({ at }, i) => {
    expect(Math.abs(noiseToSignal(at) / (SIGMAS[i] ?? NaN) - 1)).toBeLessThan(0.02)
    expect(noiseToSignal(levelAt(planeProcess(shape.process), tMax))).toBeGreaterThan(4)
  })
})

test.each(PROCESSES)(
  'on %s it tells a network that says the data’s mean from one that says what is true',
  async (process) => {
    expect(await errorOf(process, 1)).toBeLessThan(1e-3)
    const [half, nothing] = [await errorOf(process, 0.5), await errorOf(process, 0)]
    expect(nothing).toBeGreaterThan(0.5)
    expect(Math.abs(half / nothing - 0.5)).toBeLessThan(1e-2)
  },
)

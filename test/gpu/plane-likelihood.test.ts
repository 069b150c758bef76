import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  dataSetOracle,
  flowLikelihood,
  levelAt,
  logSnr,
  normalArray,
  oracleDivergence,
  preservingLevel,
} from '../../src/diffusion'
import { denoiserOf, evaluate, type Answerers } from '../../src/engine/worker/plane/answer'
import { createTrainer } from '../../src/engine/worker/plane/learning/trainer'
import { likelihoods } from '../../src/engine/worker/plane/likelihood'
import { placePoints } from '../../src/engine/worker/plane/points'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { LikelihoodRequest, PlaneProcess, PointSet } from '../../src/engine/protocol/plane'
import { conditionOf, type PlaneGuidance, unguided } from '../../src/plane/changes'
import { memory, type Backend } from '../../src/network'
import { difference } from './formula'
import { open } from './open-backend'

const N = 40
const set: PointSet = {
  xy: normalArray({ seed: 3, purpose: 'start', step: 0, sample: 0 }, 2 * N).map(
    (z, k) => 0.5 * z + (k < N ? 0.8 : -0.8),
  ),
  labels: Uint8Array.from({ length: N }, (_, i) => Number(i >= N / 2)),
}
const oracle = dataSetOracle(set.xy, 2)
const points = normalArray({ seed: 4, purpose: 'start', step: 0, sample: 0 }, 16)

/** A request at the level of a process whose σ/α is about 0.4. */
function requestOf(process: PlaneProcess, patch: Partial<LikelihoodRequest> = {}): LikelihoodRequest {
  const at = levelAt(
    planeProcess(process),
    { discrete: 250, vp: 0.15, 'sub-vp': 0.3, ve: 0.4, edm: 0.4, flow: 0.3, 'cosine-interpolant': 0.25 }[process.id],
  )
  return { answerer: 'exact', process, label: null, changes: [], points, at, steps: 100, ...patch }
}

const closed = ({ at }: LikelihoodRequest, of = oracle) =>
  Float32Array.from({ length: points.length / 2 }, (_, i) => of.logDensity(points.subarray(2 * i, 2 * i + 2), at))
const always = () => Promise.resolve(true)

describe.each(['wasm', 'webgpu'] as const)('the likelihood by the probability flow, on %s,', (name) => {
  let backend: Backend
  let answerers: Answerers
  beforeAll(async () => {
    backend = await open(name)
    answerers = { points: placePoints(set), trainer: createTrainer(() => undefined) }
  })
  afterAll(() => {
    backend.dispose()
  })

  test.each(['discrete', 'vp', 'sub-vp', 've', 'edm', 'flow', 'cosine-interpolant'] as const)(
    'is the exact density of the points under the %s process, to 1e-3 nats',
    async (id) => {
      const request = requestOf({ id, schedule: 'cosine' })
      expect(difference(await likelihoods(request, answerers, always), closed(request))).toBeLessThan(1e-3)
    },
  )

  test.each(['flow', 'cosine-interpolant'] as const)(
    'of pure noise, where the %s has nothing of the data left, is the prior’s',
    async (id) => {
      const request = requestOf(
        { id, schedule: 'cosine' },
        { at: levelAt(planeProcess({ id, schedule: 'cosine' }), 1) },
      )
      const normal = Float32Array.from(
        { length: points.length / 2 },
        (_, i) => -Math.log(2 * Math.PI) - Math.hypot(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN) ** 2 / 2,
      )
      expect(difference(await likelihoods(request, answerers, always), normal)).toBeLessThan(1e-5)
    },
  )

  test('of a student is refused: it says where the flow ends, and that is no score', async () => {
    await expect(
      likelihoods(requestOf({ id: 'discrete', schedule: 'cosine' }, { answerer: 'student' }), answerers, always),
    ).rejects.toThrow('plane-student-end')
  })

  test('a student is asked for all points or for one class, and for no mixture', () => {
    const ask = (guidance: PlaneGuidance) => () =>
      denoiserOf(
        { answerer: 'student', process: { id: 'discrete', schedule: 'cosine' }, ...conditionOf(guidance) },
        answerers,
      )
    for (const guidance of [unguided, { ...unguided, label: 1 }, { kind: 'classifier', label: 1, scale: 1 }] as const)
      expect(ask(guidance)).toThrow('plane-no-student')
    for (const guidance of [
      { ...unguided, label: 1, scale: 3 },
      { kind: 'classifier', label: 0, scale: 0.5 },
    ] as const)
      expect(ask(guidance)).toThrow('plane-student-guided')
  })

  test.each(['classifier', 'classifier-free'] as const)(
    'of a class guided at w = 1, by %s, is the class’s own, and known in closed form',
    async (kind) => {
      const request = requestOf({ id: 'discrete', schedule: 'cosine' }, conditionOf({ kind, label: 1, scale: 1 }))
      const { logDensity } = (await evaluate(request, answerers, always)) ?? {}
      expect(
        difference(logDensity ?? new Float32Array(), closed(request, dataSetOracle(set.xy.slice(N), 2))),
      ).toBeLessThan(1e-4)
    },
  )

  test('by differences, where a class is guided by the classifier at next to w = 1, is the class’s own density', async () => {
    const request = requestOf(
      { id: 'discrete', schedule: 'cosine' },
      conditionOf({ kind: 'classifier', label: 1, scale: 1 + 1e-6 }),
    )
    const ofClass = dataSetOracle(set.xy.slice(N), 2)
    expect(difference(await likelihoods(request, answerers, always), closed(request, ofClass))).toBeLessThan(5e-3)
  })

  test('with few steps is what float64 finds with as few', async () => {
    const request = requestOf({ id: 'discrete', schedule: 'cosine' }, { steps: 12 })
    const run = {
      score: (x: Float64Array, at: LikelihoodRequest['at']) => oracle.score(x, at),
      divergence: oracleDivergence(oracle),
      levelOf: preservingLevel,
      from: logSnr(request.at),
      to: -20,
      steps: 12,
    }
    const float64 = Float32Array.from(
      { length: points.length / 2 },
      (_, i) => flowLikelihood(run, points.subarray(2 * i, 2 * i + 2)).logLikelihood,
    )
    expect(difference(await likelihoods(request, answerers, always), float64)).toBeLessThan(1e-3)
  })

  test('ends when it is no longer wanted, and leaves no tensor', async () => {
    const request = requestOf({ id: 'discrete', schedule: 'cosine' })
    const before = memory().tensors
    let left = 3
    expect(await likelihoods(request, answerers, () => Promise.resolve(left-- > 0))).toBeUndefined()
    await expect(likelihoods({ ...request, steps: 0 }, answerers, always)).rejects.toThrow(
      'steps must be an integer in [1, 1000], not 0.',
    )
    await expect(likelihoods({ ...request, points: Float32Array.of(NaN, 0) }, answerers, always)).rejects.toThrow(
      'plane-coordinates',
    )
    expect(memory().tensors).toBe(before)
  })
})

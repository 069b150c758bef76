import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { consistencyStep, ddim, levelAt, logSnrTimes, normalArray, type SamplerStep } from '../../src/diffusion'
import type { LearnerShape } from '../../src/engine/protocol/learning'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import { type Backend, type Tensor, tensorAlgebra, uploadPoints } from '../../src/network'
import { meanNearest } from '../../src/plane/learn/recalled'
import { last, learn, trainer } from './trainer'
import { open } from './open-backend'
import { answer, cosine, errorOfEps, flow, fresh, losses, moons, points, shape, tuning } from './learning-moons'

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const START = normalArray({ seed: 4, purpose: 'start', step: 0, sample: 0 }, 600)

/** Where a sampler leads noises in so many steps over the answers. */
function sampled(
  who: 'network' | 'student',
  spec: LearnerShape['process'],
  steps: number,
  sampler: SamplerStep,
): Promise<Float32Array> {
  const process = planeProcess(spec)
  const levels = logSnrTimes(process, steps).map((t) => levelAt(process, t))
  const [first] = levels
  return answer(who, (denoise) => {
    let xt: Tensor = tensorAlgebra.combine([Math.hypot(first?.signal ?? NaN, first?.noise ?? NaN), uploadPoints(START)])
    levels.slice(1).forEach((to, i) => {
      const from = levels[i]
      if (!from) return
      const normal = () => uploadPoints(normalArray({ seed: 4, purpose: 'step', step: i, sample: 0 }, START.length))
      xt = sampler({ algebra: tensorAlgebra, xt, from, to, denoise, normal, process }).next
    })
    return xt
  })
}

const distance = (a: Float32Array, i: number, b: Float32Array, j: number) =>
  Math.hypot((a[2 * i] ?? NaN) - (b[2 * j] ?? NaN), (a[2 * i + 1] ?? NaN) - (b[2 * j + 1] ?? NaN))

function meanDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length / 2; i++) for (let j = 0; j < b.length / 2; j++) sum += distance(a, i, b, j)
  return (4 * sum) / (a.length * b.length)
}

/** Energy distance (Székely & Rizzo 2013): 0 where two sets are of one distribution. */
const energy = (a: Float32Array, b: Float32Array) => 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b)

/** √ of the mean squared distance between where one Euler step and twenty lead the same noise. */
async function shortcut(): Promise<number> {
  const [one, many] = [
    await sampled('network', flow, 1, ddim({ eta: 0 })),
    await sampled('network', flow, 20, ddim({ eta: 0 })),
  ]
  return Math.sqrt(meanOf(Array.from({ length: one.length / 2 }, (_, i) => distance(one, i, many, i) ** 2)))
}

let backend: Backend

beforeAll(async () => {
  backend = await open('wasm')
})

afterAll(() => {
  backend.dispose()
})

beforeEach(() => {
  fresh()
})

afterEach(() => {
  trainer.dispose()
})

test('ε̂ comes near to the exact one', async () => {
  await trainer.handle({ kind: 'create', shape: { ...shape, width: 64, depth: 3 }, tuning })
  const before = await errorOfEps()
  await learn(400)
  expect(before).toBeGreaterThan(0.5) // it began by saying 0
  expect(await errorOfEps()).toBeLessThan(0.2)
})

test.each([
  ['epsilon', cosine, 0.4],
  ['sample', cosine, 0.7],
  ['v_prediction', cosine, 0.32],
  ['score', cosine, 0.4],
  ['flow_prediction', flow, 0.35],
] as const)('a network that predicts %s learns', async (prediction, process, bound) => {
  await trainer.handle({ kind: 'create', shape: { ...shape, prediction, process }, tuning })
  const before = await errorOfEps(process)
  await learn(150)
  const after = await errorOfEps(process)
  expect(after).toBeLessThan(bound)
  expect(after).toBeLessThan(0.8 * before)
})

test.each([
  ...(['own', 'snr', 'min-snr', 'likelihood'] as const).map((weighting) => ({ name: weighting, weighting })),
  ...(['importance', 'log-normal', 'logit-normal'] as const).map((timeSampling) => ({
    name: timeSampling,
    timeSampling,
  })),
])('a network learns under $name', async (patch) => {
  await trainer.handle({
    kind: 'create',
    shape: { ...shape, prediction: 'v_prediction' },
    tuning: { ...tuning, ...patch },
  })
  const before = await errorOfEps()
  await learn(400)
  expect(await errorOfEps()).toBeLessThan(0.9 * before)
})

test('the nearest pairs straighten too: one step leads nearer to where many do than after any pairs', async () => {
  const velocity = { ...shape, prediction: 'flow_prediction', process: flow, width: 64, depth: 3 } as const
  const bends: number[] = []
  for (const pairing of ['independent', 'optimal-transport'] as const) {
    await trainer.handle({ kind: 'create', shape: velocity, tuning: { ...tuning, batch: 512, pairing } })
    await learn(200)
    bends.push(await shortcut())
  }
  expect(bends[1]).toBeLessThan(0.5 * (bends[0] ?? NaN))
})

test.each([
  ['one point', { xy: Float32Array.of(0.5, -1), labels: Uint8Array.of(0) }],
  [
    'points that coincide',
    {
      xy: Float32Array.from({ length: 80 }, (_, k) => (k % 2 === 0 ? 0.5 : -1)),
      labels: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
    },
  ],
])('%s can be learned: the loss stays a number, and samples come near', async (_, set) => {
  for (const how of [
    {},
    { timeSampling: 'importance', pairing: 'optimal-transport' },
    { weighting: 'likelihood' },
  ] as const) {
    fresh(set)
    await trainer.handle({
      kind: 'create',
      shape: { ...shape, prediction: 'v_prediction' },
      tuning: { ...tuning, batch: 64, ...how },
    })
    await learn(150)
    await learn(20, 'distil')
    expect(losses()).toHaveLength(170)
    expect(losses().every(Number.isFinite)).toBe(true)
    const ends = await sampled('network', cosine, 20, ddim({ eta: 0 }))
    expect(meanOf(Array.from({ length: 300 }, (__, i) => distance(ends, i, set.xy, 0)))).toBeLessThan(0.5)
    trainer.dispose()
  }
})

test('few points are recalled, of many others of their kind are made', async () => {
  const ratios: number[] = []
  for (const n of [6, 300]) {
    const set = moons(n)
    trainer.dispose()
    fresh(set)
    await trainer.handle({
      kind: 'create',
      shape: { ...shape, prediction: 'v_prediction', width: 64, depth: 3 },
      tuning,
    })
    await learn(300)
    ratios.push(
      meanNearest(await sampled('network', cosine, 30, ddim({ eta: 0 })), set.xy) /
        meanNearest(moons(300, 2).xy, set.xy),
    )
  }
  expect(ratios[0]).toBeLessThan(0.5)
  expect(ratios[1]).toBeGreaterThan(0.8)
})

test('an untouched network says nothing: ε̂ = 0', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  const at = levelAt(planeProcess(cosine), 500)
  expect(
    Math.max(...(await answer('network', (denoise) => denoise(uploadPoints(START), at).epsHat)).map(Math.abs)),
  ).toBe(0)
})

test('reflow straightens: one step leads nearly where many do', async () => {
  const velocity = { ...shape, prediction: 'flow_prediction', process: flow, width: 64 } as const
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
  expect(last('refused')?.fault.code).toBe('learn-none')
  await trainer.handle({ kind: 'create', shape: velocity, tuning })
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
  expect(last('refused')?.fault.code).toBe('learn-reflow-early')
  await learn(300)
  const before = await shortcut()
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
  await learn(300)
  expect(await shortcut()).toBeLessThan(0.8 * before)
})

test('a student says in one step what its teacher says in many', async () => {
  await trainer.handle({ kind: 'distil', steps: 1 })
  expect(last('refused')?.fault.code).toBe('learn-none')
  await trainer.handle({ kind: 'create', shape: { ...shape, width: 64 }, tuning })
  await trainer.handle({ kind: 'distil', steps: 1 })
  expect(last('refused')?.fault.code).toBe('learn-student-early')
  await learn(300)
  const teacher = energy(await sampled('network', cosine, 1, ddim({ eta: 0 })), points.xy)
  await learn(300, 'distil')
  const [one, two, four] = [
    await sampled('student', cosine, 1, consistencyStep),
    await sampled('student', cosine, 2, consistencyStep),
    await sampled('student', cosine, 4, consistencyStep),
  ]
  for (const few of [one, two, four]) expect(energy(few, points.xy)).toBeLessThan(0.25 * teacher)
})

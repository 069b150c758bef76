import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  consistencyStep,
  dataSetOracle,
  ddim,
  levelAt,
  logSnrTimes,
  normalArray,
  oracleDenoiser,
  type SamplerStep,
  uniformArray,
} from '../../src/diffusion'
import type { LearnerShape, LearnerTuning } from '../../src/engine/protocol/learning'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { PointSet } from '../../src/engine/protocol/plane'
import {
  type Backend,
  counters,
  memory,
  readPacked,
  scoped,
  type Tensor,
  tensorAlgebra,
  uploadPoints,
} from '../../src/network'
import { networkFile } from '../../src/plane/learn/network-file'
import { meanNearest } from '../../src/plane/learn/recalled'
import { all, forget, last, learn, trainer, listen, saved } from './trainer'
import { open } from './support'

const cosine = { id: 'discrete', schedule: 'cosine' } as const
const flow = { id: 'flow', schedule: 'cosine' } as const
const shape: LearnerShape = { process: cosine, prediction: 'epsilon', width: 32, depth: 2, seed: 3, dropClass: 0.2 }
const tuning: LearnerTuning = {
  batch: 256,
  learningRate: 5e-3,
  weighting: 'simple',
  timeSampling: 'uniform',
  pairing: 'independent',
}

/** Two arcs that reach into one another, one of each class. */
function moons(n: number, seed = 1): PointSet {
  const turns = uniformArray({ seed, purpose: 'points', step: 0, sample: 0 }, n)
  const xy = normalArray({ seed, purpose: 'points', step: 1, sample: 0 }, 2 * n).map((z) => 0.08 * z)
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2)
  turns.forEach((turn, i) => {
    const side = i % 2 === 0 ? 1 : -1
    xy[2 * i] = (xy[2 * i] ?? NaN) + 1.2 * (side * Math.cos(Math.PI * turn) - side * 0.5)
    xy[2 * i + 1] = (xy[2 * i + 1] ?? NaN) + 1.6 * (side * Math.sin(Math.PI * turn) - side * 0.25)
  })
  return { xy, labels }
}

const points = moons(300)
const fresh = (set: PointSet = points): void => {
  listen(set)
}

const losses = () => all('progress').flatMap((message) => [...message.losses])
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** √ of the mean of (ε̂ − E[ε | x_t])² over noised points at four levels. */
async function errorOfEps(spec = cosine as LearnerShape['process']): Promise<number> {
  const process = planeProcess(spec)
  const exact = oracleDenoiser(dataSetOracle(points.xy, 2))
  let sum = 0
  for (const part of [0.1, 0.3, 0.5, 0.8]) {
    const at = levelAt(process, process.tMin + part * (process.tMax - process.tMin))
    const eps = normalArray({ seed: 9, purpose: 'forward', step: 0, sample: 0 }, 400)
    const x = eps.map((z, k) => at.signal * (points.xy[k] ?? NaN) + at.noise * z)
    const said = await answer('network', (denoise) => denoise(uploadPoints(x), at).epsHat)
    exact(x, at).epsHat.forEach((value, k) => {
      sum += (value - (said[k] ?? NaN)) ** 2
    })
  }
  return Math.sqrt(sum / 1600)
}

/** What a function of the answers comes to. */
async function answer(
  who: 'network' | 'student',
  of: (denoise: NonNullable<ReturnType<typeof trainer.denoiser>>) => Tensor,
): Promise<Float32Array> {
  const denoise = trainer.denoiser(who, null)
  if (!denoise) throw new Error(`there is no ${who}`)
  let values: Float32Array = new Float32Array()
  await scoped(async () => {
    values = (await readPacked([of(denoise)]))[0] ?? values
    return []
  })
  return values
}

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

describe('on wasm', () => {
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
    await learn(800)
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

  test('the same seed learns the same network, in whatever pieces', async () => {
    const each = { ...tuning, timeSampling: 'importance' } as const
    await trainer.handle({ kind: 'create', shape, tuning: each })
    await learn(40)
    const whole = await saved()
    const wholeLosses = losses()
    trainer.dispose()
    fresh()
    await trainer.handle({ kind: 'create', shape, tuning: each })
    for (const steps of [1, 13, 1, 1, 24]) await learn(steps)
    expect(losses()).toEqual(wholeLosses)
    expect(await saved()).toEqual(whole)
  })

  test('a network that was saved as a file and opened goes on as if it had never stopped', async () => {
    await trainer.handle({ kind: 'create', shape, tuning: { ...tuning, timeSampling: 'importance' } })
    await learn(25)
    const bytes = networkFile(await saved())
    await learn(30)
    const expected = losses().slice(25)
    trainer.dispose()
    fresh()
    await trainer.handle({ kind: 'open', file: 'a.safetensors', bytes })
    expect(last('restored')).toMatchObject({ shape, step: 25 })
    await learn(30)
    expect(losses()).toEqual(expected)
  })

  test('a file that is none is refused in words, and the network stays', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(3)
    const bytes = networkFile(await saved())
    const text = (from: string, to: string) => {
      const found = new TextDecoder('latin1').decode(bytes).indexOf(from)
      const broken = bytes.slice()
      broken.set(new TextEncoder().encode(to), found)
      return broken
    }
    const broken: readonly (readonly [string, Uint8Array])[] = [
      ['truncated', bytes.slice(0, bytes.length - 8)],
      ['truncated', bytes.slice(0, 4)],
      ['header', bytes.slice(8)],
      ['field', text('noisewalk', 'daydreams')],
      ['field', text('epsilon', 'epsilom')],
      ['field', text('\\"width\\":32', '\\"width\\":0 ')],
      ['tensor-shape', text('\\"depth\\":2', '\\"depth\\":3')],
      ['tensor-unexpected', text('average', 'averagf')],
      ['not-json', text('\\"format', '\\\\format')],
      ['tensor-value', Uint8Array.from(bytes, (byte, i) => (i >= bytes.length - 4 ? 255 : byte))],
    ]
    for (const [code, file] of broken) {
      await trainer.handle({ kind: 'open', file: 'a.safetensors', bytes: file })
      expect(last('refused')?.fault.code).toBe(code)
    }
    expect(all('refused')).toHaveLength(broken.length)
    expect((await saved()).step).toBe(3)
  })

  test('at a learning rate of 100 the loss diverges, which is said; undoing goes back to before', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(60)
    const [before, error] = [await saved(), await errorOfEps()]
    await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
    await learn(200)
    expect(last('diverged')).toMatchObject({ before: 60 })
    expect(Math.abs((await errorOfEps()) - error)).toBeLessThan(1e-6) // the answers are those of before
    await learn(10)
    expect(last('refused')?.fault.code).toBe('learn-diverged')
    await trainer.handle({ kind: 'undo' })
    expect(last('restored')).toMatchObject({ step: 60, tuning })
    expect(await saved()).toEqual(before)
    await learn(20)
    expect(
      losses()
        .slice(-10)
        .every((loss) => loss < 1),
    ).toBe(true)
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
      await learn(500)
      ratios.push(
        meanNearest(await sampled('network', cosine, 30, ddim({ eta: 0 })), set.xy) /
          meanNearest(moons(300, 2).xy, set.xy),
      )
    }
    expect(ratios[0]).toBeLessThan(0.5)
    expect(ratios[1]).toBeGreaterThan(0.8)
  })

  test('without points there is nothing to learn, which is said', async () => {
    trainer.dispose()
    listen()
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(10)
    expect(last('refused')?.fault.code).toBe('learn-no-points')
    expect(losses()).toEqual([])
  })

  test('reflow of a network whose flow leads to no numbers is refused, and it learns on with its pairs of before', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(10)
    const { arrays, ...rest } = await saved() // as a file may have it: finite, and with answers beyond all numbers
    const average = {
      shape: arrays.average?.shape ?? [],
      values: (arrays.average?.values ?? new Float32Array()).map((weight) => 1e20 * weight),
    }
    await trainer.handle({ kind: 'restore', saved: { ...rest, arrays: { ...arrays, average } } })
    await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
    expect(last('refused')?.fault.code).toBe('learn-reflow-astray')
    expect((await saved()).tuning.pairing).toBe('independent')
  })

  test('a student whose loss leaves all bounds is given up, which is said; the network stays, and has another', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(20)
    const before = await saved()
    await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
    await learn(100, 'distil')
    expect(last('refused')?.fault.code).toBe('learn-student-diverged')
    expect(trainer.denoiser('student', null)).toBeUndefined()
    await trainer.handle({ kind: 'tune', tuning })
    expect(await saved()).toEqual(before)
    forget()
    await learn(20, 'distil')
    expect(losses()).toHaveLength(20)
    expect(losses().every(Number.isFinite)).toBe(true)
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

  test('the page has a copy wherever it rests, by no read-back of its own, and one that went on from it goes on as if it had never stopped', async () => {
    await trainer.handle({
      kind: 'create',
      shape: { ...shape, width: 8 },
      tuning: { ...tuning, batch: 16, timeSampling: 'importance' },
    })
    const readbacks = counters().readbacks
    await learn(40)
    expect(counters().readbacks - readbacks).toBe(4)
    const copy = last('copy')?.saved
    if (!copy) throw new Error('there is no copy')
    expect(copy).toEqual(await saved())
    expect(copy.step).toBe(40)
    await learn(20)
    const expected = losses().slice(40)
    trainer.dispose()
    fresh()
    await trainer.handle({ kind: 'restore', saved: copy })
    await learn(20)
    expect(losses()).toEqual(expected)
  })

  test('a copy is never of a network that diverged, and follows every change of it', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(60)
    await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
    await learn(200)
    expect(last('diverged')).toBeDefined()
    expect(last('copy')?.saved.step).toBe(60)
    forget()
    await trainer.handle({ kind: 'undo' })
    expect(last('copy')?.saved).toMatchObject({ step: 60, tuning })
    await trainer.handle({ kind: 'go', steps: null })
    await trainer.work()
    await trainer.handle({ kind: 'pause' })
    expect(last('copy')?.saved.step).toBe(last('paused')?.step)
  })

  test('nothing is left behind: the same tensors after 20 steps and after 300, none after the end, and one read-back in ten steps', async () => {
    trainer.dispose()
    const before = memory().tensors
    fresh()
    await trainer.handle({
      kind: 'create',
      shape: { ...shape, width: 8 },
      tuning: { ...tuning, batch: 16, timeSampling: 'importance', pairing: 'optimal-transport' },
    })
    await learn(20)
    await learn(10, 'distil')
    const early = memory().tensors
    const readbacks = counters().readbacks
    await learn(280)
    expect(counters().readbacks - readbacks).toBe(28)
    await learn(20, 'distil')
    expect(memory().tensors).toBe(early)
    trainer.dispose()
    expect(memory().tensors).toBe(before)
  })
})

describe('on webgpu', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open('webgpu')
  })
  afterAll(() => {
    backend.dispose()
  })

  test('the same lessons give the same losses as on wasm, to 1e-4, and nothing grows', async () => {
    const small = { ...shape, width: 8, depth: 1 }
    const few = { ...tuning, batch: 16 }
    fresh()
    await trainer.handle({ kind: 'create', shape: small, tuning: few })
    await learn(2)
    const early = memory()
    await learn(2)
    expect(memory()).toEqual(early)
    const found = losses()
    trainer.dispose()
    backend.dispose()
    backend = await open('wasm')
    fresh()
    await trainer.handle({ kind: 'create', shape: small, tuning: few })
    await learn(4)
    const expected = losses()
    trainer.dispose()
    expect(found).toHaveLength(4)
    expect(Math.max(...found.map((loss, i) => Math.abs(loss - (expected[i] ?? NaN))))).toBeLessThan(1e-4)
  })
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  arrayAlgebra,
  classifierFree,
  classifierGuided,
  dataSetOracle,
  type Denoiser,
  type Level,
  levelAt,
  makeSampler,
  noised,
  normalArray,
  type Oracle,
  oracleDenoiser,
  type Past,
  pastOf,
  posterior,
  rk45,
  samplerInfo,
  uniformArray,
  uniformTimes,
} from '../../src/diffusion'
import {
  type AnswerFailed,
  type PlaneEngineClient,
  type PlaneListener,
  startPlaneEngine,
} from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { FromTrainer } from '../../src/engine/protocol/learning'
import { type Change, plainGuidance } from '../../src/engine/protocol/changes'
import type { PlaneReady, PlaneRunSpec, PointSet, Question, Slot } from '../../src/engine/protocol/plane'
import type { Frame } from '../../src/engine/protocol/pictures'
import { difference } from './formula'

const N = 60
const points: PointSet = {
  xy: Float32Array.from({ length: 2 * N }, (_, i) => Math.sin(1.7 * i + 0.3 * i * i) + (i >= N ? 1.5 : -1)),
  labels: Uint8Array.from({ length: N }, (_, i) => (i >= N / 2 ? 1 : 0)),
}
const oracle = oracleDenoiser(dataSetOracle(points.xy, 2))
const PARTICLES = 24

const question: Question = {
  answerer: 'exact',
  process: { id: 'discrete', schedule: 'cosine' },
  label: null,
  changes: [],
}
const guidedBy = (kind: 'classifier-free' | 'classifier', scale: number): readonly Change[] => [
  kind === 'classifier' ? { kind, scale } : plainGuidance(scale),
]
function specOf(patch: Partial<PlaneRunSpec>): PlaneRunSpec {
  const whole = { ...question, sampler: { id: 'ddim', eta: 0 } as const, seed: 5, particles: PARTICLES, ...patch }
  const process = planeProcess(whole.process)
  return { ...whole, levels: uniformTimes(process, 6).map((t) => levelAt(process, t)) }
}
const startOf = ({ levels: [first], particles }: PlaneRunSpec) =>
  normalArray({ seed: 5, purpose: 'start', step: 0, sample: 0 }, 2 * particles).map((z) => z * (first?.noise ?? NaN))

/** The same run over plain arrays. */
async function overArrays(spec: PlaneRunSpec, denoise: Denoiser<Float32Array>): Promise<Float32Array[]> {
  const { memory } = samplerInfo(spec.sampler)
  const sampler = spec.sampler.id === 'rk45' ? rk45(spec.sampler) : makeSampler(spec.sampler)
  let [xt, history]: [Float32Array, readonly Past<Float32Array>[]] = [startOf(spec), []]
  const states: Float32Array[] = []
  for (const [step, from] of spec.levels.slice(0, -1).entries()) {
    let draw = 0
    const to = spec.levels[step + 1] ?? from
    const normal = () =>
      normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw: draw++ }, 2 * spec.particles)
    const input = { algebra: arrayAlgebra, xt, from, to, history, process: planeProcess(spec.process), denoise, normal }
    const taken = await sampler<Float32Array>(input)
    history = [pastOf(input, taken), ...history].slice(0, memory)
    xt = taken.next
    states.push(xt)
  }
  return states
}

const states = uniformArray({ seed: 3, purpose: 'start', step: 0, sample: 0 }, 2 * 30).map((u) => 6 * u - 3)
const oracleOf = (label: 0 | 1 | null) =>
  dataSetOracle(label === null ? points.xy : points.xy.filter((_, i) => points.labels[i >> 1] === label), 2)
const scoreOf = (of: Oracle, x: Float32Array, at: Level) =>
  oracleDenoiser(of)(x, at).epsHat.map((eps) => -eps / at.noise)
const learner = {
  shape: { process: question.process, prediction: 'epsilon', width: 8, depth: 1, seed: 1, dropClass: 0.2 },
  tuning: { batch: 16, learningRate: 1e-2, weighting: 'simple', timeSampling: 'uniform', pairing: 'independent' },
} as const
/** Of 17 messages each. */
const ROUNDS = 14

/** An engine with what it said kept. */
function engineOn() {
  const heard = {
    ready: vi.fn(),
    frame: vi.fn(),
    learned: vi.fn(),
    failed: vi.fn(),
    lost: vi.fn(),
  } satisfies PlaneListener
  return { heard, engine: startPlaneEngine(heard) }
}

/** The first `count` frames of a run, of all by default. */
async function framesOf(
  engine: PlaneEngineClient,
  heard: ReturnType<typeof engineOn>['heard'],
  spec: PlaneRunSpec,
  count = spec.levels.length - 1,
): Promise<Frame[]> {
  heard.frame.mockClear()
  engine.begin(0, spec, { index: 0, xt: startOf(spec), history: [], nfe: 0 })
  for (let i = 0; i < count; i++) engine.step(0)
  await vi.waitFor(
    () => {
      expect(heard.frame).toHaveBeenCalledTimes(count)
    },
    { timeout: 60_000 },
  )
  return heard.frame.mock.calls.map(([, frame]) => frame as Frame)
}

describe.each(['wasm', 'webgpu'] as const)('on %s', (name) => {
  const { heard, engine } = engineOn()
  beforeAll(async () => {
    engine.open(name)
    engine.setPoints(points)
    await vi.waitFor(
      () => {
        expect([...heard.ready.mock.calls, ...heard.failed.mock.calls]).toHaveLength(1)
      },
      { timeout: 60_000 },
    )
    expect(heard.failed.mock.calls).toEqual([])
    expect((heard.ready.mock.calls[0]?.[0] as PlaneReady | undefined)?.backend).toBe(name)
  }, 60_000)
  afterAll(() => {
    engine.dispose()
  })

  test.each([
    ['DDIM', {}],
    ['DDPM', { sampler: { id: 'ddpm', variance: 'beta-tilde' } }],
    ['Heun on EDM', { sampler: { id: 'heun', churn: 0 }, process: { id: 'edm', schedule: 'cosine' } }],
    ['DPM-Solver++ of order 2', { sampler: { id: 'dpm-solver++', order: 2 } }],
    [
      'annealed Langevin on VE',
      { sampler: { id: 'annealed-langevin', step: 0.1, count: 2 }, process: { id: 've', schedule: 'cosine' } },
    ],
    ['flow Euler', { sampler: { id: 'flow-euler' }, process: { id: 'flow', schedule: 'cosine' } }],
    [
      'RK45 on the VP SDE',
      { sampler: { id: 'rk45', absolute: 1e-3, relative: 1e-3 }, process: { id: 'vp', schedule: 'cosine' } },
    ],
    ['Euler on the sub-VP SDE', { sampler: { id: 'euler' }, process: { id: 'sub-vp', schedule: 'cosine' } }],
    [
      'midpoint on the cosine interpolant',
      { sampler: { id: 'midpoint' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
    ['RK4 on EDM', { sampler: { id: 'rk4' }, process: { id: 'edm', schedule: 'cosine' } }],
    [
      'UniPC on the cosine interpolant',
      { sampler: { id: 'unipc' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
    ['PNDM on the VP SDE', { sampler: { id: 'pndm' }, process: { id: 'vp', schedule: 'cosine' } }], // cosine begins at σ̂ ≈ 2·10⁴, by which it multiplies rounding
    ['LMS on the sub-VP SDE', { sampler: { id: 'lms', order: 4 }, process: { id: 'sub-vp', schedule: 'cosine' } }],
    [
      'Euler ancestral on VE',
      { sampler: { id: 'euler-ancestral', eta: 1 }, process: { id: 've', schedule: 'cosine' } },
    ],
    [
      'SDE-DPM-Solver++ on the sub-VP SDE',
      { sampler: { id: 'sde-dpm-solver++', order: 2 }, process: { id: 'sub-vp', schedule: 'cosine' } },
    ],
    [
      'the reverse SDE of the sub-VP SDE',
      { sampler: { id: 'reverse-sde' }, process: { id: 'sub-vp', schedule: 'cosine' } },
    ],
    [
      'predictor–corrector on VE',
      { sampler: { id: 'predictor-corrector', snr: 0.16, count: 1 }, process: { id: 've', schedule: 'cosine' } },
    ],
    ['Langevin', { sampler: { id: 'langevin', step: 0.5 } }],
    ['flow midpoint', { sampler: { id: 'flow-midpoint' }, process: { id: 'flow', schedule: 'cosine' } }],
    [
      'flow Heun on the cosine interpolant',
      { sampler: { id: 'flow-heun' }, process: { id: 'cosine-interpolant', schedule: 'cosine' } },
    ],
  ] as readonly (readonly [string, Partial<PlaneRunSpec>])[])(
    'particles of %s go where they go over arrays, to 1e-4',
    async (_, patch) => {
      const spec = specOf(patch)
      const frames = await framesOf(engine, heard, spec)
      const expected = await overArrays(spec, oracle)
      expect(frames.map(({ xt }, i) => difference(xt, expected[i])).every((error) => error <= 1e-4)).toBe(true)
      const { xt } = await engine.sample(spec, startOf(spec))
      expect(difference(xt, expected.at(-1))).toBeLessThanOrEqual(1e-4)
    },
  )

  test('the first frames of a run at once are those that stepping gives, bit for bit', async () => {
    const spec = specOf({ sampler: { id: 'dpm-solver++', order: 2 } })
    const stepped = await framesOf(engine, heard, spec, 4)
    const { frames } = await engine.frames(spec, startOf(spec), 4)
    expect(frames.map(({ index, nfe }) => [index, nfe])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ])
    for (const part of ['xt', 'x0Hat', 'epsHat'] as const)
      expect(frames.map((frame) => frame[part])).toEqual(stepped.map((frame) => frame[part]))
    for (const steps of [0, 1.5, 7])
      await expect(engine.frames(spec, startOf(spec), steps)).rejects.toMatchObject({ fault: { code: 'plane-levels' } })
  })

  test('a class’s own points answer for it, and guidance goes beyond them', async () => {
    const [ofClass, ofAll] = [oracleOf(1), oracleOf(null)]
    const expected: Record<'classifier-free' | 'classifier', Denoiser<Float32Array>> = {
      'classifier-free': classifierFree(arrayAlgebra, oracleDenoiser(ofClass), oracleDenoiser(ofAll), { scale: 3 }),
      classifier: classifierGuided(
        arrayAlgebra,
        oracleDenoiser(ofAll),
        (x, at) => arrayAlgebra.combine([1, scoreOf(ofClass, x, at)], [-1, scoreOf(ofAll, x, at)]),
        3,
      ),
    }
    for (const kind of ['classifier-free', 'classifier'] as const) {
      const spec = specOf({ label: 1, changes: guidedBy(kind, 3) })
      const { xt, nfe } = await engine.sample(spec, startOf(spec))
      expect(difference(xt, (await overArrays(spec, expected[kind])).at(-1))).toBeLessThanOrEqual(1e-4)
      expect(nfe).toBe(kind === 'classifier' ? 6 : 12)
    }
  })

  test.each([null, 0] as const)('score, x̂₀ and density of class %s are the oracle’s', async (label) => {
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const found = await engine.evaluate({ ...question, label, points: states, at })
    const oracle = oracleOf(label)
    expect(difference(found.score, scoreOf(oracle, states, at))).toBeLessThanOrEqual(1e-4)
    expect(difference(found.x0Hat, oracleDenoiser(oracle)(states, at).x0Hat)).toBeLessThanOrEqual(1e-4)
    expect(
      difference(
        found.logDensity,
        Array.from({ length: states.length / 2 }, (_, i) => oracle.logDensity(states.subarray(2 * i, 2 * i + 2), at)),
      ),
    ).toBeLessThanOrEqual(1e-4)
  })

  test('the gradient of log p(y | x_t) is that of the exact posterior of classes, by numerical differentiation', async () => {
    const at = { t: 0.5, signal: 0.5, noise: 0.5 }
    const guided = (scale: number) =>
      engine.evaluate({ ...question, label: 1, changes: guidedBy('classifier', scale), points: states, at })
    const [plain, led] = [await guided(0), await guided(1)]
    const gradient = led.score.map((value, i) => value - (plain.score[i] ?? NaN))
    const logClass = (x: Float64Array) => oracleOf(1).logDensity(x, at) - oracleOf(null).logDensity(x, at)
    const differenced = Array.from(states, (_, k) => {
      const moved = (by: number) =>
        Float64Array.from(
          states.subarray(k - (k % 2), k - (k % 2) + 2),
          (value, axis) => value + (axis === k % 2 ? by : 0),
        )
      return (logClass(moved(1e-4)) - logClass(moved(-1e-4))) / 2e-4
    })
    expect(difference(gradient, differenced)).toBeLessThanOrEqual(1e-4)
  })

  test('DDPM’s analytic variance is β̃ and what the posterior’s own variance adds to it, in the mean over the data', async () => {
    const spec = specOf({ sampler: { id: 'ddpm', variance: 'analytic' } })
    const frames = await framesOf(engine, heard, spec, 4)
    for (const [step, { added }] of frames.entries()) {
      const [from, to] = spec.levels.slice(step, step + 2) as [Level, Level]
      const z = normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw: 0 }, 2 * PARTICLES)
      const variance = ((added?.[0] ?? NaN) / (z[0] ?? NaN)) ** 2
      const q = posterior(from, to)
      const eps = normalArray({ seed: 99, purpose: 'forward', step, sample: 0 }, 2 * 100 * N)
      const noisy = noised(
        Float32Array.from(eps, (_, k) => points.xy[k % (2 * N)] ?? NaN),
        eps,
        from,
      )
      const all = oracleOf(null)
      const mean =
        Array.from({ length: 100 * N }, (_, i) => all.posteriorVariance(noisy.subarray(2 * i, 2 * i + 2), from)).reduce(
          (sum, v) => sum + v,
          0,
        ) /
        (100 * N)
      expect(Math.abs((variance - q.betaTilde) / (q.x0 ** 2 * mean) - 1)).toBeLessThanOrEqual(0.1) // a mean of 1,024 draws
    }
  })

  test('what cannot be answered is said, each by its fault, and the next question is answered', async () => {
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const spec = specOf({})
    const code = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        (error: unknown) => (error as AnswerFailed).fault.code,
      )
    expect(
      await Promise.all([
        code(engine.evaluate({ ...question, points: Float32Array.of(NaN, 0), at })),
        code(engine.evaluate({ ...question, points: states, at: { t: 0, signal: 1, noise: 0 } })),
        code(engine.evaluate({ ...question, answerer: 'network', points: states, at })),
        code(engine.sample({ ...spec, answerer: 'student' }, startOf(spec))),
        code(engine.sample({ ...spec, particles: 0 }, new Float32Array())),
        code(engine.sample({ ...spec, particles: 1e6 }, new Float32Array(2e6))),
        code(engine.sample({ ...spec, levels: [{ t: 1, signal: NaN, noise: 1 }, at] }, startOf(spec))),
        code(engine.evaluate({ ...question, points: states, at })),
      ]),
    ).toEqual([
      'plane-coordinates',
      'plane-no-noise',
      'plane-no-network',
      'plane-no-student',
      'plane-particles',
      'plane-particles',
      'plane-level',
      'answered',
    ])
    heard.failed.mockClear()
    engine.setPoints({ xy: new Float32Array(), labels: new Uint8Array() })
    engine.begin(
      1,
      { ...spec, seed: -1, sampler: { id: 'ddpm', variance: 'beta' } },
      { index: 0, xt: startOf(spec), history: [], nfe: 0 },
    )
    engine.step(1)
    await vi.waitFor(
      () => {
        expect(heard.failed).toHaveBeenCalledTimes(2)
      },
      { timeout: 30_000 },
    )
    expect(heard.failed.mock.calls.map(([{ code }, slot]) => [code as string, slot as unknown])).toEqual([
      ['plane-no-points', undefined],
      ['plane-stopped', 1],
    ])
    engine.end(1)
  })

  test('a question that is cancelled while it waits is not answered, and nothing after it waits for it', async () => {
    const control = new AbortController()
    const spec = specOf({})
    const asked = [
      engine.sample(spec, startOf(spec), control.signal),
      engine.sample(spec, startOf(spec), control.signal),
    ]
    control.abort()
    for (const each of asked) await expect(each).rejects.toMatchObject({ name: 'AbortError' })
    await engine.memory()
  })

  test('no tensor outlives its message: after two hundred of all kinds there are as many as after the first of each', async () => {
    const spec = specOf({ sampler: { id: 'dpm-solver++', order: 2 }, particles: 4 })
    const start = startOf(spec)
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const few = states.slice(0, 8)
    const round = async () => {
      engine.begin(0, spec, { index: 0, xt: start, history: [], nfe: 0 })
      engine.begin(
        1,
        { ...spec, label: 0, changes: guidedBy('classifier', 2) },
        { index: 0, xt: start, history: [], nfe: 0 },
      )
      for (let i = 0; i < 3; i++) engine.step((i % 2) as Slot)
      engine.end(0)
      engine.setPoints({ ...points })
      await Promise.allSettled([
        engine.evaluate({ ...question, points: few, at }),
        engine.evaluate({ ...question, label: 1, changes: guidedBy('classifier-free', 2), points: few, at }),
        engine.evaluate({ ...question, points: Float32Array.of(NaN, 0), at }),
        engine.sample(spec, start),
        engine.sample({ ...spec, particles: 5 }, start),
        engine.frames(spec, start, 3),
        engine.frames({ ...spec, particles: 5 }, start, 3),
        engine.likelihood({ ...question, points: few, at, steps: 2 }),
      ])
      engine.end(1)
      return engine.memory()
    }
    const first = await round()
    let last = first
    for (let i = 0; i < ROUNDS; i++) last = await round()
    expect(last.tensors).toBe(first.tensors)
  })

  // On an emulated GPU its shaders take a minute; that it learns there too is tested without the engine.
  test.runIf(name === 'wasm')('a network answers as soon as it is made, and is asked between its steps', async () => {
    heard.learned.mockClear()
    const said = (kind: FromTrainer['kind']) =>
      heard.learned.mock.calls.some(([message]) => (message as FromTrainer).kind === kind)
    engine.learn({ kind: 'create', ...learner })
    const spec = specOf({ answerer: 'network' })
    const untaught = await engine.sample(spec, startOf(spec))
    engine.learn({ kind: 'go', steps: null })
    await vi.waitFor(
      () => {
        expect(said('progress')).toBe(true)
      },
      { timeout: 60_000 },
    )
    const frames = await framesOf(engine, heard, spec) // while it learns
    expect(frames.map(({ nfe }) => nfe)).toEqual([1, 2, 3, 4, 5, 6])
    expect(difference(frames.at(-1)?.xt, untaught.xt)).toBeGreaterThan(1e-6)
    engine.learn({ kind: 'pause' })
    await vi.waitFor(
      () => {
        expect(said('paused')).toBe(true)
      },
      { timeout: 60_000 },
    )
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const ask = () => engine.evaluate({ ...question, answerer: 'network', points: states, at })
    const first = await ask()
    expect(first.score.every(Number.isFinite)).toBe(true)
    expect(first.logDensity).toBeUndefined()
    expect((await ask()).x0Hat).toEqual(first.x0Hat) // it rests
  })
})

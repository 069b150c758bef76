import { afterAll, beforeAll, describe, expect, type MockInstance, test, vi } from 'vitest'
import {
  arrayAlgebra,
  classifierGuided,
  clipped,
  cosineSchedule,
  discreteProcess,
  type Level,
  makeProcess,
  makeSampler,
  matchedGradient,
  networkTimestep,
  normalArray,
  type SamplerSpec,
} from '../../src/diffusion'
import type { Judge } from '../../src/engine/worker/pictures/judge'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { loadJudge } from '../../src/engine/worker/pictures/load-judge'
import type { Frame, RunSpec } from '../../src/engine/protocol/pictures'
import { closeRun, openRun, readState, stepRun } from '../../src/engine/worker/pictures/run'
import {
  buildClassifier,
  buildUNet,
  checkClassifier,
  counters,
  fetchClassifier,
  memory,
  readPacked,
  tidy,
  toNCHW,
  upload,
  type Backend,
  type BackendName,
  type Classifier,
  type ClassifierCheckpoint,
  type Tensor,
} from '../../src/network'
import { withSampler } from '../../src/runs/sampler-settings'
import { specOf } from '../../src/walk/run/spec'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const SIZE = 28
const pictures = (samples: number) =>
  Float32Array.from({ length: samples }, (_, sample) => sample).reduce<Float32Array>(
    (all, sample) => {
      all.set(normalArray({ seed: 3, purpose: 'start', step: 0, sample }, SIZE * SIZE), sample * SIZE * SIZE)
      return all
    },
    new Float32Array(samples * SIZE * SIZE),
  )
const placed = (x: Float32Array) => upload(x, [x.length / SIZE ** 2, 1, SIZE, SIZE])

/** What is computed on the present back end, read back; nothing of it stays. */
async function readBack(compute: () => Tensor): Promise<Float32Array> {
  const tensor = tidy(compute)
  const [values] = await readPacked([tensor])
  tensor.dispose()
  return values ?? new Float32Array()
}

describe.each(['wasm', 'webgpu'] satisfies BackendName[])('the classifier of noisy digits on %s', (name) => {
  let backend: Backend
  let files: ClassifierCheckpoint
  let classifier: Classifier
  beforeAll(async () => {
    backend = await open(name)
    files = await fetchClassifier('/models/digits-classifier', { cache: false })
    classifier = buildClassifier(files)
  })
  afterAll(() => {
    classifier.dispose()
    backend.dispose()
  })

  test('gives PyTorch’s logits and input gradients to 1e-3, elementwise, and leaves no tensor', async () => {
    const before = memory().tensors
    const { ok, worst } = await checkClassifier(classifier, files)
    expect(worst).toBeLessThanOrEqual(1e-3)
    expect(ok).toBe(true)
    expect(memory().tensors).toBe(before)
  })

  test('is found out where its arithmetic is not PyTorch’s', async () => {
    const off: Classifier = { ...classifier, gradient: (x, t, label) => classifier.gradient(x, t + 2, label) }
    expect((await checkClassifier(off, files)).ok).toBe(false)
  })

  test('its probabilities sum to 1, and its gradient is how their logarithm changes along a direction', async () => {
    const [x, direction, h] = [pictures(1), pictures(2).subarray(SIZE * SIZE), 0.01]
    const at = (by: number) =>
      readBack(() => classifier.probabilities(placed(x.map((value, i) => value + by * (direction[i] ?? NaN))), 300))
    const [less, more] = [await at(-h), await at(h)]
    expect(less.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4)
    const slope = (Math.log(more[4] ?? NaN) - Math.log(less[4] ?? NaN)) / (2 * h)
    const gradient = await readBack(() => toNCHW(classifier.gradient(placed(x), 300, 4)))
    const along = gradient.reduce((sum, value, i) => sum + value * (direction[i] ?? NaN), 0)
    expect(Math.abs(along - slope) / Math.abs(slope)).toBeLessThanOrEqual(0.02)
  })

  test('each picture of a batch is judged alone', async () => {
    const both = await readBack(() => toNCHW(classifier.gradient(placed(pictures(2)), 200, 7)))
    const second = await readBack(() => toNCHW(classifier.gradient(placed(pictures(2).slice(SIZE * SIZE)), 200, 7)))
    expect(difference(both.slice(SIZE * SIZE), second)).toBeLessThanOrEqual(1e-4)
  })
})

describe.each(['wasm', 'webgpu'] satisfies BackendName[])('guidance by the classifier on %s', (name) => {
  let loaded: Loaded & { judge: Judge }
  /** Programs compiled while the thread waited, and off the thread. */
  let waited: MockInstance<GPUDevice['createComputePipeline']>
  let beside: MockInstance<GPUDevice['createComputePipelineAsync']>
  beforeAll(async () => {
    waited = vi.spyOn(GPUDevice.prototype, 'createComputePipeline')
    beside = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync')
    const backend = await open(name)
    const tiny = await checkpoint('/test/golden/tiny')
    loaded = {
      backend,
      checkpoint: tiny,
      unet: buildUNet(tiny),
      schedule: cosineSchedule(1000),
      judge: await loadJudge('/models/digits-classifier', { cache: false }),
    }
  })
  afterAll(() => {
    loaded.judge.classifier.dispose()
    loaded.unet.dispose()
    loaded.backend.dispose()
    for (const spy of [waited, beside]) spy.mockRestore()
  })

  const spec = (patch: Partial<Settings>): RunSpec => ({
    ...specOf({ ...defaults, steps: 5, label: 7, guide: 'classifier', ...patch }),
    samples: 1,
  })
  /** The step from a run's level on, from where that level's noise was laid on nothing. */
  async function step(of: RunSpec, index: number, judged = false): Promise<{ xt: Float32Array; frame: Frame }> {
    const xt = pictures(1).map((z) => z * (of.levels[index]?.noise ?? NaN))
    const run = openRun(loaded, of, { index, xt, history: [], nfe: 0 })
    try {
      return { xt, frame: await stepRun(run, loaded, judged) }
    } finally {
      closeRun(run)
    }
  }

  test('its programs are compiled off the thread when it is fetched, and the first frame that it leads and reads waits for none', async () => {
    const labels = waited.mock.calls.map(([{ label }]) => label)
    expect(labels.filter((label) => label !== 'ConcatProgram')).toEqual([]) // but how what is read back is packed
    expect(beside.mock.calls.length > 10).toBe(name === 'webgpu')
    await step(spec({ guidance: 0 }), 2) // the network’s own, and the sampler’s
    const before = [waited, beside].map(({ mock }) => mock.calls.length)
    expect((await step(spec({}), 2, true)).frame.reading).toHaveLength(10)
    expect([waited, beside].map(({ mock }) => mock.calls.length)).toEqual(before)
  })

  test.each<Partial<Settings>>([
    { guidance: 3 },
    { guidance: 2, clip: 'off' },
    { ...withSampler('euler'), process: 've', guidance: 3 },
  ])('a step over tensors is a step over arrays of what network and classifier said, to 1e-4: %j', async (patch) => {
    const led = spec(patch)
    const scale = patch.guidance ?? NaN
    const [from, to] = led.levels.slice(2) as [Level, Level]
    const { xt, frame } = await step(led, 2)
    const alone = (await step(spec({ ...patch, guidance: 0, clip: 'off' }), 2)).frame // what the network says, asked for nothing
    const { schedule, classifier } = loaded.judge
    /** Over arrays, with what the classifier says of the state that it is asked about. */
    const overArrays = (gradient: (x: Float32Array, at: Level) => Float32Array) => {
      const lead = matchedGradient(arrayAlgebra, discreteProcess(schedule), gradient)
      const guided = classifierGuided<Float32Array>(
        arrayAlgebra,
        () => ({ x0Hat: alone.x0Hat ?? xt, epsHat: alone.epsHat ?? xt }),
        lead,
        scale,
      )
      const denoise = led.changes.some(({ kind }) => kind === 'clip') ? clipped(arrayAlgebra, guided) : guided
      return makeSampler(led.sampler as SamplerSpec)({
        algebra: arrayAlgebra,
        xt,
        from,
        to,
        history: [],
        process: makeProcess(led.process, loaded.schedule),
        denoise,
        normal: () => xt,
      })
    }
    let question: readonly [Float32Array, Level] | undefined
    overArrays((x, at) => {
      question = [x, at]
      return x
    })
    const [x, at] = question ?? [xt, from]
    const gradient = await readBack(() => toNCHW(classifier.gradient(placed(x), networkTimestep(at, schedule.T), 7)))
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(1e-3)
    const reference = overArrays(() => gradient)
    expect(difference(frame.xt, reference.next)).toBeLessThanOrEqual(1e-4)
    expect(difference(frame.x0Hat, reference.x0Hat)).toBeLessThanOrEqual(1e-4)
    expect(difference(frame.epsHat, reference.epsHat)).toBeLessThanOrEqual(1e-4)
    expect(difference(frame.x0Hat, alone.x0Hat)).toBeGreaterThan(1e-3) // it is led at all
  })
})

describe('a run with a classifier beside the network', () => {
  let backend: Backend
  let loaded: Loaded & { judge: Judge }
  beforeAll(async () => {
    backend = await open('wasm')
    const tiny = await checkpoint('/test/golden/tiny')
    loaded = {
      backend,
      checkpoint: tiny,
      unet: buildUNet(tiny),
      schedule: cosineSchedule(1000),
      judge: await loadJudge('/models/digits-classifier', { cache: false }),
    }
  })
  afterAll(() => {
    loaded.judge.classifier.dispose()
    loaded.unet.dispose()
    backend.dispose()
  })

  const specFor = (patch: Partial<Settings>): RunSpec => ({
    ...specOf({ ...defaults, steps: 5, label: 7, ...patch }),
    samples: 2,
  })
  async function frames(spec: RunSpec, judged: boolean, from: Loaded = loaded): Promise<Frame[]> {
    const run = openRun(from, spec, {
      index: 0,
      xt: pictures(2).map((z) => z * (spec.levels[0]?.noise ?? NaN)),
      history: [],
      nfe: 0,
    })
    const runFrames: Frame[] = []
    try {
      while (run.place.index < spec.levels.length - 1) runFrames.push({ ...(await stepRun(run, from, judged)), ms: 0 })
    } finally {
      closeRun(run)
    }
    return runFrames
  }

  test.each<Partial<Settings>>([{}, { ...withSampler('euler'), process: 've' }])(
    'every frame is read with the same read-back, and is no other for it: %j',
    async (patch) => {
      const spec = specFor(patch)
      const alone = await frames(spec, false)
      const before = { tensors: memory().tensors, readbacks: counters().readbacks }
      const judged = await frames(spec, true)
      expect(counters().readbacks - before.readbacks).toBe(judged.length)
      expect(memory().tensors).toBe(before.tensors)
      expect(judged.map((frame) => ({ ...frame, reading: undefined }))).toEqual(
        alone.map((frame) => ({ ...frame, reading: undefined })),
      )
      for (const { index, xt, reading } of judged) {
        expect(reading).toHaveLength(20)
        const at = spec.levels[index]
        if (!at) throw new Error('a level')
        const { probabilities } = await readState(loaded, loaded.judge, { xt, samples: 2, at })
        expect(difference(probabilities, reading)).toBeLessThanOrEqual(1e-5)
      }
    },
  )

  test('it leads a network that is asked for nothing to pictures that it takes for what was wanted, on any process', async () => {
    const digits = await checkpoint('/models/digits')
    const loadedDigits = { ...loaded, checkpoint: digits, unet: buildUNet(digits) }
    const sureOf4 = async (patch: Partial<Settings>) => {
      const reading = (
        await frames(specFor({ guide: 'classifier', label: 4, steps: 10, ...patch }), true, loadedDigits)
      ).at(-1)?.reading
      return Math.min(reading?.[4] ?? NaN, reading?.[14] ?? NaN)
    }
    for (const patch of [{}, { ...withSampler('euler'), process: 've' as const }]) {
      expect(await sureOf4({ ...patch, guidance: 5 })).toBeGreaterThan(0.9)
      expect(await sureOf4({ ...patch, guidance: 0 })).toBeLessThan(0.5)
    }
    loadedDigits.unet.dispose()
  })

  test('without it, what needs it is refused by name', async () => {
    await expect(
      frames(specFor({ guide: 'classifier' }), false, { ...loaded, judge: undefined }),
    ).rejects.toMatchObject({ fault: { code: 'classifier-missing' } })
  })
})

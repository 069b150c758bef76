import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cosineSchedule, discreteProcess, levelAt, matchedLevel, normalArray, samplerInfo } from '../../src/diffusion'
import { answer } from '../../src/engine/worker/pictures/ask'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { MOST_ASKED, type Question } from '../../src/engine/protocol/ask'
import type { Frame, RunSpec } from '../../src/engine/protocol/pictures'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import {
  buildUNet,
  counters,
  memory,
  openForeign,
  readPacked,
  tidy,
  toNCHW,
  upload,
  urlSource,
} from '../../src/network'
import '../../src/walk/model/make-schedules'
import { specOf } from '../../src/walk/run/spec'
import { SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const PIXELS = 28 * 28
const specFor = (patch: Partial<Settings>): RunSpec => ({
  ...specOf({ ...defaults, steps: 4, seed: 7, ...patch }),
  samples: 2,
})
const startFor = ({ levels, samples }: RunSpec) =>
  Float32Array.from(
    Array.from({ length: samples }, (_, sample) => [
      ...normalArray({ seed: 7, purpose: 'start', step: 0, sample }, PIXELS),
    ]).flat(),
    (z) => z * (levels[0]?.noise ?? NaN),
  )

let loaded: Loaded
beforeAll(async () => {
  const backend = await open('wasm')
  const tiny = await checkpoint('/test/golden/tiny')
  loaded = { backend, checkpoint: tiny, unet: buildUNet(tiny), schedule: cosineSchedule(1000) }
})
afterAll(() => {
  loaded.unet.dispose()
  loaded.backend.dispose()
})

/** All frames of a run, without their times. */
async function frames(spec: RunSpec, xt = startFor(spec)): Promise<Frame[]> {
  const run = openRun(loaded, spec, { index: 0, xt, history: [], nfe: 0 })
  const runFrames: Frame[] = []
  while (run.place.index < spec.levels.length - 1) runFrames.push({ ...(await stepRun(run, loaded)), ms: 0 })
  closeRun(run)
  return runFrames
}

describe.each(SAMPLERS)('%s with a network', (sampler) => {
  const spec = specFor(withSampler(sampler))

  test('the same seed gives the same frames, and nothing in them is not a number', async () => {
    const once = await frames(spec)
    expect(await frames(spec)).toEqual(once)
    for (const { xt, x0Hat, epsHat } of once) {
      for (const part of [xt, x0Hat, epsHat]) expect(part?.every(Number.isFinite)).toBe(true)
    }
  })

  test('asks the network as often as it says, reads back once a step and leaves no tensor', async () => {
    const before = { tensors: memory().tensors, readbacks: counters().readbacks }
    const nfe = (await frames(spec)).map((frame) => frame.nfe)
    expect(memory().tensors).toBe(before.tensors)
    const { nfe: a, adaptive } = samplerInfo(spec.sampler)
    if (adaptive) {
      // waits for its error as often as it tries
      expect(nfe[0]).toBeGreaterThanOrEqual(a)
      return
    }
    expect(counters().readbacks - before.readbacks).toBe(4)
    // Of its own, PNDM looks ahead at its first step; the last one, to data, is the network's x̂₀ for those that look twice.
    const steps = nfe.map((sum, i) => sum - (nfe[i - 1] ?? 0))
    expect(steps.slice(1, -1)).toEqual([a, a])
    expect(steps[0]).toBe(sampler === 'pndm' ? 2 : a)
  })
})

test('another seed gives other frames, where fresh noise is drawn', async () => {
  const [ddim, ddpm] = [specFor({ sampler: 'ddim' }), specFor({ sampler: 'ddpm' })]
  const last = async (spec: RunSpec) => (await frames(spec)).at(-1)?.xt
  expect(await last({ ...ddim, seed: 8 })).toEqual(await last(ddim))
  expect(await last({ ...ddpm, seed: 8 })).not.toEqual(await last(ddpm))
})

test('each sample has noise of its own: side by side is as one by one', async () => {
  const spec = specFor({ sampler: 'ddpm' })
  const together = await frames(spec)
  const alone = await frames({ ...spec, samples: 1 }, startFor(spec).slice(0, PIXELS))
  alone.forEach((frame, i) => {
    expect(difference(frame.xt, together[i]?.xt.slice(0, PIXELS))).toBeLessThanOrEqual(1e-4)
  })
})

test('each picture can be asked for a class of its own: side by side is as one by one', async () => {
  const spec = { ...specFor({ sampler: 'ddim', guidance: 2 }), labels: [3, 7] }
  const together = await frames(spec)
  for (const [sample, label] of spec.labels.entries()) {
    const alone = await frames(
      { ...specFor({ sampler: 'ddim', guidance: 2 }), label, samples: 1 },
      startFor(spec).slice(sample * PIXELS, (sample + 1) * PIXELS),
    )
    alone.forEach((frame, i) => {
      expect(difference(frame.xt, together[i]?.xt.slice(sample * PIXELS, (sample + 1) * PIXELS))).toBeLessThanOrEqual(
        1e-4,
      )
    })
  }
  expect(difference((await frames({ ...spec, labels: [3, 3] })).at(-1)?.xt, together.at(-1)?.xt)).toBeGreaterThan(1e-3)
})

test('guidance asks the network twice a step, and not where the scale makes one answer needless', async () => {
  const nfeOf = async (patch: Partial<Settings>) => (await frames(specFor(patch))).at(-1)?.nfe
  expect(await nfeOf({})).toBe(4)
  expect(await nfeOf({ guidance: 3 })).toBe(8)
  expect(await nfeOf({ guidance: 0 })).toBe(4)
  expect(await nfeOf({ guidance: 3, guideMin: 0.5, guideMax: 5 })).toBeLessThan(8)
})

test('a run under another schedule asks the network at equal log-SNR, and under its own by name as under its own', async () => {
  const training = discreteProcess(cosineSchedule(1000))
  const under = specFor({ schedule: 'linear', clip: 'off' })
  const [first] = under.levels
  if (!first) throw new Error('a run has levels')
  const ownSpec = { ...specFor({ clip: 'off' }), levels: [matchedLevel(training, first), levelAt(training, 0)] }
  const xt = startFor(under)
  const [there] = await frames(under, xt)
  const [here] = await frames(ownSpec, xt) // both preserve variance, so the state is the same
  expect(difference(there?.x0Hat, here?.x0Hat)).toBeLessThan(1e-4)
  expect(under.schedule).toBe('linear')
  const named = await frames({ ...specFor({}), schedule: 'cosine' })
  ;(await frames(specFor({}))).forEach(({ xt: state }, i) => {
    expect(difference(named[i]?.xt, state)).toBeLessThan(1e-3)
  })
})

test('guidance of scale 0 is the network that is told no class', async () => {
  const pictures = async (patch: Partial<Settings>) => (await frames(specFor(patch))).map(({ xt }) => xt)
  expect(await pictures({ guidance: 0 })).toEqual(await pictures({ label: null }))
})

test('a network that is told log t, asked at timestep 0, says what it says at 1', async () => {
  const fourier = await openForeign(urlSource('/test/golden/unet/fourier'))
  const unet = buildUNet(fourier)
  const schedule = cosineSchedule(1000)
  const [last, data] = [1, 0].map((t) => levelAt(discreteProcess(schedule), t))
  if (!last || !data) throw new Error('two levels')
  const xt = normalArray({ seed: 7, purpose: 'start', step: 0, sample: 0 }, 64)
  const predictedEps = await tidy(() => unet.predict(upload(xt, [1, 1, 8, 8]), 1, [0])).data()
  const its = { ...loaded, checkpoint: fourier, unet, schedule }
  const run = openRun(
    its,
    { ...specFor({ clip: 'off' }), levels: [last, data], samples: 1, label: null },
    { index: 0, xt, history: [], nfe: 0 },
  )
  const { epsHat } = await stepRun(run, its)
  expect(difference(epsHat, Float32Array.from(predictedEps))).toBeLessThanOrEqual(1e-6)
  closeRun(run)
  unet.dispose()
})

describe('asked outside any run', () => {
  const states = startFor(specFor({}))
  const of = (values: Float32Array, picture: number) => values.slice(picture * PIXELS, (picture + 1) * PIXELS)
  const question: Question = { states, timesteps: [0, 700], labels: [3, null] }

  test('the network gives its raw answers, each to its own timestep and class; one read-back, and no tensor stays', async () => {
    const before = { tensors: memory().tensors, readbacks: counters().readbacks }
    const answered = await answer(loaded, question)
    expect(memory().tensors).toBe(before.tensors)
    expect(counters().readbacks - before.readbacks).toBe(1)
    if (answered.status !== 'answered') throw new Error(answered.status)
    for (const [picture, [timestep, label]] of [
      [0, 3],
      [700, loaded.checkpoint.card.nullClass],
    ].entries()) {
      const x = of(states, picture)
      const heads = tidy(() =>
        loaded.unet.heads(upload(x, [1, 1, 28, 28]), timestep ?? NaN, [label ?? NaN]).map(toNCHW),
      )
      const [output, variance] = await readPacked(heads)
      expect(difference(of(answered.output, picture), output)).toBeLessThanOrEqual(1e-5)
      expect(difference(of(answered.variance ?? states, picture), variance)).toBeLessThanOrEqual(1e-5)
      for (const tensor of heads) tensor.dispose()
    }
    expect(memory().tensors).toBe(before.tensors)
  })

  test.each<[string, Question, string]>([
    ['no state', { states: states.slice(0, 0), timesteps: [], labels: [] }, 'ask-states'],
    [
      'more than are answered at once',
      { ...question, timesteps: Array.from({ length: MOST_ASKED + 1 }, () => 0) },
      'ask-states',
    ],
    ['a class too few', { ...question, labels: [3] }, 'ask-states'],
    ['a timestep that the schedule does not have', { ...question, timesteps: [0, 1000] }, 'ask-states'],
    ['no timestep', { ...question, timesteps: [0, NaN] }, 'ask-states'],
    ['states of other pictures', { ...question, states: states.slice(1) }, 'ask-network'],
  ])('%s is refused', async (_, refused, code) => {
    const before = memory().tensors
    await expect(answer(loaded, refused)).rejects.toMatchObject({ fault: { code } })
    expect(memory().tensors).toBe(before)
  })
})

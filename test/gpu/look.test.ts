import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  mostMemory,
  normalArray,
  pastOf,
  posterior,
  samplerInfo,
  statesBefore,
} from '../../src/diffusion'
import type { LookedStep, LookRequest } from '../../src/engine/protocol/look'
import type { Frame, RunSpec, Standing } from '../../src/engine/protocol/pictures'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { beginLook, endLook, lookOn } from '../../src/engine/worker/pictures/look'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import { buildUNet, counters, memory } from '../../src/network'
import { SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const PIXELS = 28 * 28
const SAMPLES = 2
const specFor = (patch: Partial<Settings>): RunSpec => ({
  ...specOf({ ...defaults, steps: 6, seed: 7, ...patch }),
  samples: SAMPLES,
})
const startFor = ({ levels: [first] }: RunSpec) =>
  Float32Array.from(
    Array.from({ length: SAMPLES }, (_, sample) => [
      ...normalArray({ seed: 7, purpose: 'start', step: 0, sample }, PIXELS),
    ]).flat(),
    (z) => z * (first?.noise || 0.5),
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

/** The frames of a run, frame 0 first. */
async function frames(spec: RunSpec): Promise<Frame[]> {
  const xt = startFor(spec)
  const run = openRun(loaded, spec, { index: 0, xt, history: [], nfe: 0 })
  const runFrames: Frame[] = [{ index: 0, xt, ms: 0, nfe: 0 }]
  while (run.place.index < spec.levels.length - 1) runFrames.push(await stepRun(run, loaded))
  closeRun(run)
  return runFrames
}

async function look(request: LookRequest): Promise<LookedStep> {
  const begun = beginLook(loaded, request)
  try {
    for (;;) {
      const step = await lookOn(begun, loaded)
      if (step) return step
    }
  } finally {
    endLook(begun)
  }
}

/** A question about the step to a frame, from what was recorded of states alone. */
function questionOf(spec: RunSpec, run: readonly Frame[], to: number, patch: Partial<LookRequest> = {}): LookRequest {
  const states = run.slice(0, to).map(({ xt }) => xt)
  const needed = statesBefore(samplerInfo(spec.sampler), spec.levels, to - 1)
  const at: Standing = { index: to - 1, xt: states.at(-1) ?? new Float32Array(), history: [], nfe: 0 }
  return { spec, at, before: states.slice(0, -1).toReversed().slice(0, needed), sample: 1, ...patch }
}

const sampleOf = (values: Float32Array | undefined, sample = 1) => values?.slice(sample * PIXELS, (sample + 1) * PIXELS)

const walks: readonly (readonly [string, Partial<Settings>])[] = [
  ...SAMPLERS.map((sampler) => [sampler, withSampler(sampler)] as const),
  ['ddim, guided', { ...withSampler('ddim'), guidance: 3 }],
  [
    'euler on edm, guided in an interval, thresholded',
    { ...withSampler('euler'), guidance: 3, guideMax: 5, clip: 'dynamic' },
  ],
  ['heun, churned', { ...withSampler('heun'), churn: 0.3 }],
  ['ddim, η = 0.7', { ...withSampler('ddim'), eta: 0.7 }],
  ['dpm-solver++, order 3', { ...withSampler('dpm-solver++'), order: 3 }],
  ['unipc, inverted first', { ...withSampler('unipc'), from: 'inverted' }],
]

describe.each(walks)('a look at a step of %s', (_, patch) => {
  const spec = specFor(patch)
  let run: readonly Frame[]
  beforeAll(async () => {
    run = await frames(spec)
  })
  const steps = [1, 2, Math.floor(spec.levels.length / 2), spec.levels.length - 1]

  test('takes the recorded step, to the bit, from recorded states alone, and leaves no tensor', async () => {
    for (const to of steps) {
      const before = memory().tensors
      const step = await look(questionOf(spec, run, to))
      expect(memory().tensors).toBe(before)
      expect([step.index, step.sample]).toEqual([to, 1])
      expect(step.next).toEqual(sampleOf(run[to]?.xt))
      expect(step.xt).toEqual(sampleOf(run[to - 1]?.xt))
      expect(step.from.noise === 0 ? step.xt : step.answer.x0Hat).toEqual(sampleOf(run[to]?.x0Hat)) // data are their own x̂₀
      expect(step.answer.epsHat).toEqual(sampleOf(run[to]?.epsHat))
      expect(step.added).toEqual(sampleOf(run[to]?.added))
      expect(step.corrected).toEqual(sampleOf(run[to]?.corrected))
    }
  })

  test('the terms of its equation sum to the next state, but for float32’s rounding', async () => {
    for (const to of steps) {
      const { terms, next } = await look(questionOf(spec, run, to))
      if (patch.sampler === 'rk45') {
        expect(terms).toBeNull()
        continue
      }
      const size = (terms ?? []).reduce(
        (most, { coefficient, value }) => Math.max(most, ...value.map((x) => Math.abs(coefficient * x))),
        1,
      )
      const sum = next.map((__, k) =>
        (terms ?? []).reduce((total, { coefficient, value }) => total + coefficient * (value[k] ?? NaN), 0),
      )
      expect(difference(sum, next)).toBeLessThanOrEqual(1e-6 * size)
    }
  })

  test('what it says of x holds together: x = α·x̂₀ + σ·ε̂, score and v', async () => {
    const { answer } = await look(questionOf(spec, run, steps[2] ?? 1))
    const { signal: α, noise: σ } = answer.at
    const { x, x0Hat, epsHat, score, v } = answer
    expect(
      difference(
        x0Hat.map((x0, k) => α * x0 + σ * (epsHat[k] ?? NaN)),
        x,
      ),
    ).toBeLessThanOrEqual(1e-4)
    expect(
      difference(
        score.map((s) => -σ * s),
        epsHat,
      ),
    ).toBeLessThanOrEqual(1e-5)
    expect(
      difference(
        v,
        epsHat.map((eps, k) => α * eps - σ * (x0Hat[k] ?? NaN)),
      ),
    ).toBeLessThanOrEqual(1e-6)
  })
})

const ddpm = specFor(withSampler('ddpm'))

test('it costs the evaluations of its step and one read-back, and those of what was forgotten are told apart', async () => {
  const spec = specFor({ ...withSampler('dpm-solver++'), order: 3 })
  const run = await frames(spec)
  const before = counters().readbacks
  const forgotten = await look(questionOf(spec, run, 4))
  expect(counters().readbacks - before).toBe(1)
  expect([forgotten.nfe, forgotten.again]).toEqual([3, 2])
  const history = [3, 2, 1].slice(0, mostMemory).map((index) => {
    const [from, frame, before] = [spec.levels[index - 1], run[index], run[index - 1]]
    if (!from || !frame?.x0Hat || !frame.epsHat || !before) throw new Error('a recorded step')
    return pastOf({ from, xt: before.xt }, { x0Hat: frame.x0Hat, epsHat: frame.epsHat })
  })
  const question = questionOf(spec, run, 4)
  const stepWithHistory = await look({ ...question, at: { ...question.at, history }, before: [] })
  expect([stepWithHistory.nfe, stepWithHistory.again]).toEqual([1, 0])
  expect(stepWithHistory.next).toEqual(forgotten.next)
})

test('every picture of a run can be looked at', async () => {
  const run = await frames(ddpm)
  const first = await look(questionOf(ddpm, run, 2, { sample: 0 }))
  expect(first.next).toEqual(sampleOf(run[2]?.xt, 0))
})

test('the learned variance is reported value by value, and is what the noise was scaled by', async () => {
  const run = await frames(ddpm)
  const step = await look(questionOf(ddpm, run, 2))
  const { variance } = step.answer
  const [z] = step.fresh
  expect(step.fresh).toHaveLength(1)
  expect(z).toEqual(normalArray({ seed: 7, purpose: 'step', step: 1, sample: 1, draw: 0 }, PIXELS))
  expect(
    difference(
      variance?.sigma.map((sigma, k) => sigma * (z?.[k] ?? NaN)),
      step.added,
    ),
  ).toBeLessThanOrEqual(1e-5)
  expect(step.gaussian?.deviation).toEqual(variance?.sigma)
  expect(
    difference(
      step.gaussian && arrayAlgebra.combine([1, step.gaussian.mean], [1, step.added ?? z ?? step.xt]),
      step.next,
    ),
  ).toBeLessThanOrEqual(1e-6)
  const q = posterior(step.from, step.to)
  expect(step.posterior).toMatchObject({ betaTilde: q.betaTilde, beta: q.beta, upper: q.upper })
  expect(difference(step.posterior?.mean, step.gaussian?.mean)).toBeLessThanOrEqual(1e-6) // DDPM's mean is the posterior's
  const last = await look(questionOf(ddpm, run, 6))
  expect(last.gaussian).toBeUndefined()
  expect(last.answer.variance?.sigma.every((sigma) => sigma === 0)).toBe(true)
})

test('a variance that is one for all values is a number', async () => {
  const spec = specFor({ ...withSampler('ddpm'), variance: 'beta' })
  const step = await look(questionOf(spec, await frames(spec), 2))
  expect(step.gaussian?.deviation).toBeCloseTo(Math.sqrt(posterior(step.from, step.to).beta), 12)
})

describe('with guidance', () => {
  const spec = specFor({ ...withSampler('ddim'), guidance: 3, label: 4, negative: 6, rescaleX0: 0.5 })
  const alone = (label: number) => ({ ...spec, changes: [], label })

  test('both answers are reported as the network gave them, their difference, and what each change made of them', async () => {
    const run = await frames(spec)
    const question = questionOf(spec, run, 3)
    const { answer } = await look(question)
    expect(answer.answers.map(({ of, label }) => [of, label])).toEqual([
      ['wanted', 4],
      ['other', 6],
    ])
    for (const { label, output, x0Hat } of answer.answers) {
      const one = (await look({ ...question, spec: alone(label) })).answer
      expect(one.answers).toHaveLength(1)
      expect(output).toEqual(one.answers[0]?.output)
      expect(x0Hat).toEqual(one.x0Hat)
    }
    const [wantedAnswer, other] = answer.answers
    expect(answer.difference).toEqual(wantedAnswer?.output.map((value, k) => value - (other?.output[k] ?? NaN)))
    expect(answer.changed.map(({ kind }) => kind)).toEqual(['classifier-free', 'clip'])
    expect(answer.changed.at(-1)?.x0Hat).toEqual(answer.x0Hat)
    expect(answer.changed[0]?.x0Hat.some((value) => Math.abs(value) > 1)).toBe(true)
    const guidedAnswer = (await look({ ...question, spec: { ...spec, changes: spec.changes.slice(0, 1) } })).answer
    expect(answer.changed[0]?.x0Hat).toEqual(guidedAnswer.x0Hat)
  })

  test('outside its interval there is one answer', async () => {
    const narrow = specFor({ ...withSampler('ddim'), guidance: 3, guideMin: 0.1, guideMax: 0.2 })
    const { answer } = await look(questionOf(narrow, await frames(narrow), 1))
    expect(answer.answers).toHaveLength(1)
    expect(answer.difference).toBeUndefined()
  })
})

describe('a question that has no answer is refused', () => {
  const code = (request: LookRequest) => {
    try {
      endLook(beginLook(loaded, request))
      return undefined
    } catch (error) {
      return (error as { fault?: { code: string } }).fault?.code
    }
  }
  const xt = startFor(ddpm)
  const question = questionOf(ddpm, [{ index: 0, xt, ms: 0, nfe: 0 }], 1)
  test.each<[string, LookRequest, string | undefined]>([
    ['one that has', question, undefined],
    ['a step after the last', { ...question, at: { ...question.at, index: 6 } }, 'look-step'],
    ['no whole step', { ...question, at: { ...question.at, index: 0.5 } }, 'look-step'],
    ['a picture that the run does not have', { ...question, sample: 2 }, 'look-step'],
    ['a state of other pictures', { ...question, at: { ...question.at, xt: xt.slice(1) } }, 'look-network'],
    ['a past of other pictures', { ...question, before: [xt.slice(1)] }, 'look-network'],
  ])('%s', (_, request, expected) => {
    const before = memory().tensors
    expect(code(request)).toBe(expected)
    expect(memory().tensors).toBe(before)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalArray, type Past } from '../../src/diffusion'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import type { Frame, RunSpec } from '../../src/engine/protocol/pictures'
import { closeRun, openAhead, openRun, startRunStep, stepRun } from '../../src/engine/worker/pictures/run'
import { type Backend, type BackendName, counters, memory } from '../../src/network'
import { specOf } from '../../src/walk/run/spec'
import { mostOrder, PROCESSES, SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { emptyRun, withEngineFrame } from '../../src/walk/run/walk-run'
import { difference, formulaNetwork, SIDE, stepOverArrays } from './formula'
import { open } from './open-backend'

const SAMPLES = 4
const PIXELS = SIDE * SIDE

/** The walk's own settings for each sampler, as the menu sets them; some with their parameters too. */
const walks: readonly (readonly [string, Partial<Settings>])[] = [
  ...SAMPLERS.map((sampler) => [sampler, withSampler(sampler)] as const),
  ...SAMPLERS.flatMap((sampler) =>
    Array.from(
      { length: mostOrder[sampler] ?? 0 },
      (_, i) => [`${sampler}, order ${i + 1}`, { ...withSampler(sampler), order: i + 1 }] as const,
    ),
  ),
  ['ddim, η = 0.7', { ...withSampler('ddim'), eta: 0.7 }],
  ['ddpm, variance β', { ...withSampler('ddpm'), variance: 'beta' }],
  ['ddpm, analytic variance', { ...withSampler('ddpm'), variance: 'analytic' }],
  ['heun, churned', { ...withSampler('heun'), churn: 0.3 }],
  ['predictor–corrector, three corrections', { ...withSampler('predictor-corrector'), count: 3 }],
  ['ddim, unclipped', { ...withSampler('ddim'), clip: 'off', skip: 1 }],
  ['dpm-solver++, dynamic thresholding', { ...withSampler('dpm-solver++'), clip: 'dynamic' }],
  ['ddim, guided', { ...withSampler('ddim'), guidance: 4 }],
  [
    'ddim, guided away from 7, x̂₀ rescaled, in an interval',
    { ...withSampler('ddim'), guidance: 3, negative: 7, rescaleX0: 0.7, guideMin: 0.1, guideMax: 20 },
  ],
  ['euler on edm, guided, the output rescaled', { ...withSampler('euler'), guidance: 3, rescaleOutput: 0.7 }],
  ['ddim, led by a classifier', { ...withSampler('ddim'), guide: 'classifier', guidance: 2.5 }],
  ['heun on edm, led by a classifier', { ...withSampler('heun'), process: 'edm', guide: 'classifier', guidance: 1 }],
  ['ddim, inverted', { ...withSampler('ddim'), from: 'inverted' }],
  ...PROCESSES.map((process) => [`euler on ${process}`, { ...withSampler('euler'), process }] as const),
]

const specFor = (patch: Partial<Settings>): RunSpec => ({
  ...specOf({ ...defaults, steps: 6, ...patch }),
  samples: SAMPLES,
})
const startFor = ({ levels: [first] }: RunSpec): Float32Array => {
  const scale = first?.noise === 0 ? 0.5 : (first?.noise ?? NaN)
  const start = new Float32Array(SAMPLES * PIXELS)
  for (let sample = 0; sample < SAMPLES; sample++)
    start.set(
      normalArray({ seed: 7, purpose: 'start', step: 0, sample }, PIXELS).map((z) => scale * z),
      sample * PIXELS,
    )
  return start
}

describe.each(['wasm', 'webgpu'] satisfies BackendName[])('on %s', (name) => {
  let backend: Backend
  let loaded: Loaded
  beforeAll(async () => {
    backend = await open(name)
    loaded = { backend, ...formulaNetwork() }
  })
  afterAll(() => {
    backend.dispose()
  })

  /** The frames of a run from one of its frames on. */
  async function frames(
    spec: RunSpec,
    index = 0,
    xt = startFor(spec),
    history: readonly Past<Float32Array>[] = [],
  ): Promise<Frame[]> {
    const run = openRun(loaded, spec, { index, xt, history, nfe: 0 })
    const runFrames: Frame[] = []
    while (run.place.index < spec.levels.length - 1) runFrames.push(await stepRun(run, loaded))
    closeRun(run)
    return runFrames
  }

  describe.each(walks)('%s', (_, patch) => {
    const spec = specFor(patch)
    const start = withEngineFrame(
      { ...emptyRun({ ...defaults, steps: 6, ...patch }), levels: spec.levels },
      { index: 0, xt: startFor(spec), ms: 0, nfe: 0 },
    )

    /** The run from its start to its end, which every test here begins with. */
    let wholeRun: readonly Frame[] | undefined
    afterAll(() => {
      wholeRun = undefined
    })

    test('is over tensors what it is over arrays, part by part, to 1e-4; with one read-back a step and no tensor left', async () => {
      const before = { tensors: memory().tensors, readbacks: counters().readbacks }
      const runFrames = await frames(spec)
      wholeRun = runFrames
      expect(runFrames).toHaveLength(spec.levels.length - 1)
      if (patch.sampler !== 'rk45') expect(counters().readbacks - before.readbacks).toBe(runFrames.length)
      expect(memory().tensors).toBe(before.tensors)
      let run = start
      for (const frame of runFrames) {
        const reference = await stepOverArrays(
          spec,
          frame.index - 1,
          run.frames[frame.index - 1]?.xt ?? new Float32Array(),
          run.past,
        )
        expect(difference(frame.xt, reference.next)).toBeLessThanOrEqual(1e-4)
        for (const part of ['x0Hat', 'epsHat', 'added', 'corrected'] as const) {
          expect(difference(frame[part], reference[part]), `${part} of frame ${frame.index}`).toBeLessThanOrEqual(1e-4)
        }
        run = withEngineFrame(run, frame)
      }
    })

    test.runIf(name === 'webgpu')(
      'with each step started before the frame before has come back, its frames are the same to the bit',
      async () => {
        const before = { tensors: memory().tensors, readbacks: counters().readbacks }
        const run = openAhead(loaded, spec, { index: 0, xt: startFor(spec), history: [], nfe: 0 })
        const runFrames: Frame[] = []
        while (runFrames.length < spec.levels.length - 1) {
          const { state, values } = await run.next((from) => startRunStep(from, loaded, false))
          runFrames.push({ index: state.place.index, ...values, ms: 0, nfe: state.nfe })
        }
        await run.close()
        expect(memory().tensors).toBe(before.tensors)
        if (patch.sampler !== 'rk45') expect(counters().readbacks - before.readbacks).toBe(runFrames.length)
        wholeRun ??= await frames(spec)
        expect(runFrames).toEqual(wholeRun.map((frame) => ({ ...frame, ms: 0 })))
      },
    )

    test('goes on from any of its frames as if it had never stopped', async () => {
      wholeRun ??= await frames(spec)
      let run = start
      for (const frame of wholeRun.slice(0, -1)) {
        run = withEngineFrame(run, frame)
        const rest = await frames(spec, frame.index, frame.xt, run.past)
        expect(rest.map(({ xt }) => xt)).toEqual(wholeRun.slice(frame.index).map(({ xt }) => xt))
      }
    })
  })
})

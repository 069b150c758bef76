import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { arrayAlgebra, dataSetOracle, type Denoiser, levelAt, makeSampler, normalArray, oracleDenoiser, type Past, pastOf, rk45, samplerInfo, uniformTimes } from '../../src/diffusion'
import { type PlaneEngineClient, type PlaneListener, startPlaneEngine } from '../../src/engine/plane/client'
import { planeProcess } from '../../src/engine/plane/process'
import type { PlaneReady, PlaneRunSpec, PointSet, Question } from '../../src/engine/plane/protocol'
import type { Frame } from '../../src/engine/protocol'
import { difference } from './formula'

const N = 60
const points: PointSet = {
  xy: Float32Array.from({ length: 2 * N }, (_, i) => Math.sin(1.7 * i + 0.3 * i * i) + (i >= N ? 1.5 : -1)),
  labels: Uint8Array.from({ length: N }, (_, i) => (i >= N / 2 ? 1 : 0)),
}
const oracle = oracleDenoiser(dataSetOracle(points.xy, 2))
const PARTICLES = 24

const question: Question = { answerer: 'exact', process: { id: 'discrete', schedule: 'cosine' }, guidance: { kind: 'classifier-free', label: null, scale: 1 } }
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
    const normal = () => normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw: draw++ }, 2 * spec.particles)
    const input = { algebra: arrayAlgebra, xt, from, to, history, process: planeProcess(spec.process), denoise, normal }
    const taken = await sampler<Float32Array>(input)
    history = [pastOf(input, taken), ...history].slice(0, memory)
    xt = taken.next
    states.push(xt)
  }
  return states
}

/** An engine with what it said kept. */
function engineOn() {
  const heard = { ready: vi.fn(), frame: vi.fn(), learned: vi.fn(), failed: vi.fn(), lost: vi.fn() } satisfies PlaneListener
  return { heard, engine: startPlaneEngine(heard) }
}

async function framesOf(engine: PlaneEngineClient, heard: ReturnType<typeof engineOn>['heard'], spec: PlaneRunSpec): Promise<Frame[]> {
  heard.frame.mockClear()
  engine.begin(0, spec, { index: 0, xt: startOf(spec), history: [], nfe: 0 })
  for (let i = 1; i < spec.levels.length; i++) engine.step(0)
  await vi.waitFor(() => { expect(heard.frame).toHaveBeenCalledTimes(spec.levels.length - 1) }, { timeout: 60_000 })
  return heard.frame.mock.calls.map(([, frame]) => frame as Frame)
}

describe.each(['wasm', 'webgpu'] as const)('on %s', (name) => {
  const { heard, engine } = engineOn()
  beforeAll(async () => {
    engine.open(name)
    engine.setPoints(points)
    await vi.waitFor(() => { expect(heard.ready).toHaveBeenCalledOnce() }, { timeout: 60_000 })
    expect((heard.ready.mock.calls[0]?.[0] as PlaneReady).backend).toBe(name)
  })
  afterAll(() => { engine.dispose() })

  test.each([
    ['DDIM', {}],
    ['DDPM', { sampler: { id: 'ddpm', variance: 'beta-tilde' } }],
    ['Heun on EDM', { sampler: { id: 'heun', churn: 0, sMin: 0, sMax: 0, sNoise: 1 }, process: { id: 'edm', schedule: 'cosine' } }],
    ['DPM-Solver++ of order 2', { sampler: { id: 'dpm-solver++', order: 2 } }],
    ['flow Euler', { sampler: { id: 'flow-euler' }, process: { id: 'flow', schedule: 'cosine' } }],
    ['RK45 on the VP SDE', { sampler: { id: 'rk45', absolute: 1e-3, relative: 1e-3 }, process: { id: 'vp', schedule: 'cosine' } }],
  ] as readonly (readonly [string, Partial<PlaneRunSpec>])[])('particles of %s go where they go over arrays, to 1e-4', async (_, patch) => {
    const spec = specOf(patch)
    const frames = await framesOf(engine, heard, spec)
    const expected = await overArrays(spec, oracle)
    expect(frames.map(({ xt }, i) => difference(xt, expected[i])).every((error) => error <= 1e-4)).toBe(true)
    const { xt } = await engine.sample(spec, startOf(spec))
    expect(difference(xt, expected.at(-1))).toBeLessThanOrEqual(1e-4)
  })
})

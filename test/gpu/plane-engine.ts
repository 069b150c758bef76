import { afterAll, beforeAll, expect, vi } from 'vitest'
import {
  arrayAlgebra,
  dataSetOracle,
  type Denoiser,
  levelAt,
  makeSampler,
  normalArray,
  oracleDenoiser,
  type Past,
  pastOf,
  rk45,
  samplerInfo,
  uniformArray,
  uniformTimes,
} from '../../src/diffusion'
import { type PlaneEngineClient, type PlaneListener, startPlaneEngine } from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import { type Change, plainGuidance } from '../../src/engine/protocol/changes'
import type { PlaneReady, PlaneRunSpec, PointSet, Question } from '../../src/engine/protocol/plane'
import type { Frame } from '../../src/engine/protocol/pictures'

// An engine of the plane, and the run over plain arrays with which its tests compare it.

export const N = 60

export const points: PointSet = {
  xy: Float32Array.from({ length: 2 * N }, (_, i) => Math.sin(1.7 * i + 0.3 * i * i) + (i >= N ? 1.5 : -1)),
  labels: Uint8Array.from({ length: N }, (_, i) => (i >= N / 2 ? 1 : 0)),
}

export const oracle = oracleDenoiser(dataSetOracle(points.xy, 2))

export const PARTICLES = 24

export const question: Question = {
  answerer: 'exact',
  process: { id: 'discrete', schedule: 'cosine' },
  label: null,
  changes: [],
}

export const guidedBy = (kind: 'classifier-free' | 'classifier', scale: number): readonly Change[] => [
  kind === 'classifier' ? { kind, scale } : plainGuidance(scale),
]

export function specOf(patch: Partial<PlaneRunSpec>): PlaneRunSpec {
  const base = { ...question, sampler: { id: 'ddim', eta: 0 } as const, seed: 5, particles: PARTICLES, ...patch }
  const process = planeProcess(base.process)
  return { ...base, levels: uniformTimes(process, 6).map((t) => levelAt(process, t)) }
}

export const startOf = ({ levels: [first], particles }: PlaneRunSpec) =>
  normalArray({ seed: 5, purpose: 'start', step: 0, sample: 0 }, 2 * particles).map((z) => z * (first?.noise ?? NaN))

/** The same run over plain arrays. */
export async function overArrays(spec: PlaneRunSpec, denoise: Denoiser<Float32Array>): Promise<Float32Array[]> {
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
    const result = await sampler<Float32Array>(input)
    history = [pastOf(input, result), ...history].slice(0, memory)
    xt = result.next
    states.push(xt)
  }
  return states
}

export const states = uniformArray({ seed: 3, purpose: 'start', step: 0, sample: 0 }, 2 * 30).map((u) => 6 * u - 3)

export const oracleOf = (label: 0 | 1 | null) =>
  dataSetOracle(label === null ? points.xy : points.xy.filter((_, i) => points.labels[i >> 1] === label), 2)

/** An engine with what it said kept. */
function engineOn() {
  const listener = {
    ready: vi.fn(),
    frame: vi.fn(),
    learned: vi.fn(),
    failed: vi.fn(),
    lost: vi.fn(),
  } satisfies PlaneListener
  const engine = startPlaneEngine()
  engine.listen(listener)
  return { listener, engine }
}

/** The first `count` frames of a run, of all by default. */
export async function framesOf(
  engine: PlaneEngineClient,
  listener: ReturnType<typeof engineOn>['listener'],
  spec: PlaneRunSpec,
  count = spec.levels.length - 1,
): Promise<Frame[]> {
  listener.frame.mockClear()
  engine.begin(0, spec, { index: 0, xt: startOf(spec), history: [], nfe: 0 })
  for (let i = 0; i < count; i++) engine.step(0)
  await vi.waitFor(
    () => {
      expect(listener.frame).toHaveBeenCalledTimes(count)
    },
    { timeout: 60_000 },
  )
  return listener.frame.mock.calls.map(([, frame]) => frame as Frame)
}

/** An engine on this back end, with these points, from before the tests of a block until after them. */
export function openedOn(name: 'wasm' | 'webgpu') {
  const opened = engineOn()
  const { listener, engine } = opened
  beforeAll(async () => {
    engine.open(name)
    engine.setPoints(points)
    await vi.waitFor(
      () => {
        expect([...listener.ready.mock.calls, ...listener.failed.mock.calls]).toHaveLength(1)
      },
      { timeout: 60_000 },
    )
    expect(listener.failed.mock.calls).toEqual([])
    expect((listener.ready.mock.calls[0]?.[0] as PlaneReady | undefined)?.backend).toBe(name)
  }, 60_000)
  afterAll(() => {
    engine.dispose()
  })
  return opened
}

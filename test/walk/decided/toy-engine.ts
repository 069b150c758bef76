import {
  arrayAlgebra,
  type Level,
  makeSampler,
  normalArray,
  posterior,
  sample,
  samplerInfo,
  type Step,
} from '../../../src/diffusion'
import type { Engine, EngineListener } from '../../../src/engine/page/pictures/client'
import type {
  ClassifierState,
  EngineReady,
  Fault,
  RunSpec,
  Standing,
  Unread,
} from '../../../src/engine/protocol/pictures'

/** Standard deviation of the toy's data, of which every pixel is an independent Gaussian. */
export const SPREAD = 0.5

/** Var[x₀ | xₜ] of a pixel of the toy's data. */
export const leftAt = ({ signal, noise }: Level): number =>
  (SPREAD ** 2 * noise ** 2) / (signal ** 2 * SPREAD ** 2 + noise ** 2)

/** The exact denoiser of the toy's data, with the variance head that makes DDPM's step exact. */
function exactDenoiser(xt: Float32Array, at: Level, to: Level) {
  const left = leftAt(at)
  const x0Hat = xt.map((x) => ((at.signal * left) / at.noise ** 2) * x)
  const epsHat = xt.map((x, i) => (x - at.signal * (x0Hat[i] ?? NaN)) / at.noise)
  const q = posterior(at, to)
  const [upper, lower] = [Math.log(q.upper), Math.log(q.betaTilde)]
  const v = (2 * Math.log(q.betaTilde + q.x0 ** 2 * left) - upper - lower) / (upper - lower)
  return { x0Hat, epsHat, v: xt.map(() => v) }
}

function* stepsOf(spec: RunSpec, { xt }: Standing): Generator<Step<Float32Array>> {
  const values = xt.length / spec.samples
  const normal = (step: number, draw: number) => {
    const z = new Float32Array(xt.length)
    for (let i = 0; i < spec.samples; i++)
      z.set(normalArray({ seed: spec.seed, purpose: 'step', step, sample: i, draw }, values), i * values)
    return z
  }
  const { memory } = samplerInfo(spec.sampler)
  if (spec.sampler.id === 'rk45') throw new Error('The toy walks by DDPM.')
  const sampler = makeSampler(spec.sampler)
  let index = 0
  const denoise = (x: Float32Array, at: Level) => {
    const to = spec.levels[index + 1]
    if (!to) throw new RangeError('The run is at its end.')
    return exactDenoiser(x, at, to)
  }
  const course = { algebra: arrayAlgebra, levels: spec.levels, memory, process: undefined }
  for (const step of sample(sampler, course, { index: 0, xt, history: [] }, { denoise, normal })) {
    index += 1
    yield step
  }
}

/** What the toy is told to do. */
interface Toy {
  /** Instead of a network. */
  readonly fault?: Fault
  readonly classifier?: ClassifierState
  readonly read?: (of: Unread) => Float32Array
  readonly features?: (of: Unread) => { readonly features: Float32Array }
  /** Called at every step of every run. @returns whether the step comes */
  readonly atStep?: (step: number, hears: EngineListener) => boolean
}

/** Engines beside the walk's own which walk Gaussian data exactly, and what they were asked. */
export function toyEngines({
  fault,
  classifier = { status: 'failed', fault: { code: 'http', details: {} } },
  read,
  features,
  atStep = () => true,
}: Toy = {}) {
  const calls = { loaded: [] as unknown[], opened: [] as (Standing & { spec: RunSpec })[], steps: 0, ended: 0 }
  const start = () => {
    let hears: EngineListener
    let steps: Generator<Step<Float32Array>>
    let index = 0
    const engine = {
      listen: (listener: EngineListener) => {
        hears = listener
      },
      load: (source: unknown) => {
        calls.loaded.push(source)
        setTimeout(() => {
          if (fault) hears.failed(fault, false)
          else hears.ready({} as EngineReady)
        }, 0)
      },
      classifier: () => {
        setTimeout(() => hears.classifier?.(classifier), 0)
      },
      read: (of: Unread) => Promise.resolve(read && { probabilities: read(of), ...(of.features && features?.(of)) }),
      open: (spec: RunSpec, at: Standing) => {
        calls.opened.push({ ...at, spec })
        ;[steps, index] = [stepsOf(spec, at), 0]
      },
      step: () => {
        calls.steps += 1
        if (!atStep(calls.steps, hears)) return
        const { value } = steps.next() as { value: Step<Float32Array> }
        index += 1
        setTimeout(() => {
          hears.frame({ index, xt: value.next, ms: 1, nfe: index })
        }, 0)
      },
      end: () => {
        calls.ended += 1
      },
    }
    return engine as unknown as Engine // only what is used of it
  }
  return { start, calls }
}

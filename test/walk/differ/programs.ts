import {
  arrayAlgebra,
  cosineSchedule,
  dataSetOracle,
  ddim,
  ddpm,
  type Denoised,
  level,
  type Level,
  linearTerms,
  discreteProcess,
  normalArray,
  oracleDenoiser,
  posterior,
  type Schedule,
} from '../../../src/diffusion'
import type { KnownStep } from '../../../src/walk/differ/diagnose'
import type { Recipe } from '../../../src/walk/differ/recipe'

// A page's run with an exact toy denoiser, and a student's program of the same sampler, written by itself over ᾱ.

export const SIZE = 12
const VALUES = SIZE * SIZE
const schedule: Schedule = cosineSchedule()
const process = discreteProcess(schedule)
const at = (t: number): Level => level(schedule, t)
const alphaBar = (t: number) => schedule.alphaBar[t] ?? NaN

export interface Walk {
  readonly family: 'ddpm' | 'ddim'
  readonly seed: number
  readonly times: readonly number[]
  readonly clip: boolean
  readonly variance?: 'beta' | 'beta-tilde'
  readonly eta?: number
}

/** Three smooth pictures, whose values go a little beyond black and white, so that clipping matters. */
function denoiserOf(seed: number) {
  const points = new Float32Array(3 * VALUES).map(
    (_, i) => 1.3 * Math.sin(((i % VALUES) / 40 + seed) * (1 + Math.floor(i / VALUES))),
  )
  return oracleDenoiser(dataSetOracle(points, VALUES))
}

const noiseOf = ({ seed }: Walk, purpose: 'start' | 'step', step: number) =>
  normalArray({ seed, purpose, step, sample: 0 }, VALUES)

const clipped = (x: Float32Array, from: Level, answer: Denoised<Float32Array>): Denoised<Float32Array> => {
  const x0Hat = arrayAlgebra.clamp(answer.x0Hat, -1, 1)
  return { x0Hat, epsHat: arrayAlgebra.combine([1 / from.noise, x], [-from.signal / from.noise, x0Hat]) }
}

const varianceOf = ({ family, variance = 'beta-tilde', eta = 0 }: Walk, from: Level, to: Level): number => {
  const q = posterior(from, to)
  if (family === 'ddim') return eta ** 2 * q.betaTilde
  return variance === 'beta' && to.noise > 0 ? q.beta : q.betaTilde
}

/** The page's run: every frame, and all that is known of every step. */
export function pageRun(walk: Walk) {
  const { family, times, clip, variance = 'beta-tilde', eta = 0 } = walk
  const [denoiser, levels] = [denoiserOf(walk.seed), times.map(at)]
  const sampler = family === 'ddpm' ? ddpm({ variance }) : ddim({ eta })
  const frames = [{ xt: noiseOf(walk, 'start', 0) }]
  const steps: KnownStep[] = []
  levels.slice(1).forEach((to, i) => {
    const [from, xt, z] = [levels[i] as Level, frames[i]?.xt ?? new Float32Array(), noiseOf(walk, 'step', i)]
    const raw = denoiser(xt, from)
    const answer = clip ? clipped(xt, from, raw) : raw
    const { next } = sampler({ algebra: arrayAlgebra, xt, from, to, denoise: () => answer, normal: () => z })
    const values = { xt, ...answer, z, fresh: z }
    const recipe: Recipe = {
      family,
      from,
      to,
      sign: 1,
      clip,
      derive: true,
      roots: { estimate: true, x0: true, eps: true, noise: true },
      variance: varianceOf(walk, from, to),
    }
    steps.push({
      next,
      z,
      terms: linearTerms({ sampler, from, to, process, before: [] }).map((term) => ({
        ...term,
        value: values[term.part],
      })),
      facts: {
        recipe,
        parts: { xt, eps: raw.epsHat, x0: raw.x0Hat, z },
        varianceOf: (a, b) => varianceOf(walk, a, b),
        levelAt: (t) => (t >= 0 && t <= 1000 ? at(t) : undefined),
      },
    })
    frames.push({ xt: next })
  })
  return { levels, times, frames, steps, samples: 1, shape: { channels: 1, size: SIZE } as const }
}

/** One line of a student's program, changed. */
export interface Plan {
  readonly root?: (a: number) => number
  readonly rootX0?: (a: number) => number
  readonly rootEps?: (a: number) => number
  readonly deviation?: (variance: number) => number
  readonly sign?: number
  readonly clip?: boolean
  readonly derive?: boolean
  /** ᾱ that it takes for t. */
  readonly bar?: (t: number) => number
  readonly variance?: (beta: number, betaTilde: number, isLast: boolean) => number
  readonly noise?: (step: number) => Float32Array
  readonly store?: (value: number) => number
}

/** A student's program: DDPM by its posterior, or DDIM, in float64 over ᾱ. [frames][values] */
export function studentRun(walk: Walk, plan: Plan): readonly Float32Array[] {
  const { family, times } = walk
  const { root = Math.sqrt, rootX0 = Math.sqrt, rootEps = Math.sqrt, deviation = Math.sqrt } = plan
  const { bar = alphaBar, sign = 1, clip = walk.clip, derive = true, store = (value: number) => value } = plan
  const [denoiser, eta] = [denoiserOf(walk.seed), walk.eta ?? 0]
  const frames = [noiseOf(walk, 'start', 0).map(store)]
  for (let i = 0; i + 1 < times.length; i++) {
    const [t, s] = [times[i] ?? NaN, times[i + 1] ?? NaN]
    const [a, b, x] = [bar(t), bar(s), frames[i] ?? new Float32Array()]
    const beta = 1 - a / b
    const betaTilde = ((1 - b) / (1 - a)) * beta
    const ownVariance = family === 'ddim' ? eta ** 2 * betaTilde : walk.variance === 'beta' && s > 0 ? beta : betaTilde
    const variance = plan.variance?.(beta, betaTilde, s === 0) ?? ownVariance
    const z = plan.noise?.(i) ?? noiseOf(walk, 'step', i)
    const { epsHat } = denoiser(x, at(t))
    frames.push(
      x.map((value, k) => {
        const e = sign * (epsHat[k] ?? NaN)
        const guess = (value - Math.sqrt(1 - a) * e) / root(a)
        const x0 = clip ? Math.min(1, Math.max(-1, guess)) : guess
        const direction = clip && derive ? (value - Math.sqrt(a) * x0) / Math.sqrt(1 - a) : e
        const mean =
          family === 'ddim'
            ? rootX0(b) * x0 + rootEps(Math.max(0, 1 - b - variance)) * direction
            : (rootX0(b) * beta * x0) / (1 - a) + (Math.sqrt(a / b) * (1 - b) * value) / (1 - a)
        return store(mean + (variance > 0 ? deviation(variance) * (z[k] ?? NaN) : 0))
      }),
    )
  }
  return frames
}

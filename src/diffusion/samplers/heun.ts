import { realIn } from '../bounds'
import { levelOfSigma } from '../processes/process'
import { isPureNoise, noiseToSignal, type Level } from '../level'
import { processOf, type SamplerStep, type StepInput } from '../step'
import { byKarras, deterministic, weak, type Sampler } from './descriptor'

/** Noise that is added before a step, and where: EDM's S_churn/N, S_tmin, S_tmax and S_noise. */
export interface Churn {
  /** γ = S_churn/N, in [0, √2−1]: σ̂ is raised by this factor. */
  readonly churn: number
  /** Churn where σ̂ is in [tMin, tMax]; 0 ≤ tMin ≤ tMax. */
  readonly tMin?: number | undefined
  readonly tMax?: number | undefined
  /** S_noise, the deviation of what is added, in [0, 2]; slightly above 1 makes up for detail that denoisers remove. */
  readonly noise?: number | undefined
}

/** x_t raised to σ̂·(1 + γ) with fresh noise; as it was where there is none to add. */
function churned<X>(input: StepInput<X>, { churn, tMin = 0, tMax = Infinity, noise = 1 }: Churn): { x: X; at: Level } {
  const { algebra, xt, from, normal } = input
  const sigma = noiseToSignal(from)
  if (churn === 0 || isPureNoise(from) || sigma < tMin || sigma > tMax) return { x: xt, at: from }
  const at = levelOfSigma(processOf(input, 'heun with churn'), sigma * (1 + churn)) // no noisier than the process ends
  if (isPureNoise(at)) return { x: xt, at: from }
  const raised = Math.sqrt(Math.max(0, noiseToSignal(at) ** 2 - sigma ** 2))
  return { x: algebra.combine([at.signal / from.signal, xt], [at.signal * noise * raised, normal()]), at }
}

/**
 * EDM's sampler: Heun's method on the probability-flow ODE in σ̂ = σ/α, with churn. Notation: t = `from`, s = `to`, y = x/α,
 * z fresh noise.
 *
 *     t̂  = σ̂_t·(1 + γ),   ŷ = y_t + S_noise·√(t̂² − σ̂_t²)·z        where S_tmin ≤ σ̂_t ≤ S_tmax; else t̂ = σ̂_t, ŷ = y_t
 *     y' = ŷ + (σ̂_s − t̂)·ε̂(ŷ, t̂)                                   Euler's step: the last one, to data
 *     y_s = ŷ + (σ̂_s − t̂)·½·(ε̂(ŷ, t̂) + ε̂(y', σ̂_s))                 corrected, otherwise
 *
 * Karras et al. 2022, algorithm 2, for any process; t̂ no noisier than the process ends (EDM's own code asks beyond it). Two
 * network evaluations, one at the step to data and from pure noise (where only Euler's step has a limit).
 * Deterministic, order 2, for γ = 0; with the same γ at every step stochastic, weak order 1 (more steps, more noise), and in
 * need of the process. Its noise comes before the step, also before the last one, so it is no `added`.
 *
 * @throws RangeError if a number of the churn is out of its range.
 */
function heun(churn: Churn = { churn: 0 }): SamplerStep {
  const { tMin = 0, tMax = Infinity, noise = 1 } = churn
  realIn('churn', churn.churn, 0, Math.SQRT2 - 1)
  realIn('tMin', tMin, 0, realIn('tMax', tMax, 0, Infinity))
  realIn('noise', noise, 0, 2)
  return (input) => {
    const { algebra, to, denoise } = input
    const { x, at } = churned(input, churn)
    const { x0Hat, epsHat } = denoise(x, at)
    const euler = algebra.combine([to.signal, x0Hat], [to.noise, epsHat])
    if (to.noise === 0 || isPureNoise(at)) return { next: euler, x0Hat, epsHat, mean: euler }
    const half = (to.signal * (noiseToSignal(to) - noiseToSignal(at))) / 2
    const next = algebra.combine([1, euler], [half, denoise(euler, to).epsHat], [-half, epsHat])
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const heunSampler: Sampler<{ readonly id: 'heun' } & Churn> = {
  id: 'heun',
  group: 'ode',
  step: heun,
  info: ({ churn }) => {
    const traits = { nfe: 2, needsProcess: churn > 0, source: 'Karras et al. 2022, algorithm 2' }
    return churn > 0 ? weak(1, { ...traits, law: 'noise-first' }) : deterministic(2, traits)
  },
  parameters: ['churn', 'churnMin', 'churnMax', 'churnNoise'],
  specOf: ({ churn, churnMin, churnMax, churnNoise }) => ({
    id: 'heun',
    churn,
    tMin: Math.min(churnMin, churnMax),
    tMax: churnMax,
    noise: churnNoise,
  }),
  usual: { ...byKarras, churn: 0 },
}

import { isPureNoise, noiseToSignal, type Level } from '../level'
import { levelAt } from '../processes/process'
import { processOf, type SamplerStep, type StepInput } from '../step'
import { deterministic, onSchedule, type Sampler } from './descriptor'
import { remembered } from './multistep'

/** How a run begins that has no past: by one pseudo improved Euler step, or by three pseudo Runge–Kutta ones. */
export type PndmStart = 'improved-euler' | 'runge-kutta'

type Weighted<X> = readonly (readonly [weight: number, eps: X])[]

/** Adams–Bashforth's coefficients for equal steps, newest ε̂ first, by how many there are. */
const adamsBashforth: readonly (readonly number[])[] = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
]

/** The transfer φ: x_t to another level, along ε. */
function transferred<X>({ algebra, xt, from }: StepInput<X>, to: Level, eps: X): X {
  return algebra.combine([to.signal / from.signal, xt], [to.signal * (noiseToSignal(to) - noiseToSignal(from)), eps])
}

/** The classical Runge–Kutta method's four looks, each at what φ makes of x_t along the one before. */
function rungeKutta<X>(input: StepInput<X>, e1: X): Weighted<X> {
  const { from, to, denoise } = input
  const middle = levelAt(processOf(input, 'pndm with Runge–Kutta steps'), (from.t + to.t) / 2)
  const e2 = denoise(transferred(input, middle, e1), middle).epsHat
  const e3 = denoise(transferred(input, middle, e2), middle).epsHat
  const e4 = denoise(transferred(input, to, e3), to).epsHat
  return [
    [1 / 6, e1],
    [1 / 3, e2],
    [1 / 3, e3],
    [1 / 6, e4],
  ]
}

/** ε' as terms. There is nothing to look ahead at on the data. */
function blended<X>(input: StepInput<X>, start: PndmStart, epsHat: X, past: readonly X[]): Weighted<X> {
  const { to, denoise } = input
  if (start === 'runge-kutta' && past.length < 3 && to.noise > 0) return rungeKutta(input, epsHat)
  if (past.length === 0 && to.noise > 0)
    return [
      [1 / 2, epsHat],
      [1 / 2, denoise(transferred(input, to, epsHat), to).epsHat],
    ]
  return [epsHat, ...past].map((eps, k) => [adamsBashforth[past.length]?.[k] ?? 0, eps])
}

/**
 * PNDM: pseudo linear multistep (PLMS). Notation: t = `from`, s = `to`, e₀ = ε̂ at t, e₁, e₂, e₃ those of the steps before.
 *
 *     ε'  = (55·e₀ − 59·e₁ + 37·e₂ − 9·e₃)/24              with fewer steps behind it, Adams–Bashforth's of as many
 *     x_s = α_s·(x_t − σ_t·ε')/α_t + σ_s·ε'                DDIM's step, the transfer φ
 *
 * and at the start, which has no past,
 *
 *     'improved-euler'   ε' = ½·(e₀ + ε̂ where φ leads along e₀), once: two network evaluations. So Stable Diffusion and
 *                        diffusers' `skip_prk_steps` run it
 *     'runge-kutta'      ε' of the classical Runge–Kutta method, φ for its steps, three times: four evaluations each, and the
 *                        process for the level at ½(t + s). The paper's own, F-PNDM in its code
 *
 * Liu et al. 2022 (PNDM), eq. 12 and 13, algorithm 2. The coefficients take the levels as evenly spaced in t, so leave it to
 * grids that are. Deterministic, order 2, whatever the coefficients promise (their theorem); one network evaluation after the
 * start. From pure noise, and where the first step leads to data, it is Euler's step.
 */
function pndm({ start = 'improved-euler' }: { readonly start?: PndmStart | undefined } = {}): SamplerStep {
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const { x0Hat, epsHat } = denoise(xt, from)
    const euler = algebra.combine([to.signal, x0Hat], [to.noise, epsHat])
    const past = remembered(input, 3).map(({ epsHat }) => epsHat)
    if (isPureNoise(from) || (past.length === 0 && to.noise === 0)) return { next: euler, x0Hat, epsHat, mean: euler }
    const change = to.signal * (noiseToSignal(to) - noiseToSignal(from))
    const terms = blended(input, start, epsHat, past).map(([c, eps]) => [change * c, eps] as const)
    const next = algebra.combine([1, euler], [-change, epsHat], ...terms)
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const pndmSampler: Sampler<{ readonly id: 'pndm'; readonly start?: PndmStart | undefined }> = {
  id: 'pndm',
  group: 'ode',
  step: pndm,
  info: ({ start }) =>
    start === 'runge-kutta'
      ? deterministic(2, { memory: 3, needsProcess: true, source: 'Liu et al. 2022 (PNDM), eq. 12 and 13: F-PNDM' })
      : deterministic(2, { memory: 3, source: 'Liu et al. 2022 (PNDM), eq. 12: PLMS alone' }),
  parameters: [],
  specOf: () => ({ id: 'pndm' }),
  usual: { ...onSchedule, grid: 'leading' },
}

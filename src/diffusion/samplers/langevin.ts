import { integerIn, realAbove } from '../bounds'
import { isPureNoise, type Level } from '../level'
import type { Denoised, SamplerStep, StepInput } from '../step'
import { onSchedule, withoutOrder, type Sampler } from './descriptor'

/** A Langevin step's parts: x + ½δ·∇log p(x), and √δ·z to add. */
function langevinStep<X>({ algebra, normal }: StepInput<X>, x: X, at: Level, { epsHat }: Denoised<X>, delta: number) {
  const mean = algebra.combine([1, x], [-delta / (2 * at.noise), epsHat])
  return { mean, added: algebra.combine([Math.sqrt(delta), normal()]) }
}

/** A state after some Langevin steps at one level. */
interface Settled<X> {
  readonly x: X
  readonly mean: X
  readonly added: X
  /** What the network said before the last of them. */
  readonly denoised: Denoised<X>
}

/** `count` ≥ 1 Langevin steps of δ = r·σ² each from x, at one level. One network evaluation and one draw each. */
export function settle<X>(input: StepInput<X>, x: X, at: Level, r: number, count: number): Settled<X> {
  const delta = r * at.noise ** 2
  const denoised = input.denoise(x, at)
  const { mean, added } = langevinStep(input, x, at, denoised, delta)
  const settled = input.algebra.combine([1, mean], [1, added])
  return count === 1 ? { x: settled, mean, added, denoised } : settle(input, settled, at, r, count - 1)
}

/**
 * Plain Langevin dynamics at one noise level: it stays at `from`, wherever `to` is, and samples p_t alone, which is slow
 * between modes that lie apart; that is what annealing is for.
 *
 *     x ← x + ½δ·∇log p_t(x) + √δ·z,   δ = r·σ²,   ∇log p_t(x) = −ε̂/σ
 *
 * Song & Ermon 2019 (NCSN), eq. 4. Stochastic; the error of its stationary distribution is of order 1 in δ. One network
 * evaluation. Where `to` is data the step is x̂₀, without noise.
 *
 * @param step r, in (0, 2]: δ in multiples of σ²; beyond 4 the iteration diverges even on pure noise.
 * @throws RangeError if r is out of its range.
 */
function langevin({ step }: { readonly step: number }): SamplerStep {
  realAbove('step', step, 0, 2)
  return (input) => {
    if (input.to.noise === 0) {
      const { x0Hat, epsHat } = input.denoise(input.xt, input.from)
      return { next: x0Hat, x0Hat, epsHat, mean: x0Hat }
    }
    const { x, mean, added, denoised } = settle(input, input.xt, input.from, step, 1)
    return { next: x, x0Hat: denoised.x0Hat, epsHat: denoised.epsHat, mean, added }
  }
}

/**
 * Annealed Langevin dynamics: some Langevin steps at this level, then on to the next with the same y = x/α. Notation:
 * t = `from`, s = `to`, z fresh noise.
 *
 *     count times:  x ← x + ½δ·∇log p_t(x) + √δ·z,   δ = r·σ_t²,   ∇log p_t(x) = −ε̂/σ_t
 *     x_s = α_s/α_t·x          (from pure noise: σ_s/σ_t·x)
 *
 * Song & Ermon 2019 (NCSN), algorithm 1, where δ = ε·σ_t²/σ_L², so that r = ε/σ_L² (0.2 there, and 100 steps a level). At the
 * last level, to data, what is left of the noise is removed: x̂₀ of the settled state (Jolicoeur-Martineau et al. 2021).
 * Stochastic; not a solver of an equation in t, so without an order: exact as r → 0 and r·count → ∞. `count` network
 * evaluations, one more at the last level.
 *
 * @param step r, in (0, 2].
 * @param count Langevin steps a level, an integer in [1, 1000].
 * @throws RangeError if a number is out of its range.
 */
function annealedLangevin({ step, count }: { readonly step: number; readonly count: number }): SamplerStep {
  realAbove('step', step, 0, 2)
  integerIn('count', count, 1, 1000)
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const settled = settle(input, xt, from, step, count)
    if (to.noise === 0) {
      const { x0Hat, epsHat } = denoise(settled.x, from)
      return { next: x0Hat, x0Hat, epsHat, mean: x0Hat }
    }
    const scale = isPureNoise(from) ? to.noise / from.noise : to.signal / from.signal
    const mean = algebra.combine([scale, settled.mean])
    const added = algebra.combine([scale, settled.added])
    const { x0Hat, epsHat } = settled.denoised
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

export const annealedLangevinSampler: Sampler<{
  readonly id: 'annealed-langevin'
  readonly step: number
  readonly count: number
}> = {
  id: 'annealed-langevin',
  group: 'langevin',
  step: annealedLangevin,
  info: ({ count }) =>
    withoutOrder({ nfe: count, law: count > 1 ? 'noise-first' : 'gaussian', source: 'Song & Ermon 2019, algorithm 1' }),
  parameters: ['delta', 'count'],
  specOf: ({ delta, count }) => ({ id: 'annealed-langevin', step: delta, count }),
  usual: { process: 've', grid: 'log-snr', delta: 0.6, count: 5 },
}

export const langevinSampler: Sampler<{ readonly id: 'langevin'; readonly step: number }> = {
  id: 'langevin',
  group: 'langevin',
  step: langevin,
  info: () => withoutOrder({ source: 'Song & Ermon 2019, eq. 4' }),
  parameters: ['stay', 'delta'],
  specOf: ({ delta }) => ({ id: 'langevin', step: delta }),
  usual: { ...onSchedule, stay: 700, delta: 0.5 },
}

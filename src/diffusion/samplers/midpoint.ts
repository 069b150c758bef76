import { isPureNoise, noiseToSignal } from '../level'
import { levelOfSigma } from '../processes/process'
import { processOf, type SamplerStep } from '../step'
import { byKarras, deterministic, type Sampler } from './descriptor'

/**
 * The midpoint method on the probability-flow ODE in σ̂ = σ/α. Notation: t = `from`, s = `to`, y = x/α.
 *
 *     m   = ½·(σ̂_t + σ̂_s),   y_m = y_t + (m − σ̂_t)·ε̂(y_t, σ̂_t)
 *     y_s = y_t + (σ̂_s − σ̂_t)·ε̂(y_m, m)
 *
 * Karras et al. 2022, appendix D.2 with α = ½, for any process. Deterministic, order 2; two network evaluations, one from pure
 * noise (where only Euler's step has a limit) and at the step to data, x̂₀ itself as in the paper's code: between the
 * last level and the data no network was trained. Needs the process, whose level m is.
 */
function midpoint(): SamplerStep {
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const { x0Hat, epsHat } = denoise(xt, from)
    const euler = algebra.combine([to.signal, x0Hat], [to.noise, epsHat])
    if (isPureNoise(from) || to.noise === 0) return { next: euler, x0Hat, epsHat, mean: euler }
    const [high, low] = [noiseToSignal(from), noiseToSignal(to)]
    const m = levelOfSigma(processOf(input, 'midpoint'), (high + low) / 2)
    const middle = denoise(algebra.combine([m.signal, x0Hat], [m.noise, epsHat]), m)
    const change = to.signal * (low - high)
    const next = algebra.combine([1, euler], [change, middle.epsHat], [-change, epsHat])
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const midpointSampler: Sampler<{ readonly id: 'midpoint' }> = {
  id: 'midpoint',
  group: 'ode',
  step: midpoint,
  info: () => deterministic(2, { nfe: 2, needsProcess: true, source: 'Karras et al. 2022, appendix D.2' }),
  parameters: [],
  specOf: () => ({ id: 'midpoint' }),
  usual: byKarras,
}

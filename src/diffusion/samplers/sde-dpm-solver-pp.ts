import { integerIn } from '../bounds'
import { mustDescend, type SamplerStep } from '../step'
import { byLogSnr, weak, type Sampler } from './descriptor'
import { halfLogSnr, ratios, remembered } from './multistep'

/**
 * SDE-DPM-Solver++, multistep, of order 1 or 2 (2M). Notation as in `dpmSolverPp`, z fresh noise.
 *
 *     x_s = σ_s/σ_t·e^(−h)·x_t + α_s·(1 − e^(−2h))·(m₀ + ½·(m₀ − m₁)/r₀) + σ_s·√(1 − e^(−2h))·z
 *
 * without the difference in order 1, which is DDIM with η = 1. Lu et al. 2022 (DPM-Solver++), their SDE-DPM-Solver++(2M). Stochastic; the noise
 * is drawn exactly, and the weak order is that of the differences (measured on Gaussian data). One network evaluation. The
 * first step, and the step to data (x̂₀ itself, without noise), are of order 1.
 *
 * @param order 1 or 2.
 * @throws RangeError if the order is anything else; the step, if it does not lead downwards.
 */
function sdeDpmSolverPp({ order }: { readonly order: number }): SamplerStep {
  integerIn('order', order, 1, 2)
  return (input) => {
    const { algebra, xt, from, to, denoise, normal } = input
    mustDescend(input)
    const h = halfLogSnr(to) - halfLogSnr(from)
    const { x0Hat, epsHat } = denoise(xt, from)
    const pull = -Math.expm1(-2 * h) * to.signal
    const [past] = remembered(input, h === Infinity ? 0 : order - 1)
    const [r0 = Infinity] = past ? ratios([past], from, h) : []
    const mean = algebra.combine(
      [(to.noise / from.noise) * Math.exp(-h), xt],
      [pull * (1 + 0.5 / r0), x0Hat],
      ...(past ? [[(-0.5 * pull) / r0, past.x0Hat] as const] : []),
    )
    if (to.noise === 0) return { next: mean, x0Hat, epsHat, mean }
    const added = algebra.combine([to.noise * Math.sqrt(-Math.expm1(-2 * h)), normal()])
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

export const sdeDpmSolverPpSampler: Sampler<{ readonly id: 'sde-dpm-solver++'; readonly order: number }> = {
  id: 'sde-dpm-solver++',
  group: 'sde',
  step: sdeDpmSolverPp,
  info: ({ order }) => weak(order, { memory: order - 1, source: 'Lu et al. 2022 (DPM-Solver++), SDE-DPM-Solver++' }),
  parameters: ['order'],
  mostOrder: 2,
  specOf: ({ order }) => ({ id: 'sde-dpm-solver++', order: Math.min(order, 2) }),
  usual: { ...byLogSnr, order: 2 },
}

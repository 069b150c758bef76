import { integerIn, realAbove } from '../bounds'
import type { SamplerStep } from '../step'
import { ddpm } from './ddpm'
import { withoutOrder, type Sampler } from './descriptor'
import { settle } from './langevin'

/**
 * Predictor–corrector sampling: an ancestral step, then Langevin steps at the level it led to. Notation: s = `to`, z fresh
 * noise, r the signal-to-noise ratio of a corrector step.
 *
 *     predictor   x_s ~ DDPM's step with variance β̃, which is ancestral sampling on any process
 *     corrector   `count` times:  x_s ← x_s + ½δ·∇log p_s(x_s) + √δ·z,   δ = 4·r²·σ_s²
 *
 * Song et al. 2021 (score SDE), algorithms 1, 4 and 5, where δ/2 = 2·(r·‖z‖/‖∇log p‖)² is measured at each step; here the norms
 * are those expected of noise, ‖z‖/‖∇log p‖ = σ_s, so that nothing has to be read back from the GPU: the corrector `ald` of their
 * code. (Algorithm 5 scales δ further by α_i on the VP process, in the code 1 − β_i; here it does not depend on how finely the
 * process is cut.)
 *
 * Stochastic. The predictor's weak order is 1, and the corrector pulls its error down, but keeps a bias of its own, which more
 * levels do not remove: Langevin steps of δ settle at a variance of σ²/(1 − δ/4σ²). So no order is claimed. 1 + `count` network
 * evaluations, one at the step to data, which is x̂₀ itself.
 *
 * @param snr r, in (0, 0.5]; 0.16 for the paper's pictures.
 * @param count corrector steps, an integer in [1, 100].
 * @throws RangeError if a number is out of its range.
 */
function predictorCorrector({ snr, count }: { readonly snr: number; readonly count: number }): SamplerStep {
  realAbove('snr', snr, 0, 0.5)
  integerIn('count', count, 1, 100)
  const predictor = ddpm({ variance: 'beta-tilde' })
  return (input) => {
    const predicted = predictor(input)
    if (input.to.noise === 0) return predicted
    const { x, mean, added } = settle(input, predicted.next, input.to, 4 * snr ** 2, count)
    return { next: x, x0Hat: predicted.x0Hat, epsHat: predicted.epsHat, mean, added }
  }
}

export const predictorCorrectorSampler: Sampler<{
  readonly id: 'predictor-corrector'
  readonly snr: number
  readonly count: number
}> = {
  id: 'predictor-corrector',
  group: 'sde',
  step: predictorCorrector,
  info: ({ count }) =>
    withoutOrder({
      nfe: 1 + count,
      law: 'noise-first',
      source: 'Song et al. 2021 (score SDE), algorithms 1, 4 and 5',
    }),
  parameters: ['snr', 'count'],
  specOf: ({ snr, count }) => ({ id: 'predictor-corrector', snr, count }),
  usual: { process: 've', grid: 'uniform', snr: 0.16, count: 1 },
}

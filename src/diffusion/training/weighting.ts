import { snr, type Level } from '../level'
import type { Process } from '../processes/process'
import { errorInEps, type LearnedPrediction } from './target'

/**
 * How much a level counts in the loss, as the weight w of ‖ε − ε̂‖²:
 *
 *     simple      1                           Ho et al. 2020, eq. 14
 *     own         that of ‖y − ŷ‖² itself, whatever y the network predicts: of x₀ 1/SNR
 *     snr         max(1, 1/SNR)               Salimans & Ho 2022, eq. 9: truncated SNR, max(SNR, 1) of ‖x₀ − x̂₀‖²
 *     min-snr     min(1, γ/SNR), γ = 5        Hang et al. 2023, eq. 12: min(SNR, γ) of ‖x₀ − x̂₀‖²
 *     likelihood  ½·g²/σ² = −½·dλ/dt          Song et al. 2021 (maximum likelihood), theorem 1; Kingma et al. 2021, eq. 17
 */
export type LossWeighting = 'simple' | 'own' | 'snr' | 'min-snr' | 'likelihood'

const gamma = 5
/** Where there is no signal left, or no noise, some weights are infinite; beyond this one the batch would be one example. */
const heaviest = 1e4

function ofEps(weighting: Exclude<LossWeighting, 'own'>, process: Process, at: Level): number {
  switch (weighting) {
    case 'simple': return 1
    case 'snr': return Math.min(heaviest, Math.max(1, 1 / snr(at)))
    case 'min-snr': return Math.min(1, gamma / snr(at))
    case 'likelihood': {
      const { signal, noise, dSignal, dNoise } = process.scales(at.t)
      return Math.min(heaviest, dNoise / noise - dSignal / signal)
    }
  }
}

/**
 * The weight of the squared error of the network's own prediction, w·(∂ε̂/∂ŷ)²: so that nothing is divided by α where it is 0.
 *
 * @param at a level of the process with noise.
 * @returns in [0, 10⁴·(∂ε̂/∂ŷ)²]; `own` is always 1.
 */
export function lossWeight(weighting: LossWeighting, prediction: LearnedPrediction, process: Process, at: Level): number {
  return weighting === 'own' ? 1 : ofEps(weighting, process, at) * errorInEps(prediction, at) ** 2
}

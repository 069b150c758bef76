import { cosineInterpolant, levelOfSigma, logSnr, snr } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { alphaBarOf, levelOf, real } from './real'
import { answer, makeGiven, type SheetSource, type Task } from './task'

function moments(x0: readonly number[], alphaBar: number): Task {
  const { signal, noise } = levelOf(alphaBar)
  return {
    id: 'moments',
    words: () => exercisesText.noise.moments,
    givens: [makeGiven('x₀', 'x0', x0), makeGiven('ᾱₜ', 'alpha_bar', alphaBar)],
    answers: [
      answer(
        'μ',
        'mean',
        x0.map((x) => real.combine([signal, x])),
        { 'signal-unrooted': x0.map((x) => alphaBar * x), 'noise-for-signal': x0.map((x) => noise * x) },
      ),
      answer('σ²', 'variance', noise ** 2, { 'deviation-for-variance': noise, 'signal-for-noise': alphaBar }),
    ],
    method: ['μ = √(ᾱₜ)·x₀', 'σ² = 1 − ᾱₜ'],
  }
}

function sample(x0: readonly number[], eps: readonly number[], alphaBar: number): Task {
  const { signal, noise } = levelOf(alphaBar)
  const mixed = (a: number, b: number) => x0.map((x, i) => real.combine([a, x], [b, eps[i] ?? NaN]))
  return {
    id: 'sample',
    words: () => exercisesText.noise.sample,
    givens: [makeGiven('x₀', 'x0', x0), makeGiven('ε', 'eps', eps), makeGiven('ᾱₜ', 'alpha_bar', alphaBar)],
    answers: [
      answer('xₜ', 'xt', mixed(signal, noise), {
        'noise-unrooted': mixed(signal, noise ** 2),
        'signal-unrooted': mixed(alphaBar, noise),
        'both-unrooted': mixed(alphaBar, noise ** 2),
        'signal-and-noise-swapped': mixed(noise, signal),
      }),
    ],
    method: ['xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε'],
  }
}

function ratio(alphaBar: number): Task {
  const at = levelOf(alphaBar)
  const [ofSnr, lambda] = [snr(at), logSnr(at)]
  return {
    id: 'ratio',
    words: () => exercisesText.noise.ratio,
    givens: [makeGiven('ᾱₜ', 'alpha_bar', alphaBar)],
    answers: [
      answer('SNR', 'snr', ofSnr, { 'ratio-rooted': Math.sqrt(ofSnr), 'ratio-inverted': 1 / ofSnr }),
      answer('λ', 'log_snr', lambda, {
        'log-base-ten': lambda / Math.LN10,
        'log-halved': lambda / 2,
        'log-of-signal': Math.log(alphaBar),
      }),
    ],
    method: ['SNR = ᾱₜ/(1 − ᾱₜ)', 'λ = log SNR'],
  }
}

function inverse(ofSnr: number): Task {
  const at = levelOfSigma(cosineInterpolant(), 1 / Math.sqrt(ofSnr))
  return {
    id: 'inverse',
    words: () => exercisesText.noise.inverse,
    givens: [makeGiven('SNR', 'snr', ofSnr)],
    answers: [
      answer('ᾱₜ', 'alpha_bar', alphaBarOf(at), {
        'noise-for-signal': at.noise ** 2,
        'root-of-answer': at.signal,
        'ratio-squared': alphaBarOf(levelOfSigma(cosineInterpolant(), 1 / ofSnr)),
      }),
    ],
    method: ['ᾱₜ = SNR/(1 + SNR)'],
  }
}

/** What noise does: mean and variance of xₜ, a sample, the signal-to-noise ratio. */
export const noise: SheetSource = {
  id: 'noise',
  tasks: (draw) => {
    const [x0, eps] = [draw.three(0.2, 1), draw.three(0.3, 2)]
    return [
      moments(x0, draw.decimal(0.1, 0.9, 2)),
      sample(x0, eps, draw.decimal(0.1, 0.9, 2)),
      ratio(draw.decimal(0.1, 0.9, 2)),
      inverse(draw.decimal(0.2, 5)),
    ]
  },
}

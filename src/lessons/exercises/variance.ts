import { klBits, learnedDeviation, type Normal, posterior, truePosterior } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { neighbours, real } from './real'
import { answer, makeGiven, type Given, type SheetSource, type Task } from './task'

/** KL(q ‖ p) in nats. */
const klNats = (q: Normal, p: Normal): number => klBits(q, p) * Math.LN2

/** A step's ᾱ_{t−1} and β_t. */
type Pair = readonly [alphaBarBefore: number, beta: number]
const schedule = ([alphaBarBefore, beta]: Pair): Given[] => [
  makeGiven('ᾱₜ₋₁', 'alpha_bar_before', alphaBarBefore),
  makeGiven('βₜ', 'beta', beta),
]

function tilde(pair: Pair): Task {
  const { from, to } = neighbours(...pair)
  const { beta, betaTilde } = posterior(from, to)
  return {
    id: 'tilde',
    words: () => exercisesText.variance.tilde,
    givens: schedule(pair),
    answers: [
      answer(
        'β̃ₜ',
        'beta_tilde',
        betaTilde,
        {
          'tilde-inverted': beta * (from.noise / to.noise) ** 2,
          'deviation-for-variance': Math.sqrt(betaTilde),
          'ratio-rooted': beta * (to.noise / from.noise),
        },
        { decimals: 4 },
      ),
      answer('R', 'ratio', betaTilde / beta, { 'ratio-inverted': beta / betaTilde, 'signals-compared': 1 - beta }),
    ],
    method: ['β̃ₜ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ)·βₜ', 'R = β̃ₜ/βₜ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ)'],
  }
}

function divergence(q: Normal, p: Normal): Task {
  const nats = klNats(q, p)
  const quadratic = (q.deviation ** 2 + (q.mean - p.mean) ** 2) / p.deviation ** 2
  const log = Math.log(p.deviation / q.deviation)
  return {
    id: 'divergence',
    words: () => exercisesText.variance.divergence,
    givens: [
      makeGiven('μ_q', 'mean_q', q.mean),
      makeGiven('σ_q', 'sigma_q', q.deviation),
      makeGiven('μ_p', 'mean_p', p.mean),
      makeGiven('σ_p', 'sigma_p', p.deviation),
    ],
    answers: [
      answer('K', 'kl', nats, {
        'kl-reversed': klNats(p, q),
        'bits-for-nats': nats / Math.LN2,
        'half-forgotten': log + quadratic - 1,
        'log-of-variances': 2 * log + (quadratic - 1) / 2,
      }),
    ],
    method: ['K = log(σ_p/σ_q) + (σ_q^2 + (μ_q − μ_p)^2)/(2·σ_p^2) − ½'],
  }
}

function term(pair: Pair, x0: number, x0Hat: number): Task {
  const { from, to } = neighbours(...pair)
  const { beta } = posterior(from, to)
  const q = truePosterior(from, to, x0, 0) // x_t has the same coefficient in both means: any x_t will do
  const p = { mean: truePosterior(from, to, x0Hat, 0).mean, deviation: Math.sqrt(beta) }
  const spread = klNats(q, { ...p, mean: q.mean })
  return {
    id: 'term',
    words: () => exercisesText.variance.term,
    givens: [...schedule(pair), makeGiven('x₀', 'x0', x0), makeGiven('x̂₀', 'x0_hat', x0Hat)],
    answers: [
      answer('L', 'L', klNats(q, p), {
        'tilde-for-beta': klNats(q, { ...p, deviation: q.deviation }),
        'spread-forgotten': klNats(q, p) - spread,
        'coefficient-forgotten': spread + (x0 - x0Hat) ** 2 / (2 * beta),
        'half-forgotten': 2 * klNats(q, p),
        'bits-for-nats': klBits(q, p),
      }),
    ],
    method: ['c = (√(ᾱₜ₋₁)·βₜ)/(1 − ᾱₜ)', 'L = ½·(log(βₜ/β̃ₜ) + β̃ₜ/βₜ − 1 + (c^2·(x₀ − x̂₀)^2)/βₜ)'],
  }
}

function learned(pair: Pair, fraction: number): Task {
  const { from, to } = neighbours(...pair)
  const q = posterior(from, to)
  const between = (f: number) => learnedDeviation(real, q, 2 * f - 1) ** 2
  return {
    id: 'learned',
    words: () => exercisesText.variance.learned,
    givens: [...schedule(pair), makeGiven('f', 'f', fraction)],
    answers: [
      answer(
        'Σ',
        'Sigma',
        between(fraction),
        {
          'mixed-without-logs': fraction * q.beta + (1 - fraction) * q.betaTilde,
          'fraction-swapped': between(1 - fraction),
          'deviation-for-variance': Math.sqrt(between(fraction)),
        },
        { decimals: 4 },
      ),
    ],
    method: ['log Σ = f·log(βₜ) + (1 − f)·log(β̃ₜ)'],
  }
}

/** β and β̃, the divergence of two Gaussians, a term of the bound, and a learned variance. */
export const variance: SheetSource = {
  id: 'variance',
  tasks: (draw) => {
    const pair: Pair = [draw.decimal(0.8, 0.95, 2), draw.decimal(0.1, 0.3, 2)]
    const normal = (): Normal => ({ mean: draw.signed(0.2, 1.5), deviation: draw.decimal(0.4, 1.8) })
    return [
      tilde(pair),
      divergence(normal(), normal()),
      term(pair, draw.signed(0.4, 1), draw.decimal(-0.3, 0.3)),
      learned(pair, draw.pick([0.2, 0.3, 0.4, 0.6, 0.7])),
    ]
  },
}

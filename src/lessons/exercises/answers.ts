import { convert, flowProcess, levelAt, type Prediction } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { levelOf, real } from './real'
import { answer, makeGiven, type SheetSource, type Task } from './task'

function epsilon(xt: number, epsHat: number, alphaBar: number): Task {
  const at = levelOf(alphaBar)
  const { signal, noise } = at
  const as = (to: Prediction) => convert(real, xt, at, epsHat, 'epsilon', to)
  const [x0Hat, v, score] = [as('sample'), as('v_prediction'), as('score')]
  return {
    id: 'epsilon',
    words: () => exercisesText.answers.epsilon,
    givens: [makeGiven('ᾱₜ', 'alpha_bar', alphaBar), makeGiven('xₜ', 'xt', xt), makeGiven('ε̂', 'eps_hat', epsHat)],
    answers: [
      answer('x̂₀', 'x0_hat', x0Hat, {
        'noise-unrooted': (xt - noise ** 2 * epsHat) / signal,
        'signal-unrooted': (xt - noise * epsHat) / signal ** 2,
        'not-divided': xt - noise * epsHat,
      }),
      answer('v̂', 'v_hat', v, {
        'parts-of-v-swapped': signal * x0Hat - noise * epsHat,
        'v-of-state': signal * epsHat - noise * xt,
        'v-added': signal * epsHat + noise * x0Hat,
      }),
      answer('s', 'score', score, {
        sign: -score,
        'noise-unrooted': -epsHat / noise ** 2,
        'noise-multiplied': -epsHat * noise,
      }),
    ],
    method: ['x̂₀ = (xₜ − √(1 − ᾱₜ)·ε̂)/√(ᾱₜ)', 'v̂ = √(ᾱₜ)·ε̂ − √(1 − ᾱₜ)·x̂₀', 's = −ε̂/√(1 − ᾱₜ)'],
  }
}

function velocity(xt: number, v: number, alphaBar: number): Task {
  const at = levelOf(alphaBar)
  const { signal, noise } = at
  return {
    id: 'velocity',
    words: () => exercisesText.answers.velocity,
    givens: [makeGiven('ᾱₜ', 'alpha_bar', alphaBar), makeGiven('xₜ', 'xt', xt), makeGiven('v̂', 'v_hat', v)],
    answers: [
      answer('x̂₀', 'x0_hat', convert(real, xt, at, v, 'v_prediction', 'sample'), {
        'v-added': signal * xt + noise * v,
        'signal-and-noise-swapped': noise * xt - signal * v,
        'both-unrooted': signal ** 2 * xt - noise ** 2 * v,
      }),
      answer('ε̂', 'eps_hat', convert(real, xt, at, v, 'v_prediction', 'epsilon'), {
        'v-subtracted': noise * xt - signal * v,
        'signal-and-noise-swapped': signal * xt + noise * v,
        'both-unrooted': noise ** 2 * xt + signal ** 2 * v,
      }),
    ],
    method: ['x̂₀ = √(ᾱₜ)·xₜ − √(1 − ᾱₜ)·v̂', 'ε̂ = √(1 − ᾱₜ)·xₜ + √(ᾱₜ)·v̂'],
  }
}

function flow(t: number, xt: number, u: number): Task {
  const at = levelAt(flowProcess(), t)
  return {
    id: 'flow',
    words: () => exercisesText.answers.flow,
    givens: [makeGiven('t', 't', t), makeGiven('xₜ', 'xt', xt), makeGiven('û', 'u_hat', u)],
    answers: [
      answer('x̂₀', 'x0_hat', convert(real, xt, at, u, 'flow_prediction', 'sample'), {
        'flow-reversed': xt + t * u,
        'time-from-other-end': xt - (1 - t) * u,
      }),
      answer('ε̂', 'eps_hat', convert(real, xt, at, u, 'flow_prediction', 'epsilon'), {
        'flow-reversed': xt - (1 - t) * u,
        'time-from-other-end': xt + t * u,
      }),
    ],
    method: ['x̂₀ = xₜ − t·û', 'ε̂ = xₜ + (1 − t)·û'],
  }
}

function error(alphaBar: number, delta: number): Task {
  const at = levelOf(alphaBar)
  const x0Of = (eps: number) => convert(real, 0, at, eps, 'epsilon', 'sample')
  const size = Math.abs(x0Of(delta) - x0Of(0))
  const ratio = at.noise / at.signal
  return {
    id: 'error',
    words: () => exercisesText.answers.error,
    givens: [makeGiven('ᾱₜ', 'alpha_bar', alphaBar), makeGiven('δ', 'delta', delta)],
    answers: [
      answer('Δ', 'Delta', size, {
        'ratio-inverted': delta / ratio,
        'ratio-squared': delta * ratio ** 2,
        'noise-only': delta * at.noise,
      }),
    ],
    method: ['Δ = √(1 − ᾱₜ)/√(ᾱₜ)·δ'],
  }
}

/** ε, x₀, v, score and the flow's velocity, each computed from another. */
export const answers: SheetSource = {
  id: 'answers',
  tasks: (draw) => [
    epsilon(draw.signed(0.3, 1.5), draw.signed(0.3, 1.5), draw.decimal(0.15, 0.85, 2)),
    velocity(draw.signed(0.3, 1.5), draw.signed(0.3, 1.5), draw.decimal(0.15, 0.85, 2)),
    flow(draw.pick([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8]), draw.signed(0.3, 1.5), draw.signed(0.5, 2)),
    error(draw.decimal(0.05, 0.9, 2), draw.pick([0.1, 0.2, 0.3, 0.4])),
  ],
}

import {
  cosineSchedule,
  discreteProcess,
  level,
  linearSchedule,
  logSnr,
  quadraticSchedule,
  timeOf,
} from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { alphaBarOf } from './real'
import { answer, makeGiven, type SheetSource, type Task } from './task'

const T = 1000
const time = (t: number) => [makeGiven('t', 't', t), makeGiven('T', 'T', T)]

function cosine(t: number): Task {
  const at = level(cosineSchedule(T), t)
  return {
    id: 'cosine',
    words: () => exercisesText.schedules.cosine,
    givens: [...time(t), makeGiven('s', 's', 0.008)],
    answers: [
      answer('ᾱₜ', 'alpha_bar', alphaBarOf(at), {
        'root-of-answer': at.signal,
        'noise-for-signal': at.noise ** 2,
        degrees: Math.cos((((t / T + 0.008) / 1.008) * Math.PI) / 2 / (180 / Math.PI)) ** 2,
      }),
    ],
    method: ['f(t) = cos^2((t/T + s)/(1 + s)·π/2)', 'ᾱₜ = f(t)/f(0)'],
  }
}

function linear(t: number): Task {
  const { beta, alphaBar } = linearSchedule(T)
  const [last = NaN, left = NaN] = [beta[t], alphaBar[t]]
  const sum = beta.subarray(0, t + 1).reduce((all, each) => all + each, 0)
  return {
    id: 'linear',
    words: () => exercisesText.schedules.linear,
    givens: [...time(t), makeGiven('β₁', 'beta_1', beta[1] ?? NaN), makeGiven('β_T', 'beta_T', beta[T] ?? NaN)],
    answers: [
      answer(
        'βₜ',
        'beta_t',
        last,
        { 'roots-interpolated': quadraticSchedule(T).beta[t] ?? NaN, 'counted-from-end': beta[T - t] ?? NaN },
        { decimals: 5 },
      ),
      answer('S', 'S', sum, { 'all-as-last': t * last, 'all-steps': beta.reduce((all, each) => all + each, 0) }),
      answer('ᾱₜ', 'alpha_bar', left, { 'betas-summed': 1 - sum, 'root-of-answer': Math.sqrt(left) }),
    ],
    method: ['βₜ = β₁ + (t − 1)/(T − 1)·(β_T − β₁)', 'S = t·(β₁ + βₜ)/2', 'ᾱₜ ≈ exp(−S)'],
  }
}

function compared(t: number): Task {
  const [ofCosine, ofLinear] = [level(cosineSchedule(T), t), level(linearSchedule(T), t)]
  const slips = (lambda: number, alphaBar: number) => ({
    'log-base-ten': lambda / Math.LN10,
    'log-halved': lambda / 2,
    'log-of-signal': Math.log(alphaBar),
  })
  const [cosineLambda, linearLambda] = [logSnr(ofCosine), logSnr(ofLinear)]
  return {
    id: 'compared',
    words: () => exercisesText.schedules.compared,
    givens: time(t),
    answers: [
      answer('λ_{cos}', 'lambda_cos', cosineLambda, slips(cosineLambda, alphaBarOf(ofCosine)), { decimals: 2 }),
      answer('λ_{lin}', 'lambda_lin', linearLambda, slips(linearLambda, alphaBarOf(ofLinear)), { decimals: 2 }),
    ],
    method: ['λ = log(ᾱₜ/(1 − ᾱₜ))'],
  }
}

function inverse(lambda: number): Task {
  const process = discreteProcess(cosineSchedule(T))
  return {
    id: 'inverse',
    words: () => exercisesText.schedules.inverse,
    givens: [makeGiven('λ', 'log_snr', lambda), makeGiven('T', 'T', T), makeGiven('s', 's', 0.008)],
    answers: [
      answer(
        't',
        't',
        timeOf(process, lambda),
        { 'sign-of-log': timeOf(process, -lambda), 'log-doubled': timeOf(process, 2 * lambda) },
        { decimals: 0, tolerance: 2 },
      ),
    ],
    method: ['ᾱₜ = 1/(1 + exp(−λ))', 't ≈ T·((1 + s)·2/π·arccos(√(ᾱₜ)) − s)'],
  }
}

/** Cosine and linear, their log-SNR, and the time at which one is reached. */
export const schedules: SheetSource = {
  id: 'schedules',
  tasks: (draw) => [
    cosine(10 * draw.decimal(15, 80, 0)),
    linear(20 * draw.decimal(10, 25, 0)),
    compared(20 * draw.decimal(10, 25, 0)),
    inverse(draw.signed(0.5, 4)),
  ],
}

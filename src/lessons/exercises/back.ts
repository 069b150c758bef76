import { type Level, posterior } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { alphaBarOf, neighbours, real, stepOf } from './real'
import { guessOf, guessSlips } from './guess'
import { answer, makeGiven, type Given, type SheetSource, type Task } from './task'

/** One step back, from t to t − 1, of three numbers. */
interface Step {
  readonly from: Level
  readonly to: Level
  readonly alphaBarBefore: number
  readonly beta: number
  readonly xt: readonly number[]
  readonly epsHat: readonly number[]
  readonly z: readonly number[]
}

const schedule = ({ alphaBarBefore, beta }: Step): Given[] => [
  makeGiven('ᾱₜ₋₁', 'alpha_bar_before', alphaBarBefore),
  makeGiven('βₜ', 'beta', beta),
]
const state = ({ xt, epsHat }: Step): Given[] => [makeGiven('xₜ', 'xt', xt), makeGiven('ε̂', 'eps_hat', epsHat)]

/** a·xₜ + b·ε̂, or another function of both, for each of the three numbers. */
const each = ({ xt, epsHat }: Step, of: (x: number, eps: number, i: number) => number): number[] =>
  xt.map((x, i) => of(x, epsHat[i] ?? NaN, i))

function guess(step: Step): Task {
  const { from, alphaBarBefore, beta } = step
  return {
    id: 'guess',
    words: () => exercisesText.back.guess,
    givens: [...schedule(step), ...state(step)],
    answers: [
      answer('ᾱₜ', 'alpha_bar', alphaBarOf(from), {
        'betas-summed': alphaBarBefore - beta,
        'betas-multiplied': alphaBarBefore * beta,
        'root-of-answer': from.signal,
      }),
      answer('x̂₀', 'x0_hat', guessOf(step.xt, step.epsHat, from), guessSlips(step.xt, step.epsHat, from)),
    ],
    method: ['ᾱₜ = ᾱₜ₋₁·(1 − βₜ)', 'x̂₀ = (xₜ − √(1 − ᾱₜ)·ε̂)/√(ᾱₜ)'],
  }
}

/** The mean, or with z the next state, as DDPM's step has it. */
function stepped(step: Step, z: readonly number[] = []): { readonly mean: number[]; readonly next: number[] } {
  const { from, to, xt, epsHat } = step
  const x0Hat = guessOf(xt, epsHat, from)
  const steps = xt.map((x, i) =>
    stepOf(
      { id: 'ddpm', variance: 'beta-tilde' },
      { from, to, xt: x, epsHat: epsHat[i] ?? NaN, x0Hat: x0Hat[i] ?? NaN, z: z[i] ?? 0 },
    ),
  )
  return { mean: steps.map(({ mean }) => mean), next: steps.map(({ next }) => next) }
}

function mean(step: Step): Task {
  const { from, to, beta } = step
  const { x0, xt } = posterior(from, to)
  const x0Hat = guessOf(step.xt, step.epsHat, from)
  return {
    id: 'mean',
    words: () => exercisesText.back.mean,
    givens: [...schedule(step), ...state(step)],
    answers: [
      answer('μ', 'mean', stepped(step).mean, {
        'beta-undivided': each(step, (x, eps) => real.combine([1, x], [-beta, eps]) / Math.sqrt(1 - beta)),
        'not-rescaled': each(step, (x, eps) => real.combine([1, x], [-beta / from.noise, eps])),
        'coefficients-swapped': each(step, (x, _, i) => real.combine([xt, x0Hat[i] ?? NaN], [x0, x])),
      }),
    ],
    method: [
      'μ = (√(ᾱₜ₋₁)·βₜ)/(1 − ᾱₜ)·x̂₀ + (√(1 − βₜ)·(1 − ᾱₜ₋₁))/(1 − ᾱₜ)·xₜ',
      'μ = 1/√(1 − βₜ)·(xₜ − βₜ/√(1 − ᾱₜ)·ε̂)',
    ],
  }
}

function variance(step: Step): Task {
  const { from, to, beta } = step
  const { betaTilde } = posterior(from, to)
  return {
    id: 'variance',
    words: () => exercisesText.back.variance,
    givens: schedule(step),
    answers: [
      answer(
        'β̃ₜ',
        'beta_tilde',
        betaTilde,
        {
          'beta-for-tilde': beta,
          'tilde-inverted': beta * (from.noise / to.noise) ** 2,
          'deviation-for-variance': Math.sqrt(betaTilde),
          'ratio-rooted': beta * (to.noise / from.noise),
        },
        { decimals: 4 },
      ),
    ],
    method: ['β̃ₜ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ)·βₜ'],
  }
}

function next(step: Step): Task {
  const { from, to, beta, z } = step
  const { betaTilde } = posterior(from, to)
  const { mean: means } = stepped(step)
  const withNoise = (deviation: number) => means.map((value, i) => real.combine([1, value], [deviation, z[i] ?? NaN]))
  return {
    id: 'next',
    words: () => exercisesText.back.next,
    givens: [...schedule(step), ...state(step), makeGiven('z', 'z', z)],
    answers: [
      answer('xₜ₋₁', 'x_before', stepped(step, z).next, {
        'variance-times-noise': withNoise(betaTilde),
        'beta-for-tilde': withNoise(Math.sqrt(beta)),
        'noise-forgotten': means,
      }),
    ],
    method: ['xₜ₋₁ = μ + √(β̃ₜ)·z'],
  }
}

/** One reverse step of DDPM by hand: x̂₀, the posterior's mean, β̃, the next state. */
export const back: SheetSource = {
  id: 'back',
  tasks: (draw) => {
    const [alphaBarBefore, beta] = [draw.decimal(0.3, 0.8, 2), draw.decimal(0.06, 0.25, 2)]
    const levels = neighbours(alphaBarBefore, beta)
    const [xt, epsHat, z] = [draw.three(0.3, 1.5), draw.three(0.3, 1.5), draw.three(0.4, 1.6)]
    const step: Step = { ...levels, alphaBarBefore, beta, xt, epsHat, z }
    return [guess(step), mean(step), variance(step), next(step)]
  },
}

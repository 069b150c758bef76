import { type Level, posterior } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { guessOf, guessSlips } from './guess'
import { neighbours, real, stepOf } from './real'
import { answer, makeGiven, type Given, type SheetSource, type Task } from './task'

/** One step of DDIM, from t down to s, of three numbers. */
interface Step {
  readonly from: Level
  readonly to: Level
  readonly alphaBarT: number
  readonly alphaBarS: number
  readonly eta: number
  readonly xt: readonly number[]
  readonly epsHat: readonly number[]
  readonly z: readonly number[]
}

const levels = ({ alphaBarT, alphaBarS }: Step): Given[] => [
  makeGiven('ᾱₜ', 'alpha_bar_t', alphaBarT),
  makeGiven('ᾱₛ', 'alpha_bar_s', alphaBarS),
]
const state = ({ xt, epsHat }: Step): Given[] => [makeGiven('xₜ', 'xt', xt), makeGiven('ε̂', 'eps_hat', epsHat)]

/** signal·x̂₀ + direction·ε̂ + fresh·z of each of the three numbers. */
function mixed(step: Step, signal: number, direction: number, fresh = 0): number[] {
  const { xt, epsHat, z, from } = step
  return guessOf(xt, epsHat, from).map((x0Hat, i) =>
    real.combine([signal, x0Hat], [direction, epsHat[i] ?? NaN], [fresh, z[i] ?? NaN]),
  )
}

const stepped = ({ from, to, xt, epsHat, z }: Step, eta: number): number[] =>
  guessOf(xt, epsHat, from).map(
    (x0Hat, i) =>
      stepOf({ id: 'ddim', eta }, { from, to, xt: xt[i] ?? NaN, x0Hat, epsHat: epsHat[i] ?? NaN, z: z[i] ?? NaN }).next,
  )

function certain(step: Step): Task {
  const { from, to, xt, epsHat } = step
  return {
    id: 'certain',
    words: () => exercisesText.eta.certain,
    givens: [...levels(step), ...state(step)],
    answers: [
      answer('x̂₀', 'x0_hat', guessOf(xt, epsHat, from), guessSlips(xt, epsHat, from)),
      answer('xₛ', 'xs', stepped(step, 0), {
        'noise-unrooted': mixed(step, to.signal, to.noise ** 2),
        'signal-unrooted': mixed(step, to.signal ** 2, to.noise),
        'noise-of-before': mixed(step, to.signal, from.noise),
      }),
    ],
    method: ['x̂₀ = (xₜ − √(1 − ᾱₜ)·ε̂)/√(ᾱₜ)', 'xₛ = √(ᾱₛ)·x̂₀ + √(1 − ᾱₛ)·ε̂'],
  }
}

function sigma(step: Step): Task {
  const { from, to, eta } = step
  const { beta, betaTilde } = posterior(from, to)
  const { added = NaN } = stepOf({ id: 'ddim', eta }, { from, to, xt: 0, x0Hat: 0, epsHat: 0, z: 1 })
  return {
    id: 'sigma',
    words: () => exercisesText.eta.sigma,
    givens: [...levels(step), makeGiven('η', 'eta', eta)],
    answers: [
      answer('β̃', 'beta_tilde', betaTilde, {
        'beta-for-tilde': beta,
        'tilde-inverted': beta * (from.noise / to.noise) ** 2,
        'deviation-for-variance': Math.sqrt(betaTilde),
      }),
      answer('σ(η)', 'sigma', added, {
        'variance-for-deviation': added ** 2,
        'eta-times-variance': eta * betaTilde,
        'eta-under-root': Math.sqrt(eta * betaTilde),
        'beta-for-tilde': eta * Math.sqrt(beta),
      }),
    ],
    method: ['β̃ = (1 − ᾱₛ)/(1 − ᾱₜ)·(1 − ᾱₜ/ᾱₛ)', 'σ(η) = η·√(β̃)'],
  }
}

function chance(step: Step): Task {
  const { from, to, eta, z } = step
  const { betaTilde } = posterior(from, to)
  const deviation = eta * Math.sqrt(betaTilde)
  const direction = Math.sqrt(to.noise ** 2 - deviation ** 2)
  return {
    id: 'chance',
    words: () => exercisesText.eta.chance,
    givens: [...levels(step), makeGiven('η', 'eta', eta), ...state(step), makeGiven('z', 'z', z)],
    answers: [
      answer('xₛ', 'xs', stepped(step, eta), {
        'direction-not-shortened': mixed(step, to.signal, to.noise, deviation),
        'variance-times-noise': mixed(step, to.signal, direction, deviation ** 2),
        'noise-forgotten': mixed(step, to.signal, direction),
      }),
    ],
    method: ['xₛ = √(ᾱₛ)·x̂₀ + √(1 − ᾱₛ − σ(η)²)·ε̂ + σ(η)·z'],
  }
}

function direction(step: Step): Task {
  const { from, to } = step
  const { betaTilde } = posterior(from, to)
  const { mean } = stepOf({ id: 'ddim', eta: 1 }, { from, to, xt: 0, x0Hat: 0, epsHat: 1 })
  return {
    id: 'direction',
    words: () => exercisesText.eta.direction,
    givens: levels(step),
    answers: [
      answer('c', 'c', mean, {
        'direction-not-shortened': to.noise,
        'variance-for-deviation': mean ** 2,
        'deviation-subtracted': to.noise - Math.sqrt(betaTilde),
      }),
    ],
    method: ['c = √(1 − ᾱₛ − β̃)'],
  }
}

/** One step of DDIM by hand: without chance, σ(η), with chance, and where it becomes DDPM. */
export const eta: SheetSource = {
  id: 'eta',
  tasks: (draw) => {
    const [alphaBarT, alphaBarS] = [draw.decimal(0.15, 0.45, 2), draw.decimal(0.55, 0.85, 2)]
    const step: Step = {
      ...neighbours(alphaBarS, 1 - alphaBarT / alphaBarS),
      alphaBarT,
      alphaBarS,
      eta: draw.decimal(0.3, 0.8),
      xt: draw.three(0.3, 1.5),
      epsHat: draw.three(0.3, 1.5),
      z: draw.three(0.4, 1.6),
    }
    return [certain(step), sigma(step), chance(step), direction(step)]
  },
}

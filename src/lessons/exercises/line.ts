import { constantSchedule, givenSchedule, level } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { real } from './real'
import { answer, makeGiven, type SheetSource, type Task } from './task'

type Betas = readonly [number, number, number]

const alphaBars = (betas: readonly number[]): number[] => Array.from(givenSchedule(betas).alphaBar)
const product = (of: readonly number[]) => of.reduce((all, each) => all * each, 1)
const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0)

function products(betas: Betas): Task {
  const [, , second = NaN, third = NaN] = alphaBars(betas)
  const two = betas.slice(0, 2)
  return {
    id: 'products',
    words: () => exercisesText.line.products,
    givens: [makeGiven('β₁, β₂, β₃', 'beta', betas)],
    answers: [
      answer('ᾱ₂, ᾱ₃', 'alpha_bar', [second, third], {
        'betas-summed': [1 - sum(two), 1 - sum(betas)],
        'betas-multiplied': [product(two), product(betas)],
        'root-of-answer': [Math.sqrt(second), Math.sqrt(third)],
      }),
    ],
    method: ['ᾱₜ = (1 − β₁)·(1 − β₂)·…·(1 − βₜ)'],
  }
}

function jump(betas: Betas, x0: number, eps: number): Task {
  const at = level(givenSchedule(betas), 3)
  const mixed = (a: number, b: number) => real.combine([a, x0], [b, eps])
  return {
    id: 'jump',
    words: () => exercisesText.line.jump,
    givens: [makeGiven('β₁, β₂, β₃', 'beta', betas), makeGiven('x₀', 'x0', x0), makeGiven('ε', 'eps', eps)],
    answers: [
      answer('x₃', 'x3', mixed(at.signal, at.noise), {
        'noise-unrooted': mixed(at.signal, at.noise ** 2),
        'both-unrooted': mixed(at.signal ** 2, at.noise ** 2),
        'last-beta-only': mixed(Math.sqrt(1 - betas[2]), Math.sqrt(betas[2])),
      }),
    ],
    method: ['x₃ = √(ᾱ₃)·x₀ + √(1 − ᾱ₃)·ε'],
  }
}

function share(betas: Betas): Task {
  const [, first = NaN, , third = NaN] = alphaBars(betas)
  const keptShare = third / first // of a variance, in the second and third step
  return {
    id: 'share',
    words: () => exercisesText.line.share,
    givens: [makeGiven('β₁, β₂, β₃', 'beta', betas)],
    answers: [
      answer('V₁', 'v1', betas[0] * keptShare, {
        'not-shrunk': betas[0],
        'shrunk-unsquared': betas[0] * Math.sqrt(keptShare),
        'share-of-total': (betas[0] * keptShare) / (1 - third),
      }),
    ],
    method: ['V₁ = (1 − β₃)·(1 − β₂)·β₁', '1 − ᾱ₃ = (1 − β₃)·(1 − β₂)·β₁ + (1 − β₃)·β₂ + β₃'],
  }
}

/** The first t at which ᾱ of a constant β is below a bound. */
const firstBelow = (beta: number, bound: number): number =>
  constantSchedule(1000, beta).alphaBar.findIndex((alphaBar) => alphaBar < bound)

function count(beta: number, bound: number): Task {
  return {
    id: 'count',
    words: () => exercisesText.line.count,
    givens: [makeGiven('β', 'beta', beta), makeGiven('a', 'a', bound)],
    answers: [
      answer(
        't',
        't',
        firstBelow(beta, bound),
        {
          'betas-summed': Math.ceil((1 - bound) / beta),
          'signal-for-square': firstBelow(beta, bound ** 2),
          'off-by-one': firstBelow(beta, bound) - 1,
        },
        { decimals: 0, tolerance: 0.25 },
      ),
    ],
    method: ['(1 − β)^t < a', 't > log(a)/log(1 − β)'],
  }
}

/** A thousand steps in one line: ᾱ of three β by hand, the jump, and where its variance comes from. */
export const line: SheetSource = {
  id: 'line',
  tasks: (draw) => {
    const betas: Betas = [draw.decimal(0.05, 0.3, 2), draw.decimal(0.1, 0.35, 2), draw.decimal(0.15, 0.4, 2)]
    return [
      products(betas),
      jump(betas, draw.signed(0.3, 1), draw.signed(0.3, 2)),
      share(betas),
      count(draw.pick([0.02, 0.03, 0.04, 0.05, 0.06, 0.08]), draw.pick([0.5, 0.3, 0.2, 0.1, 0.05])),
    ]
  },
}

import { classifierFree, convert, type Denoised, type Level, mixtureOracle } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { levelOf, real } from './real'
import { answer, makeGiven, type Given, type SheetSource, type Task } from './task'

/** Data of a class, N(m, s²), among all data, N(0, 1), at the level of ᾱ. */
interface Two {
  readonly m: number
  readonly s: number
  readonly alphaBar: number
}

/** What the best network says of x if the data are N(m, s²). */
function denoised(m: number, s: number, x: number, at: Level): Denoised<number> {
  const oracle = mixtureOracle([{ weight: 1, mean: [m], covariance: s ** 2 }])
  const [x0Hat = NaN] = oracle.posteriorMean(Float64Array.of(x), at)
  return { x0Hat, epsHat: convert(real, x, at, x0Hat, 'sample', 'epsilon') }
}

/** The guided answer at x, from any two. */
const guided = (aimed: Denoised<number>, other: Denoised<number>, scale: number, x = 0, at = levelOf(0.5)) =>
  classifierFree(
    real,
    () => aimed,
    () => other,
    { scale },
  )(x, at)

const level = ({ m, s, alphaBar }: Two): Given[] => [
  makeGiven('ᾱₜ', 'alpha_bar', alphaBar),
  makeGiven('m', 'm', m),
  makeGiven('s', 's', s),
]

function both({ m, s, alphaBar }: Two, x: number) {
  const at = levelOf(alphaBar)
  return { at, aimed: denoised(m, s, x, at), other: denoised(0, 1, x, at) }
}

function answersOfBoth(two: Two, x: number): Task {
  const { at, aimed, other } = both(two, x)
  const { signal, noise } = at
  const total = (signal * two.s) ** 2 + noise ** 2
  return {
    id: 'both',
    words: () => exercisesText.guidance.both,
    givens: [...level(two), makeGiven('xₜ', 'xt', x)],
    answers: [
      answer('ε̂_u', 'eps_u', other.epsHat, { 'noise-unrooted': noise ** 2 * x, 'score-for-eps': -x }),
      answer('ε̂_c', 'eps_c', aimed.epsHat, {
        'means-unscaled': (noise * (x - two.m)) / total,
        'score-for-eps': -aimed.epsHat / noise,
        'width-forgotten': (x - signal * two.m) / noise,
      }),
    ],
    method: ['ε̂ = −√(1 − ᾱₜ)·s(xₜ)', 'ε̂_u = √(1 − ᾱₜ)·xₜ', 'ε̂_c = √(1 − ᾱₜ)·(xₜ − √(ᾱₜ)·m)/(ᾱₜ·s² + 1 − ᾱₜ)'],
  }
}

function mixed(two: Two, x: number, w: number): Task {
  const { at, aimed, other } = both(two, x)
  const by = (scale: number) => guided(aimed, other, scale, x, at)
  const summed = { x0Hat: aimed.x0Hat + w * other.x0Hat, epsHat: aimed.epsHat + w * other.epsHat }
  return {
    id: 'mixed',
    words: () => exercisesText.guidance.mixed,
    givens: [...level(two), makeGiven('xₜ', 'xt', x), makeGiven('w', 'w', w)],
    answers: [
      answer('ε̂', 'eps_hat', by(w).epsHat, {
        'scale-counts-from-zero': by(w + 1).epsHat,
        'answers-swapped': by(1 - w).epsHat,
        'answers-summed': summed.epsHat,
      }),
      answer('x̂₀', 'x0_hat', by(w).x0Hat, {
        'scale-counts-from-zero': by(w + 1).x0Hat,
        'conditional-only': aimed.x0Hat,
        'not-divided': by(w).x0Hat * at.signal,
      }),
    ],
    method: ['ε̂ = ε̂_u + w·(ε̂_c − ε̂_u)', 'x̂₀ = (xₜ − √(1 − ᾱₜ)·ε̂)/√(ᾱₜ)'],
  }
}

/** The Gaussian whose score the guided answer is, which is linear in x: its mean is where the score is 0. */
function guidedGaussian(two: Two, w: number) {
  const scoreAt = (x: number) => {
    const { at, aimed, other } = both(two, x)
    return convert(real, x, at, guided(aimed, other, w, x, at).epsHat, 'epsilon', 'score')
  }
  const slope = scoreAt(1) - scoreAt(0)
  return { mean: -scoreAt(0) / slope, variance: -1 / slope }
}

function target(two: Two, w: number): Task {
  const { mean, variance } = guidedGaussian(two, w)
  const aimed = guidedGaussian(two, 1)
  const later = guidedGaussian(two, w + 1)
  return {
    id: 'target',
    words: () => exercisesText.guidance.target,
    givens: [...level(two), makeGiven('w', 'w', w)],
    answers: [
      answer('μ_w', 'mean', mean, {
        'conditional-only': aimed.mean,
        'scale-counts-from-zero': later.mean,
        'mean-times-scale': w * aimed.mean,
      }),
      answer('V_w', 'variance', variance, {
        'conditional-only': aimed.variance,
        'scale-counts-from-zero': later.variance,
        'deviation-for-variance': Math.sqrt(variance),
        'precision-for-variance': 1 / variance,
      }),
    ],
    method: ['V = ᾱₜ·s² + 1 − ᾱₜ', '1/V_w = w/V + 1 − w', 'μ_w = V_w·w·(√(ᾱₜ)·m)/V'],
  }
}

function limit(aimed: number, other: number): Task {
  const scaled = (w: number) => guided({ x0Hat: aimed, epsHat: 0 }, { x0Hat: other, epsHat: 0 }, w).x0Hat
  const scale = (1 - scaled(0)) / (scaled(1) - scaled(0)) // x̂₀ is linear in w
  return {
    id: 'limit',
    words: () => exercisesText.guidance.limit,
    givens: [makeGiven('x̂_c', 'x0_c', aimed), makeGiven('x̂_u', 'x0_u', other)],
    answers: [
      answer('w', 'w', scale, {
        'scale-counts-from-zero': scale - 1,
        'base-forgotten': 1 / (aimed - other),
        'from-conditional': 1 / aimed,
      }),
    ],
    method: ['x̂_u + w·(x̂_c − x̂_u) = 1', 'w = (1 − x̂_u)/(x̂_c − x̂_u)'],
  }
}

/** Classifier-free guidance in one dimension: both answers, the guided one, where it leads, and when it is too much. */
export const guidance: SheetSource = {
  id: 'guidance',
  tasks: (draw) => {
    const two: Two = { m: draw.signed(0.5, 1), s: draw.decimal(0.3, 0.7), alphaBar: draw.decimal(0.2, 0.7, 2) }
    const x = draw.signed(0.2, 1.5)
    const other = draw.decimal(-0.4, 0.4)
    return [
      answersOfBoth(two, x),
      mixed(two, x, draw.pick([2, 3, 4, 5])),
      target(two, draw.pick([2, 3, 4, 5])),
      limit(draw.decimal(other + 0.1, 0.9, 2), other),
    ]
  },
}

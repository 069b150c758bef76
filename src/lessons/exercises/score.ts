import { dataLevel, type Component, type Level, makeSampler, mixtureOracle } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { levelOf, real } from './real'
import { answer, makeGiven, type Given, type SheetSource, type Task } from './task'

/** Two Gaussians on the line: shares of both, their means and deviations. */
interface Two {
  readonly share: number
  readonly means: readonly [number, number]
  readonly deviations: readonly [number, number]
}

const components = ({ share, means, deviations }: Two): Component[] =>
  means.map((mean, i) => ({
    weight: i === 0 ? share : 1 - share,
    mean: [mean],
    covariance: (deviations[i] ?? NaN) ** 2,
  }))

/** The score of a mixture at x, and which share of the density there each component has. */
function at(x: number, of: readonly Component[], level: Level = dataLevel) {
  const oracle = mixtureOracle(of)
  const point = Float64Array.of(x)
  const [score = NaN] = oracle.score(point, level)
  const [first = NaN, second = NaN] = oracle.posteriorWeights(point, level)
  return { score, shares: [first, second] as const }
}

const mixture = ({ share, means, deviations }: Two): Given[] => [
  makeGiven('w₁', 'w1', share),
  makeGiven('m₁, m₂', 'm', means),
  makeGiven('s₁, s₂', 's', deviations),
]

function single(x: number, { means: [mean], deviations: [deviation] }: Two): Task {
  const { score } = at(x, [{ weight: 1, mean: [mean], covariance: deviation ** 2 }])
  return {
    id: 'single',
    words: () => exercisesText.score.single,
    givens: [makeGiven('m₁', 'm1', mean), makeGiven('s₁', 's1', deviation), makeGiven('x', 'x', x)],
    answers: [
      answer('s(x)', 'score', score, {
        sign: -score,
        'deviation-unsquared': score * deviation,
        'not-divided': mean - x,
      }),
    ],
    method: ['s(x) = −(x − m₁)/s₁²'],
  }
}

function shares(x: number, two: Two): Task {
  const [first, second] = at(x, components(two)).shares
  const alike = components(two).map((each) => ({ ...each, weight: 1 }))
  // without 1/s before the exponential, as if each were weighted by its own s too
  const unscaled = components(two).map((each, i) => ({ ...each, weight: each.weight * (two.deviations[i] ?? NaN) }))
  return {
    id: 'shares',
    words: () => exercisesText.score.shares,
    givens: [...mixture(two), makeGiven('x', 'x', x)],
    answers: [
      answer('r₁', 'r1', first, {
        'other-component': second,
        'weights-forgotten': at(x, alike).shares[0],
        'norm-forgotten': at(x, unscaled).shares[0],
      }),
    ],
    method: ['r₁ = (w₁·N(x; m₁, s₁²))/(w₁·N(x; m₁, s₁²) + w₂·N(x; m₂, s₂²))', 'w₂ = 1 − w₁'],
  }
}

function mixed(x: number, two: Two): Task {
  const { score } = at(x, components(two))
  const each = components(two).map((component) => at(x, [component]).score)
  const blend = (share: number) => real.combine([share, each[0] ?? NaN], [1 - share, each[1] ?? NaN])
  return {
    id: 'mixed',
    words: () => exercisesText.score.mixed,
    givens: [...mixture(two), makeGiven('x', 'x', x)],
    answers: [
      answer('s(x)', 'score', score, {
        sign: -score,
        'weights-for-shares': blend(two.share),
        'equal-shares': blend(0.5),
      }),
    ],
    method: ['s(x) = −r₁·(x − m₁)/s₁² − (1 − r₁)·(x − m₂)/s₂²'],
  }
}

function langevin(x: number, two: Two, delta: number, z: number): Task {
  const { score } = at(x, components(two))
  const unit: Level = { t: 1, signal: 1, noise: 1 } // there ε̂ is −s, and the sampler's δ is its parameter
  const { next } = makeSampler({ id: 'langevin', step: delta })({
    algebra: real,
    xt: x,
    from: unit,
    to: unit,
    denoise: () => ({ x0Hat: x + score, epsHat: -score }),
    normal: () => z,
  })
  const stepped = (ofScore: number, ofNoise: number) => real.combine([1, x], [ofScore, score], [ofNoise, z])
  return {
    id: 'langevin',
    words: () => exercisesText.score.langevin,
    givens: [...mixture(two), makeGiven('x', 'x', x), makeGiven('δ', 'delta', delta), makeGiven('z', 'z', z)],
    answers: [
      answer('x′', 'x_next', next, {
        'whole-step': stepped(delta, Math.sqrt(delta)),
        'variance-times-noise': stepped(delta / 2, delta),
        downhill: stepped(-delta / 2, Math.sqrt(delta)),
        'noise-forgotten': stepped(delta / 2, 0),
      }),
    ],
    method: ['x′ = x + δ/2·s(x) + √(δ)·z'],
  }
}

function noisy(x: number, two: Two, alphaBar: number): Task {
  const level = levelOf(alphaBar)
  const { score } = at(x, components(two), level)
  const points = components(two).map((each) => ({ ...each, covariance: 0 }))
  return {
    id: 'noisy',
    words: () => exercisesText.score.noisy,
    givens: [...mixture(two), makeGiven('ᾱₜ', 'alpha_bar', alphaBar), makeGiven('xₜ', 'xt', x)],
    answers: [
      answer('s(xₜ)', 'score', score, {
        sign: -score,
        'means-unscaled': at(x, components(two), { ...level, signal: 1 }).score,
        'width-forgotten': at(x, points, level).score,
        'noise-ignored': at(x, components(two)).score,
      }),
    ],
    method: ['mᵢ → √(ᾱₜ)·mᵢ', 'sᵢ² → ᾱₜ·sᵢ² + 1 − ᾱₜ', 's(xₜ) = −r₁·(xₜ − m₁)/s₁² − (1 − r₁)·(xₜ − m₂)/s₂²'],
  }
}

/** The score of a mixture of two Gaussians on the line, a Langevin step, and the same mixture in noise. */
export const score: SheetSource = {
  id: 'score',
  tasks: (draw) => {
    const two: Two = {
      share: draw.pick([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]),
      means: [-draw.decimal(0.5, 1.5), draw.decimal(0.5, 1.5)],
      deviations: [draw.decimal(0.6, 1.4), draw.decimal(0.6, 1.4)],
    }
    const x = draw.signed(0.1, 1.2)
    return [
      single(x, two),
      shares(x, two),
      mixed(x, two),
      langevin(x, two, draw.pick([0.1, 0.2, 0.3, 0.4]), draw.signed(0.4, 1.6)),
      noisy(draw.signed(0.2, 1.2), two, draw.decimal(0.3, 0.8, 2)),
    ]
  },
}

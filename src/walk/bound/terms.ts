import {
  arrayAlgebra,
  boundTerm,
  denoised,
  drawFrom,
  level,
  logStrata,
  noised,
  normalArray,
  simpleLoss,
  type Level,
  type Schedule,
  type Stratum,
  uniformArray,
  type Variance,
} from '../../diffusion'
import type { Question } from '../../engine/protocol/ask'
import type { Model } from '../model/models'

/** Whose bound is measured: a picture under a network. Plain data, so that equal subjects have equal measurements. */
export interface Subject {
  readonly model: Pick<Model, 'schedule' | 'prediction' | 'learned'>
  /** [C·H·W] in [−1, 1]. */
  readonly x0: Float32Array
  /** The class that the network is told; null for none. */
  readonly label: number | null
  readonly seed: number
}

/** Strata over t: as many points as a small chart has room for. */
export const STRATA = 24

export const strataOf = ({ T }: Schedule): readonly Stratum[] => logStrata(T, Math.min(T, STRATA))

/** One state of the process that the network is asked about. */
export interface Drawn {
  readonly t: number
  readonly at: Level
  readonly eps: Float32Array
  readonly xt: Float32Array
}

/** One evaluation's share of the bound: L_{t−1} in bits per dimension by each reverse variance, and ‖ε − ε̂‖²/d. */
export type TermRow = Readonly<Partial<Record<Variance, number>>> &
  Readonly<Record<'t' | 'simple' | 'beta' | 'beta-tilde', number>>

/** A level with all below it: what the bound's steps lead down. */
const ladders = new WeakMap<Schedule, readonly Level[]>()
export function ladderOf(schedule: Schedule): readonly Level[] {
  const ladder = ladders.get(schedule) ?? Array.from({ length: schedule.T + 1 }, (_, t) => level(schedule, t))
  ladders.set(schedule, ladder)
  return ladder
}

/** x_t at a given t, behind the n-th noise of the subject. */
export function stateAt({ model: { schedule }, x0, seed }: Subject, n: number, t: number): Drawn {
  const at = level(schedule, t)
  const eps = normalArray({ seed, purpose: 'noise', step: n, sample: 0 }, x0.length)
  return { t, at, eps, xt: noised(x0, eps, at) }
}

/**
 * The n-th state that is asked about. Its t is drawn of the strata in turn, so that any number of the first n is a stratified sample;
 * t and ε depend on seed and n alone, so that measuring can be left off and taken up again anywhere.
 */
export function drawnState(subject: Subject, n: number): Drawn {
  const strata = strataOf(subject.model.schedule)
  const [u = 0] = uniformArray({ seed: subject.seed, purpose: 'times', step: n, sample: 0 }, 1)
  const stratum = strata[n % strata.length]
  if (!stratum) throw new RangeError('A bound needs at least one stratum.')
  return stateAt(subject, n, drawFrom(stratum, u))
}

/** What the network is asked about some states. */
export function questionOf({ x0, label }: Pick<Subject, 'x0' | 'label'>, states: readonly Drawn[]): Question {
  const all = new Float32Array(states.length * x0.length)
  states.forEach(({ xt }, i) => {
    all.set(xt, i * x0.length)
  })
  return { states: all, timesteps: states.map(({ t }) => t - 1), labels: states.map(() => label) }
}

/**
 * The terms that one answer gives. x̂₀ is limited to [−1, 1], as Ho et al. 2020 and Nichol & Dhariwal 2021 evaluate the bound; ε̂ of the
 * squared error is the network's own.
 *
 * @param output [C·H·W], raw; @param v of the variance head, if there is one.
 */
export function termRow(
  { model: { schedule, prediction }, x0 }: Subject,
  { t, at, eps, xt }: Drawn,
  output: Float32Array,
  v?: Float32Array,
): TermRow {
  const read = (clip: boolean) => denoised(arrayAlgebra, xt, at, output, { prediction, clip, v })
  const answer = read(true)
  const term = (variance: Variance) =>
    boundTerm({ ladder: ladderOf(schedule), variance, decoder: 'pixels' }, t, x0, answer)
  return {
    t,
    simple: simpleLoss(eps, read(false).epsHat),
    beta: term('beta'),
    'beta-tilde': term('beta-tilde'),
    ...(v && { learned: term('learned') }),
  }
}

import {
  boundTerm,
  drawFrom,
  level,
  logStrata,
  normalArray,
  type Level,
  type Schedule,
  type Stratum,
  uniformArray,
  type Variance,
} from '../../diffusion'
import { type Example, exampleOf, readAnswer, type RawAnswer } from '../ask/answers'
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
const STRATA = 24

export const strataOf = ({ T }: Schedule): readonly Stratum[] => logStrata(T, Math.min(T, STRATA))

/** One evaluation's share of the bound: L_{t−1} in bits per dimension by each reverse variance. */
export type TermRow = Readonly<Partial<Record<Variance, number>>> &
  Readonly<Record<'t' | 'beta' | 'beta-tilde', number>>

/** A level with all below it: what the bound's steps lead down. */
const ladders = new WeakMap<Schedule, readonly Level[]>()
export function ladderOf(schedule: Schedule): readonly Level[] {
  const ladder = ladders.get(schedule) ?? Array.from({ length: schedule.T + 1 }, (_, t) => level(schedule, t))
  ladders.set(schedule, ladder)
  return ladder
}

/** The noisy picture at a given t, behind the n-th noise of the subject. */
export const stateAt = ({ model: { schedule }, x0, label, seed }: Subject, n: number, t: number): Example =>
  exampleOf({
    x0,
    eps: normalArray({ seed, purpose: 'noise', step: n, sample: 0 }, x0.length),
    at: level(schedule, t),
    label,
  })

/**
 * The n-th noisy picture that is asked about. Its t is drawn of the strata in turn, so that any number of the first n is a stratified
 * sample; t and ε depend on seed and n alone, so that measuring can be left off and taken up again anywhere.
 */
export function drawnState(subject: Subject, n: number): Example {
  const strata = strataOf(subject.model.schedule)
  const [u = 0] = uniformArray({ seed: subject.seed, purpose: 'times', step: n, sample: 0 }, 1)
  const stratum = strata[n % strata.length]
  if (!stratum) throw new RangeError('A bound needs at least one stratum.')
  return stateAt(subject, n, drawFrom(stratum, u))
}

/**
 * The terms that one answer gives. x̂₀ is limited to [−1, 1], as Ho et al. 2020 and Nichol & Dhariwal 2021 evaluate the bound.
 */
export function termRow({ model: { schedule, prediction } }: Subject, example: Example, answer: RawAnswer): TermRow {
  const { at, x0 } = example
  const guess = readAnswer(example, answer, prediction, true)
  const term = (variance: Variance) =>
    boundTerm({ ladder: ladderOf(schedule), variance, decoder: 'pixels' }, at.t, x0, guess)
  return {
    t: at.t,
    beta: term('beta'),
    'beta-tilde': term('beta-tilde'),
    ...(answer.variance && { learned: term('learned') }),
  }
}

import type { Level } from '../../diffusion'
import type { Answerer, Question } from '../../engine/protocol/plane'
import { SAMPLERS, samplerSpec } from '../../runs/sampler-settings'
import { runOf } from '../settings'
import type { Learning, PlaneState } from '../store'
import { usualRun } from './measured-run'

/** What figures are of, part by part: when one is another, they are old. What is no object of the store's own is put down in JSON. */
export type Subject = readonly unknown[]

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i])

type Measured = Pick<PlaneState, 'points' | 'settings' | 'learning'>

/**
 * Which weights are asked: whose they are, and how far they have learned; '' of the exact answer. While they learn in
 * hundreds of steps, so that answers come in between.
 */
export function weightsAsked(answerer: Answerer, { shape, status, step, studentStep }: Learning): string {
  if (answerer === 'exact') return ''
  const learned = answerer === 'network' ? step : studentStep
  return JSON.stringify([shape, status === 'learning' ? 100 * Math.floor(learned / 100) : learned])
}

/** Of a race: its samplers run as they usually do, whatever the room's own run is. */
export function raceSubject({ points, settings, learning }: Measured): Subject {
  const { answerer, schedule, guidance, seed } = settings
  const racers = SAMPLERS.filter((id) => id !== 'rk45' && id !== 'langevin').map((id) =>
    samplerSpec(usualRun(settings, id, 1)),
  )
  return [points, weightsAsked(answerer, learning), JSON.stringify([answerer, schedule, guidance, seed, racers])]
}

/** Of guidance at all its scales: the room's own run, told a class. */
export function guidanceSubject({ points, settings, learning }: Measured, label: 0 | 1): Subject {
  const {
    answerer,
    guidance: { kind },
    seed,
  } = settings
  return [points, weightsAsked(answerer, learning), JSON.stringify([runOf(settings), kind, label, seed])]
}

/** Of likelihoods at a level, however they are counted: by `counted` steps, or from its seed. */
export function likelihoodSubject(
  { points, learning }: Measured,
  question: Question,
  at: Level | undefined,
  counted: number,
): Subject {
  return [points, weightsAsked(question.answerer, learning), JSON.stringify([question, at, counted])]
}

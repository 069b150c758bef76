import type { Level } from '../../diffusion'
import type { Answerer, Question } from '../../engine/protocol/plane'
import { SAMPLERS, samplerSpec } from '../../runs/sampler-settings'
import { runOf } from '../settings'
import type { Learning, PlaneState } from '../store'
import { usualRun } from './measured-run'

/** What a measurement is about, part by part: its figures are out of date when a part changes. Parts are compared by identity, so new objects are written as JSON. */
export type Subject = readonly unknown[]

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i])

type Measured = Pick<PlaneState, 'points' | 'settings' | 'learning'>

/**
 * A name for the weights that answer: the shape of the network and its step; '' for the exact answer. While the network learns,
 * the step is rounded to hundreds, so that an answer can arrive before the name changes.
 */
export function weightsAsked(answerer: Answerer, { shape, status, step, studentStep }: Learning): string {
  if (answerer === 'exact') return ''
  const steps = answerer === 'network' ? step : studentStep
  return JSON.stringify([shape, status === 'learning' ? 100 * Math.floor(steps / 100) : steps])
}

/** The subject of a race: its samplers have their usual settings, whatever the room's run is. */
export function raceSubject({ points, settings, learning }: Measured): Subject {
  const { answerer, schedule, guidance, seed } = settings
  const racers = SAMPLERS.filter((id) => id !== 'rk45' && id !== 'langevin').map((id) =>
    samplerSpec(usualRun(settings, id, 1)),
  )
  return [points, weightsAsked(answerer, learning), JSON.stringify([answerer, schedule, guidance, seed, racers])]
}

/** The subject of a comparison of guidance scales: the room's run, guided towards a class. */
export function guidanceSubject({ points, settings, learning }: Measured, label: 0 | 1): Subject {
  const {
    answerer,
    guidance: { kind },
    seed,
  } = settings
  return [points, weightsAsked(answerer, learning), JSON.stringify([runOf(settings), kind, label, seed])]
}

/** The subject of likelihoods at a level. @param counted the number of steps, or the seed of the probes */
export function likelihoodSubject(
  { points, learning }: Measured,
  question: Question,
  at: Level | undefined,
  counted: number,
): Subject {
  return [points, weightsAsked(question.answerer, learning), JSON.stringify([question, at, counted])]
}

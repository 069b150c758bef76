import type { Hideable } from '../shell/hideable'
import type { Question } from './question/question'

/** The lessons that stand, in the order of the course. */
export const LESSONS = [
  'noise',
  'back',
  'digit',
  'steps',
  'eta',
  'line',
  'schedules',
  'answers',
  'bound',
  'variance',
  'ddim',
  'score',
  'sde',
  'edm',
  'flow',
  'bayes',
  'guidance',
  'train',
  'onestep',
] as const
export type LessonId = (typeof LESSONS)[number]

/** The parts of the course. */
export const PARTS = ['walk', 'why', 'views', 'steering', 'making'] as const
export type PartId = (typeof PARTS)[number]

/**
 * A lesson is data: a few steps, the same in every language. Its words are `lessonsText.lessons[id]`, its place in the course
 * stands in `course.ts`.
 */
export interface Lesson {
  readonly steps: readonly Step[]
  /** What it is true to. */
  readonly sources: readonly Source[]
}

/** A step: prose (`words.steps[id]`), a preset of a room, and at most one question. */
export interface Step {
  readonly id: string
  /** What the room shows when the step begins: a link's fragment, as Copy link writes it ("#go=reverse&steps=10"). */
  readonly preset: string
  /** Parts of the page that the step does not need. */
  readonly hide?: readonly Hideable[]
  /** Whether the room's own controls stand below the prose. */
  readonly controls?: true
  /** Formulas below the prose, as the glossary writes them ("xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε"). */
  readonly formulas?: readonly string[]
  readonly question?: Question
}

/** A paper or a text, with the place in it. Citations stay as they are in every language. */
export interface Source {
  readonly text: string
  readonly href: string
}

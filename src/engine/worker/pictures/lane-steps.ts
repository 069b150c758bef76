import { samplerAt, type Step } from '../../../diffusion'
import {
  readPacked,
  type Condition,
  picturesOf,
  sideBySide,
  type Tensor,
  type Tensor4D,
  tidy,
  type UNet,
} from '../../../network'
import type { LaneStep } from '../../protocol/lanes'
import type { Frame } from '../../protocol/pictures'
import { inputOf } from '../stepping'
import type { Loaded } from './load'
import { answersOf, closeRun, laidOut, openRun, type Run } from './run'

// A sampler asks for one evaluation after another and knows nothing of other lanes. So its step is taken again and again: what the
// network has answered already is given at once, and the first question that has no answer yet ends the try. The questions of all lanes
// are then answered by one call. Samplers are pure, so the last try is the step as it is taken alone.

/** What a lane's step asks the network. */
export interface NetworkQuestion {
  /** [n, H, W, C]; whoever answers disposes it. */
  readonly x: Tensor4D
  /** [n] */
  readonly timesteps: readonly number[]
  readonly classes: readonly Condition[]
}

/** Ends a try. */
class NotAnswered extends Error {
  constructor(readonly question: NetworkQuestion) {
    super('The network has not answered this yet.')
  }
}

type PartName = Exclude<keyof Step<Tensor>, 'mean'>

/** A step of one lane that is under way. */
export interface StepUnderWay {
  readonly run: Run
  /** The lane's evaluations before this step. */
  readonly nfe: number
  /** What the network has answered so far: its heads, [n, H, W, C] each. */
  readonly answers: (readonly Tensor4D[])[]
  /** Pictures that it has shown the network. */
  pictureCount: number
  /** What the step made, once it is done. */
  parts?: Readonly<Partial<Record<PartName, Tensor>>>
}

/** @throws what opening a run throws */
export const beginStep = (loaded: Loaded, { spec, at }: LaneStep): StepUnderWay => ({
  run: openRun(loaded, spec, at),
  nfe: at.nfe,
  answers: [],
  pictureCount: 0,
})

export function endStep({ run, answers, parts }: StepUnderWay): void {
  closeRun(run)
  for (const head of answers.flat()) head.dispose()
  for (const part of Object.values<Tensor>({ ...parts })) part.dispose()
}

/** Answers by what is known, in the order of the questions. */
const answering =
  (answers: readonly (readonly Tensor4D[])[]): UNet['heads'] =>
  (x, timesteps, classes) => {
    const [next, ...rest] = answers
    answers = rest
    if (next) return next.map((head) => head.clone())
    const each = typeof timesteps === 'number' ? Array.from({ length: x.shape[0] }, () => timesteps) : timesteps
    throw new NotAnswered({ x, timesteps: each, classes })
  }

/**
 * Takes the step as far as the answers go.
 *
 * @returns the next question; undefined when the step is done, and `step.parts` are there
 * @throws what the sampler throws
 */
export function tryStep(loaded: Loaded, step: StepUnderWay): NetworkQuestion | undefined {
  const { run } = step
  run.nfe = step.nfe
  const unet = { ...loaded.unet, heads: answering(step.answers) }
  let question: NetworkQuestion | undefined
  const tensors = tidy((): Partial<Record<PartName | 'x', Tensor>> => {
    const input = inputOf(run, answersOf(run, { ...loaded, unet }))
    try {
      const { next, x0Hat, epsHat, added, corrected } = samplerAt(run.course.sampler, input)(input) as Step<Tensor>
      return { next, x0Hat, epsHat, ...(added && { added }), ...(corrected && { corrected }) }
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error
      const x = error.question.x.clone() // it may be the lane's own state, which stays
      question = { ...error.question, x }
      return { x }
    }
  })
  if (!question) step.parts = tensors
  return question
}

/** One call of the network for several questions. @returns the heads of each; the caller disposes */
export function answerTogether({ unet }: Loaded, questions: readonly NetworkQuestion[]): (readonly Tensor4D[])[] {
  return tidy(() => {
    const heads = unet.heads(
      sideBySide(questions.map(({ x }) => x)),
      questions.flatMap(({ timesteps }) => timesteps),
      questions.flatMap(({ classes }) => classes),
    )
    const counts = questions.map(({ x }) => x.shape[0])
    const parts = heads.map((head) => picturesOf(head, counts))
    return questions.map((_, i) => parts.flatMap((part) => part[i] ?? []))
  })
}

/** The frames of steps that are done, by one read-back. */
export async function framesOf(steps: readonly StepUnderWay[]): Promise<Omit<Frame, 'ms'>[]> {
  const named = steps.map(({ parts }) => Object.entries<Tensor>({ ...parts }))
  const values = await readPacked(
    named.flat().map(([, tensor]) => tensor),
    laidOut,
  )
  let at = 0
  return steps.map(({ run }, i) => {
    const { next: xt, ...rest } = Object.fromEntries((named[i] ?? []).map(([name]) => [name, values[at++]])) as Record<
      PartName,
      Float32Array
    >
    return { index: run.place.index + 1, xt, ...rest, nfe: run.nfe }
  })
}

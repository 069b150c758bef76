import {
  type Answers as AnswersOf,
  type AnySamplerSpec,
  type Course as CourseOf,
  type Level,
  makeSampler,
  type MeasuredStepInput,
  type Place,
  placeAfter,
  type Process,
  rk45,
  samplerAt,
  samplerInfo,
  type Step,
  stepInput,
} from '../../diffusion'
import { readPacked, scoped, type Tensor, tensorAlgebra } from '../../network'
import type { Frame, Standing } from '../protocol/pictures'

type Input = MeasuredStepInput<Tensor>
type TensorStep = (input: Input) => Step<Tensor> | Promise<Step<Tensor>>

/** RK45 waits for its error estimate within a step; the other samplers only issue work. */
const stepOf = (spec: AnySamplerSpec): TensorStep => (spec.id === 'rk45' ? rk45(spec) : makeSampler(spec))

/** What stays the same during a run. */
export interface Course extends CourseOf<Tensor> {
  readonly sampler: TensorStep
}

/** A run that stands at one of its frames; its xt and its sampler's history are tensors. */
export interface Stepping {
  readonly course: Course
  place: Place<Tensor>
  /** Network evaluations so far. */
  nfe: number
}

/** What a step is given: the denoiser, fresh noise, and what else to read. */
export interface Answers extends AnswersOf<Tensor> {
  /** What else is to be read of where the step led. */
  readonly read?: ((next: Tensor, at: Level) => Tensor) | undefined
}

export function courseOf(
  levels: readonly Level[],
  process: Process,
  spec: AnySamplerSpec,
  meanSquaredError: Course['meanSquaredError'],
): Course {
  return {
    algebra: tensorAlgebra,
    levels,
    process,
    sampler: stepOf(spec),
    memory: samplerInfo(spec).memory,
    meanSquaredError,
  }
}

/** A run that stands where another stood; `upload` puts values on the GPU. */
export function standAt(
  course: Course,
  { index, xt, history, nfe }: Standing,
  upload: (values: Float32Array) => Tensor,
): Stepping {
  const remembered = history
    .slice(0, course.memory)
    .map((past) => ({ at: past.at, xt: upload(past.xt), x0Hat: upload(past.x0Hat), epsHat: upload(past.epsHat) }))
  return { course, nfe, place: { index, xt: upload(xt), history: remembered } }
}

const tensorsOf = ({ xt, history }: Place<Tensor>): Set<Tensor> =>
  new Set([xt, ...history.flatMap((past) => [past.xt, past.x0Hat, past.epsHat])])

export function dispose({ place }: Stepping): void {
  for (const tensor of tensorsOf(place)) tensor.dispose()
}

/** All that the sampler is given for the step at hand; the same sampler code as over arrays. */
export const inputOf = ({ course, place }: Stepping, answers: Answers): Input => ({
  ...stepInput(course, place, answers),
  algebra: tensorAlgebra,
})

/** The parts of a step that are looked at, or gone on from. */
type Parts = Omit<Step<Tensor>, 'mean'> & { readonly reading?: Tensor }

function partsOf({ course }: Stepping, input: Input, read?: Answers['read']): Promise<Parts> {
  return scoped(async () => {
    const { next, x0Hat, epsHat, added, corrected } = await samplerAt(course.sampler, input)(input)
    return {
      next,
      x0Hat,
      epsHat,
      ...(added && { added }),
      ...(corrected && { corrected }),
      ...(read && { reading: read(next, input.to) }),
    }
  })
}

/** Disposes what none of these places needs. */
function release(tensors: Iterable<Tensor>, ...places: readonly Place<Tensor>[]): void {
  const needed = new Set(places.flatMap((place) => [...tensorsOf(place)]))
  for (const tensor of new Set(tensors)) if (!needed.has(tensor)) tensor.dispose()
}

/** Leaves a place for another, on or back: disposes what that one does not need. */
export function leave(place: Place<Tensor>, to: Place<Tensor>): void {
  release(tensorsOf(place), to)
}

/** The values of a step's parts. */
export type StepValues = Omit<Frame, 'index' | 'ms' | 'nfe'>

/** The parts' values by one read-back, under their names. */
async function readParts(parts: Parts, laidOut?: (part: Tensor) => Tensor): Promise<StepValues> {
  const named = Object.entries<Tensor>({ ...parts })
  const values = await readPacked(
    named.map(([, tensor]) => tensor),
    laidOut,
  )
  const { next: xt, ...rest } = Object.fromEntries(named.map(([name], i) => [name, values[i]])) as Record<
    keyof Parts,
    Float32Array
  >
  return { xt, ...rest }
}

/** A step that the back end is computing. */
interface StartedStep {
  /** Where it leads. Its tensors can be computed with at once, and beside those of the place before they are the caller's. */
  readonly place: Place<Tensor>
  readonly values: Promise<StepValues>
}

/**
 * Starts one step, and the read-back of all its parts at once. The run stays where it is.
 *
 * @param laidOut a part as frames have it, where that is not how it lies on the GPU.
 */
export async function startStep(
  run: Stepping,
  answers: Answers,
  laidOut?: (part: Tensor) => Tensor,
): Promise<StartedStep> {
  const input = inputOf(run, answers)
  const parts = await partsOf(run, input, answers.read)
  const place = placeAfter(run.course, run.place, input, parts)
  const values = readParts(parts, laidOut)
  release(Object.values<Tensor>({ ...parts }), place, run.place)
  return { place, values }
}

/** Takes one step and reads all its parts back at once, as `startStep` does. */
export async function takeStep(run: Stepping, answers: Answers, laidOut?: (part: Tensor) => Tensor): Promise<Frame> {
  const started = performance.now()
  const { place, values } = await startStep(run, answers, laidOut)
  const read = await values.catch((error: unknown) => {
    leave(place, run.place)
    throw error
  })
  leave(run.place, place)
  run.place = place
  return { index: place.index, ...read, ms: performance.now() - started, nfe: run.nfe }
}

/** Another state in the place of the one that a run stands at; its past stays. */
export function restate(run: Stepping, xt: Tensor): void {
  const before = run.place
  run.place = { ...run.place, xt }
  leave(before, run.place)
}

/** Takes one step, and reads nothing back. */
export async function takeSilentStep(run: Stepping, answers: Answers): Promise<void> {
  const input = inputOf(run, answers)
  const parts = await partsOf(run, input)
  const before = run.place
  run.place = placeAfter(run.course, before, input, parts)
  release([...tensorsOf(before), ...Object.values<Tensor>({ ...parts })], run.place)
}

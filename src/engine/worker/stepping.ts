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

/** Moves the run to where the step led, and disposes the tensors that it no longer needs. */
function advance(run: Stepping, input: Input, parts: Parts): void {
  const seen = new Set([...tensorsOf(run.place), ...Object.values<Tensor>({ ...parts })])
  run.place = placeAfter(run.course, run.place, input, parts)
  const needed = tensorsOf(run.place)
  for (const tensor of seen) if (!needed.has(tensor)) tensor.dispose()
}

/** The parts' values by one read-back, under their names. If that fails, the parts are disposed. */
async function readParts(
  parts: Parts,
  laidOut: (part: Tensor) => Tensor,
): Promise<Omit<Frame, 'index' | 'ms' | 'nfe'>> {
  const named = Object.entries<Tensor>({ ...parts })
  try {
    let values: Float32Array[] = []
    await scoped(async () => {
      values = await readPacked(named.map(([, tensor]) => laidOut(tensor)))
      return []
    })
    const { next: xt, ...rest } = Object.fromEntries(named.map(([name], i) => [name, values[i]])) as Record<
      keyof Parts,
      Float32Array
    >
    return { xt, ...rest }
  } catch (error) {
    for (const [, tensor] of named) tensor.dispose()
    throw error
  }
}

/**
 * Takes one step and reads all its parts back at once.
 *
 * @param laidOut a part as frames have it, where that is not how it lies on the GPU.
 */
export async function takeStep(
  run: Stepping,
  answers: Answers,
  laidOut: (part: Tensor) => Tensor = (part) => part,
): Promise<Frame> {
  const started = performance.now()
  const input = inputOf(run, answers)
  const parts = await partsOf(run, input, answers.read)
  const values = await readParts(parts, laidOut)
  advance(run, input, parts)
  return { index: run.place.index, ...values, ms: performance.now() - started, nfe: run.nfe }
}

/** Another state in the place of the one that a run stands at; its past stays. */
export function restate(run: Stepping, xt: Tensor): void {
  const before = run.place.xt
  run.place = { ...run.place, xt }
  if (!tensorsOf(run.place).has(before)) before.dispose()
}

/** Takes one step, and reads nothing back. */
export async function takeSilentStep(run: Stepping, answers: Answers): Promise<void> {
  const input = inputOf(run, answers)
  advance(run, input, await partsOf(run, input))
}

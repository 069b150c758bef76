import { rises, type Level } from './level'
import { ddimInversion } from './samplers/ddim-inversion'
import type { SamplerInfo } from './samplers/descriptor'
import { pastOf, type Past, type SamplerStep, type Step, type StepInput } from './step'

/** What does not change while a run goes on. */
export interface Course<X> extends Pick<StepInput<X>, 'algebra' | 'process' | 'meanSquaredError'> {
  /** To visit in order: down to data. Where they rise, DDIM inversion walks up. */
  readonly levels: readonly Level[]
  /** Steps that the sampler looks back upon (`samplerInfo`). */
  readonly memory: number
}

/** Where a run stands: after `index` steps, at their last state, with what its sampler remembers of them. */
export interface Place<X> {
  readonly index: number
  readonly xt: X
  /** Newest first. */
  readonly history: readonly Past<X>[]
}

/** What a run asks for on its way. */
export interface Answers<X> {
  readonly denoise: StepInput<X>['denoise']
  /** Fresh noise, shaped as xt, keyed by the step and by the draw within it. */
  readonly normal: (step: number, draw: number) => X
}

/** What the next step is given. @throws RangeError if the run is at its end. */
export function stepInput<X>(
  course: Course<X>,
  { index, xt, history }: Place<X>,
  { denoise, normal }: Answers<X>,
): StepInput<X> {
  const [from, to] = course.levels.slice(index, index + 2)
  if (!from || !to)
    throw new RangeError(`The run has ${course.levels.length - 1} steps; step ${index + 1} was asked for.`)
  let draws = 0
  const { algebra, process, meanSquaredError } = course
  return { algebra, process, meanSquaredError, xt, from, to, history, denoise, normal: () => normal(index, draws++) }
}

/** Where a step led, and what is remembered there: of a step upwards nothing. */
export function placeAfter<X>(
  { memory }: Course<X>,
  { index, history }: Place<X>,
  input: StepInput<X>,
  step: Omit<Step<X>, 'mean'>,
): Place<X> {
  const remembered = rises(input.from, input.to) ? [] : [pastOf(input, step), ...history].slice(0, memory)
  return { index: index + 1, xt: step.next, history: remembered }
}

/**
 * How many states before frame `index` the step from there goes back to: as many as the sampler remembers, but of one that
 * corrects, whose memory depends on all before it, as many as there are since the run last rose.
 *
 * @returns 0 where the step itself rises.
 */
export function statesBefore(
  { memory, corrects }: Pick<SamplerInfo, 'memory' | 'corrects'>,
  levels: readonly Level[],
  index: number,
): number {
  const rose = (i: number) => {
    const [before, at] = [levels[i - 1], levels[i]]
    return before !== undefined && at !== undefined && rises(before, at)
  }
  if (memory === 0 || rose(index + 1)) return 0
  let since = 0
  while (since < index && !rose(index - since)) since += 1
  return corrects ? since : Math.min(memory, since)
}

/** The sampler of a step: the run's own down, DDIM inversion up. */
export const samplerAt = <S>(sampler: S, { from, to }: { readonly from: Level; readonly to: Level }): S | SamplerStep =>
  rises(from, to) ? ddimInversion() : sampler

/**
 * The whole of sampling: from a place of a run, usually its start, step by step to its last level. The worker takes the same
 * steps one at a time, over tensors.
 *
 * @returns the steps, each as it is made.
 */
export function* sample<X>(
  sampler: SamplerStep,
  course: Course<X>,
  start: Place<X>,
  answers: Answers<X>,
): Generator<Step<X> & Pick<StepInput<X>, 'from' | 'to'>> {
  let place = start
  while (place.index < course.levels.length - 1) {
    const input = stepInput(course, place, answers)
    const step = samplerAt(sampler, input)(input)
    yield { ...step, from: input.from, to: input.to }
    place = placeAfter(course, place, input, step)
  }
}

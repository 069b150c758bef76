import {
  type AnySamplerSpec, ddimInversion, type Denoiser, type Level, makeSampler, type MeasuredStepInput, type Past, pastOf, type Process, rises, rk45, samplerInfo, type Step,
} from '../diffusion'
import { readPacked, scoped, type Tensor, tensorAlgebra } from '../network'
import type { Frame, Standing } from './protocol'

type Input = MeasuredStepInput<Tensor>
export type TensorStep = (input: Input) => Step<Tensor> | Promise<Step<Tensor>>

/** The adaptive sampler waits for numbers in between; the others only issue work. */
const stepOf = (spec: AnySamplerSpec): TensorStep => (spec.id === 'rk45' ? rk45(spec) : makeSampler(spec))

/** What does not change while a run goes on. */
export interface Course {
  readonly levels: readonly Level[]
  readonly process: Process
  readonly sampler: TensorStep
  /** Steps that the sampler looks back upon. */
  readonly memory: number
  /** Of x̂₀, where it is known: DDPM's analytic variance needs it. */
  readonly meanSquaredError: ((at: Level) => number) | undefined
}

/** A run that stands at one of its frames; its xt, and what its sampler remembers, live on the GPU. */
export interface Stepping extends Course {
  index: number
  xt: Tensor
  /** Network evaluations so far. */
  nfe: number
  history: readonly Past<Tensor>[]
}

/** What a step asks for. */
export interface Answers {
  readonly denoise: Denoiser<Tensor>
  /** Fresh noise of this step, shaped as xt: another one for every draw. */
  readonly normal: (step: number, draw: number) => Tensor
  /** What else is to be read of where the step led. */
  readonly read?: ((next: Tensor, at: Level) => Tensor) | undefined
}

export function courseOf(levels: readonly Level[], process: Process, spec: AnySamplerSpec, meanSquaredError: Course['meanSquaredError']): Course {
  return { levels, process, sampler: stepOf(spec), memory: samplerInfo(spec).memory, meanSquaredError }
}

/** A run that stands where another stood; `place` puts values on the GPU. */
export function standAt(course: Course, { index, xt, history, nfe }: Standing, place: (values: Float32Array) => Tensor): Stepping {
  return {
    ...course, index, nfe, xt: place(xt),
    history: history.slice(0, course.memory).map((past) => ({ at: past.at, xt: place(past.xt), x0Hat: place(past.x0Hat), epsHat: place(past.epsHat) })),
  }
}

const tensorsOf = ({ xt, history }: Pick<Stepping, 'xt' | 'history'>): Set<Tensor> =>
  new Set([xt, ...history.flatMap((past) => [past.xt, past.x0Hat, past.epsHat])])

export function dispose(run: Stepping): void {
  for (const tensor of tensorsOf(run)) tensor.dispose()
}

/** All that the sampler is given for the step at hand; the same sampler code as over arrays. */
function inputOf(run: Stepping, { denoise, normal }: Answers): Input {
  const { levels, index, xt, history, process, meanSquaredError } = run
  const [from, to] = levels.slice(index, index + 2)
  if (!from || !to) throw new RangeError(`The run has ${levels.length - 1} steps; step ${index + 1} was asked for.`)
  let draws = 0
  return { algebra: tensorAlgebra, xt, from, to, history, process, meanSquaredError, denoise, normal: () => normal(index, draws++) }
}

/** The parts of a step that are looked at, or gone on from. */
type Parts = Omit<Step<Tensor>, 'mean'> & { readonly reading?: Tensor }

function partsOf(run: Stepping, input: Input, read?: Answers['read']): Promise<Parts> {
  const sampler: TensorStep = rises(input.from, input.to) ? ddimInversion() : run.sampler
  return scoped(async () => {
    const { next, x0Hat, epsHat, added, corrected } = await sampler(input)
    return { next, x0Hat, epsHat, ...(added && { added }), ...(corrected && { corrected }), ...(read && { reading: read(next, input.to) }) }
  })
}

/** What the run stands on after a step; what it no longer needs is disposed. */
function advance(run: Stepping, input: Input, parts: Parts): void {
  const seen = new Set([...tensorsOf(run), ...Object.values<Tensor>({ ...parts })])
  const history = rises(input.from, input.to) ? [] : [pastOf(input, { ...parts, mean: parts.next }), ...run.history].slice(0, run.memory)
  Object.assign(run, { xt: parts.next, history, index: run.index + 1 })
  const needed = tensorsOf(run)
  for (const tensor of seen) if (!needed.has(tensor)) tensor.dispose()
}

/** The parts' values by one read-back, under their names. If that fails, the parts are disposed. */
async function readParts(parts: Parts, laidOut: (part: Tensor) => Tensor): Promise<Omit<Frame, 'index' | 'ms' | 'nfe'>> {
  const named = Object.entries<Tensor>({ ...parts })
  try {
    let values: Float32Array[] = []
    await scoped(async () => {
      values = await readPacked(named.map(([, tensor]) => laidOut(tensor)))
      return []
    })
    const { next: xt, ...rest } = Object.fromEntries(named.map(([name], i) => [name, values[i]])) as Record<keyof Parts, Float32Array>
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
export async function takeStep(run: Stepping, answers: Answers, laidOut: (part: Tensor) => Tensor = (part) => part): Promise<Frame> {
  const started = performance.now()
  const input = inputOf(run, answers)
  const parts = await partsOf(run, input, answers.read)
  const values = await readParts(parts, laidOut)
  advance(run, input, parts)
  return { index: run.index, ...values, ms: performance.now() - started, nfe: run.nfe }
}

/** Takes one step of which nothing is read back. */
export async function takeSilentStep(run: Stepping, answers: Answers): Promise<void> {
  const input = inputOf(run, answers)
  advance(run, input, await partsOf(run, input))
}

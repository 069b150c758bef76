import {
  type AnySamplerSpec, ddimInversion, type Level, makeProcess, makeSampler, type MeasuredStepInput, normalArray, type Past, pastOf, type Process, rises, rk45, samplerInfo, type Step,
} from '../diffusion'
import { readPacked, scoped, type Tensor, type Tensor4D, tensorAlgebra, toNCHW, upload } from '../network'
import { runDenoiser } from './denoiser'
import { meanSquaredErrorOf } from './denoising-error'
import type { Loaded } from './load'
import type { Frame, RunSpec, Standing } from './protocol'

type Input = MeasuredStepInput<Tensor>
type TensorStep = (input: Input) => Step<Tensor> | Promise<Step<Tensor>>

/** The adaptive sampler waits for numbers in between; the others only issue work. */
const stepOf = (spec: AnySamplerSpec): TensorStep => (spec.id === 'rk45' ? rk45(spec) : makeSampler(spec))

/** A run that stands at one of its frames; its xt, and what its sampler remembers, live on the GPU. */
export interface Run {
  readonly spec: RunSpec
  readonly process: Process
  readonly sampler: TensorStep
  /** Of the network's x̂₀, if it was measured: DDPM's analytic variance needs it. */
  readonly meanSquaredError: ((at: Level) => number) | undefined
  /** Steps that the sampler looks back upon. */
  readonly memory: number
  index: number
  xt: Tensor4D
  /** Network evaluations so far. */
  nfe: number
  history: readonly Past<Tensor>[]
}

/** [B, C, H, W] of a run's states, as frames have them. */
const shapeOf = ({ samples }: RunSpec, { unet: { config } }: Loaded) => [samples, config.in_channels, config.sample_size, config.sample_size] as const

/** Opens a run at one of its frames. */
export function openRun(loaded: Loaded, spec: RunSpec, { index, xt, history, nfe }: Standing): Run {
  const place = (values: Float32Array) => upload(values, shapeOf(spec, loaded))
  const { memory } = samplerInfo(spec.sampler)
  const { denoisingError } = loaded.checkpoint.card
  return {
    spec,
    process: makeProcess(spec.process, loaded.schedule),
    sampler: stepOf(spec.sampler),
    meanSquaredError: denoisingError ? meanSquaredErrorOf(denoisingError, loaded.schedule) : undefined,
    memory,
    index,
    nfe,
    xt: place(xt),
    history: history.slice(0, memory).map((past) => ({ at: past.at, xt: place(past.xt), x0Hat: place(past.x0Hat), epsHat: place(past.epsHat) })),
  }
}

const tensorsOf = ({ xt, history }: Pick<Run, 'xt' | 'history'>): Set<Tensor> =>
  new Set([xt, ...history.flatMap((past) => [past.xt, past.x0Hat, past.epsHat])])

export function closeRun(run: Run): void {
  for (const tensor of tensorsOf(run)) tensor.dispose()
}

/** Fresh noise of a step, keyed by (seed, step, sample, draw): the same for the same link, whatever was computed before. */
function freshNoise(run: Run, loaded: Loaded, draw: number): Tensor4D {
  const shape = shapeOf(run.spec, loaded)
  const values = shape[1] * shape[2] * shape[3]
  const noise = new Float32Array(run.spec.samples * values)
  for (let sample = 0; sample < run.spec.samples; sample++) {
    noise.set(normalArray({ seed: run.spec.seed, purpose: 'step', step: run.index, sample, draw }, values), sample * values)
  }
  return upload(noise, shape)
}

/** All that the sampler is given for the step at hand; the same sampler code as over arrays. */
function inputOf(run: Run, loaded: Loaded, countNfe: () => void): Input {
  const { spec, index, xt, history, process } = run
  const [from, to] = spec.levels.slice(index, index + 2)
  if (!from || !to) throw new RangeError(`The run has ${spec.levels.length - 1} steps; step ${index + 1} was asked for.`)
  let draws = 0
  return {
    algebra: tensorAlgebra, xt, from, to, history, process, meanSquaredError: run.meanSquaredError,
    denoise: runDenoiser(loaded, spec, countNfe),
    normal: () => freshNoise(run, loaded, draws++),
  }
}

/** The parts of a step that are looked at, or gone on from. */
type Parts = Omit<Step<Tensor>, 'mean'>

/** What the run stands on after a step; what it no longer needs is disposed. */
function advance(run: Run, input: Input, parts: Parts): void {
  const seen = new Set([...tensorsOf(run), ...Object.values<Tensor>({ ...parts })])
  const history = rises(input.from, input.to) ? [] : [pastOf(input, { ...parts, mean: parts.next }), ...run.history].slice(0, run.memory)
  Object.assign(run, { xt: parts.next, history, index: run.index + 1 })
  const needed = tensorsOf(run)
  for (const tensor of seen) if (!needed.has(tensor)) tensor.dispose()
}

/** The parts' values by one read-back, under their names. If that fails, the parts are disposed. */
async function readParts(parts: Parts): Promise<Omit<Frame, 'index' | 'ms' | 'nfe'>> {
  const named = Object.entries<Tensor>({ ...parts })
  try {
    let values: Float32Array[] = []
    await scoped(async () => {
      values = await readPacked(named.map(([, tensor]) => toNCHW(tensor as Tensor4D)))
      return []
    })
    const { next: xt, ...rest } = Object.fromEntries(named.map(([name], i) => [name, values[i]])) as Record<keyof Parts, Float32Array>
    return { xt, ...rest }
  } catch (error) {
    for (const [, tensor] of named) tensor.dispose()
    throw error
  }
}

/** Takes one step and reads all its parts back at once. */
export async function stepRun(run: Run, loaded: Loaded): Promise<Frame> {
  const started = performance.now()
  const input = inputOf(run, loaded, () => { run.nfe += 1 })
  const sampler: TensorStep = rises(input.from, input.to) ? ddimInversion() : run.sampler
  const parts = await scoped(async () => {
    const { next, x0Hat, epsHat, added, corrected } = await sampler(input)
    return { next, x0Hat, epsHat, ...(added && { added }), ...(corrected && { corrected }) }
  })
  const values = await readParts(parts)
  advance(run, input, parts)
  return { index: run.index, ...values, ms: performance.now() - started, nfe: run.nfe }
}

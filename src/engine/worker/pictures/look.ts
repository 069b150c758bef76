import {
  ddimInversion,
  makeSampler,
  rises,
  samplerInfo,
  type SamplerStep,
  statesBefore,
  stepSums,
  tracedStep,
} from '../../../diffusion'
import {
  contributionsOf,
  partsOf,
  pictureOf,
  readPacked,
  scoped,
  type Tensor,
  type Tensor4D,
  upload,
  watchInside,
} from '../../../network'
import {
  type InsideRequest,
  type LookedInside,
  type LookedStep,
  type LookFaultCode,
  type LookRequest,
  MOST_INSIDE,
} from '../../protocol/look'
import type { RunSpec } from '../../protocol/pictures'
import { EngineFault } from '../engine-fault'
import { inputOf, restate, takeSilentStep } from '../stepping'
import { type InsideWish, recordLook, type RecordedLook } from './look-recorder'
import { reportOf, type TakenStep } from './look-report'
import type { Loaded } from './load'
import { answersOf, closeRun, openRun, type Run, shapeOf } from './run'

/** A recorded step that is being looked at. It goes on by steps, so that a run that plays can step in between. */
export interface Look {
  readonly request: LookRequest
  readonly run: Run
  /** Recorded states yet to be stepped to, oldest first, before the step that is looked at. */
  rest: readonly Float32Array[]
  ms: number
}

const refuse = (code: LookFaultCode, details: Record<string, number> = {}) => new EngineFault({ code, details })

/** @throws EngineFault if the run has no such step, or its pictures are not the network's. */
function check(loaded: Loaded, { spec, at, before, sample }: LookRequest): void {
  const isStep = Number.isInteger(at.index) && at.index >= 0 && at.index < spec.levels.length - 1
  if (!isStep || !Number.isInteger(sample) || sample < 0 || sample >= spec.samples)
    throw refuse('look-step', { step: at.index + 1, steps: spec.levels.length - 1 })
  const size = shapeOf(spec, loaded).reduce((product, n) => product * n, 1)
  const states = [at.xt, ...before, ...at.history.flatMap(({ xt, x0Hat, epsHat }) => [xt, x0Hat, epsHat])]
  for (const { length } of states) if (length !== size) throw refuse('look-network', { found: length, expected: size })
}

/** How many recorded states have to be stepped through first, so that the sampler remembers again what it did. */
function statesAgain({ spec, at, before }: LookRequest): number {
  const info = samplerInfo(spec.sampler)
  const remembered = statesBefore({ ...info, corrects: false }, spec.levels, at.index)
  return at.history.length >= remembered ? 0 : Math.min(statesBefore(info, spec.levels, at.index), before.length)
}

/** @throws EngineFault `look-step`, `look-network` */
export function beginLook(loaded: Loaded, request: LookRequest): Look {
  check(loaded, request)
  const { spec, at, before } = request
  const again = statesAgain(request)
  const earliest = before[again - 1]
  const from = earliest ? { index: at.index - again, xt: earliest, history: [], nfe: 0 } : { ...at, nfe: 0 }
  const rest = earliest ? [...before.slice(0, again - 1).toReversed(), at.xt] : []
  return { request, rest, run: openRun(loaded, spec, from), ms: 0 }
}

/** Gives back what a look holds on the GPU. */
export function endLook({ run }: Look): void {
  closeRun(run)
}

/**
 * One step of a look: through a recorded state that came before, or, at last, the step that is looked at.
 *
 * @returns what that step knew, or undefined while there are states before it
 * @throws what the step throws
 */
export async function lookOn(look: Look, loaded: Loaded): Promise<LookedStep | undefined> {
  const started = performance.now()
  const { run, request } = look
  const [state, ...rest] = look.rest
  if (state) {
    await takeSilentStep(run, answersOf(run, loaded))
    restate(run, upload(state, shapeOf(run.spec, loaded))) // the recorded state; a shorter history may have led to another
    look.rest = rest
    look.ms += performance.now() - started
    return undefined
  }
  const again = run.nfe
  const step = await stepLookedAt(run, loaded, request)
  return {
    ...step,
    index: request.at.index + 1,
    sample: request.sample,
    nfe: run.nfe,
    again,
    ms: look.ms + performance.now() - started,
  }
}

/** The sampler of a step that is one sum of what it is made of; none of an adaptive one. */
function tracedSampler({ sampler }: RunSpec, { from, to }: Pick<TakenStep, 'from' | 'to'>): SamplerStep | undefined {
  if (rises(from, to)) return ddimInversion()
  return sampler.id === 'rk45' ? undefined : makeSampler(sampler)
}

/** Which look at the network is the step's own, before it is taken. */
function ownLook({ spec, course, place }: Run): number {
  const [from, to] = course.levels.slice(place.index, place.index + 2)
  const sampler = from && to && tracedSampler(spec, { from, to })
  const { process, meanSquaredError } = course
  if (!sampler || !process) return 0
  const before = place.history.map(({ at }) => at)
  return stepSums({ sampler, from, to, process, before, meanSquaredError }).keptLook
}

const wishOf = (
  { config }: Loaded['unet'],
  sample: number,
  { of, maps, firstChannel, channels, attentions }: InsideRequest,
): InsideWish => ({
  of,
  pass: (first) =>
    watchInside(config, {
      sample: first + sample,
      maps: (name) => maps === 'all' || maps.includes(name),
      firstChannel,
      channels,
      attentions: (name) => (attentions === 'middle' ? name.startsWith('mid_block') : attentions.includes(name)),
      room: MOST_INSIDE / Float32Array.BYTES_PER_ELEMENT,
    }),
})

/** What the network showed, of the values of its tensors and of its projections. */
function insideOf(
  { config }: Loaded['unet'],
  { answer, pass }: NonNullable<RecordedLook['inside']>,
  values: readonly Float32Array[],
  projections: Float32Array,
): LookedInside {
  return {
    of: answer.of,
    parts: partsOf(config),
    ...pass.read(values),
    contributions: contributionsOf(config, projections),
    leftOut: pass.leftOut() * Float32Array.BYTES_PER_ELEMENT,
  }
}

/** What a step knew, before it is said which step it was and what it cost. */
type Knowledge = Omit<LookedStep, 'index' | 'sample' | 'nfe' | 'again' | 'ms'>

/** Takes the step that the run stands before, and reads back everything that it knew at once. The run stays where it is. */
async function stepLookedAt(run: Run, loaded: Loaded, { sample, inside: request }: LookRequest): Promise<Knowledge> {
  const { unet } = loaded
  const record = recordLook(ownLook(run), request && wishOf(unet, sample, request))
  const knowledge: Knowledge[] = []
  try {
    await scoped(async () => {
      const stepTaken = await takeStep(run, loaded, sample, record)
      const { inside } = stepTaken.look
      const reportTensors = new Set<Tensor>()
      reportOf(stepTaken, (tensor) => {
        reportTensors.add(tensor)
        return new Float32Array()
      })
      const maps = inside?.pass.tensors() ?? []
      const projections = inside && unet.projections(inside.answer.timestep, inside.answer.classes[sample] ?? NaN)
      const pictures = [...reportTensors].map((tensor) => pictureOf(tensor as Tensor4D, sample))
      const values = await readPacked([...pictures, ...maps, ...(projections ? [projections] : [])])
      const byTensor = new Map([...reportTensors].map((tensor, i) => [tensor, values[i] ?? new Float32Array()]))
      const report = reportOf(stepTaken, (tensor) => byTensor.get(tensor) ?? new Float32Array())
      knowledge.push({
        ...report,
        ...(inside && {
          inside: insideOf(unet, inside, values.slice(reportTensors.size), values.at(-1) ?? new Float32Array()),
        }),
      })
      return []
    })
  } finally {
    record.dispose()
  }
  const [step] = knowledge
  if (!step) throw new Error('A step was taken, and nothing is known of it.')
  return step
}

/** Takes the step itself. All samplers but adaptive ones run traced, so that the terms of their sum are known. */
async function takeStep(
  run: Run,
  loaded: Loaded,
  sample: number,
  record: ReturnType<typeof recordLook>,
): Promise<TakenStep> {
  const answers = answersOf(run, loaded, record.listener)
  const input = inputOf(run, { ...answers, denoise: record.around(answers.denoise) })
  const draws: Tensor[] = []
  const normal = () => {
    const noise = input.normal()
    draws.push(noise)
    return noise
  }
  const { from, to, xt } = input
  const sampler = tracedSampler(run.spec, input)
  const traced = sampler && tracedStep(sampler, { ...input, normal })
  const step = traced?.step ?? (await run.course.sampler({ ...input, normal }))
  return { spec: run.spec, sample, from, to, xt, step, traced, look: record.recorded(), drawn: draws }
}

import { type Level, makeProcess, makeSchedule, normalArray, samplerInfo } from '../../../diffusion'
import { readPacked, type Tensor, type Tensor4D, tidy, toNCHW, upload } from '../../../network'
import { type AnswerListener, runDenoiser } from './denoiser'
import { meanSquaredErrorOf } from './denoising-error'
import { type Judge, readingOf, readingWithFeatures } from './judge'
import type { Loaded } from './load'
import type { Frame, Reading, RunSpec, Standing, Unread } from '../../protocol/pictures'
import {
  type Answers,
  courseOf,
  dispose,
  leave,
  standAt,
  startStep,
  type Stepping,
  type StepValues,
  takeStep,
} from '../stepping'
import { type Started, stepAhead } from './ahead'

/** A run of pictures that stands at one of its frames. */
export interface Run extends Stepping {
  readonly spec: RunSpec
}

/** [B, C, H, W] of a run's states, as frames have them. */
export const shapeOf = ({ samples }: Pick<RunSpec, 'samples'>, { unet: { config } }: Loaded) =>
  [samples, config.in_channels, config.sample_size, config.sample_size] as const

/** Opens a run at one of its frames. */
export function openRun(loaded: Loaded, spec: RunSpec, at: Standing): Run {
  const { denoisingError } = loaded.checkpoint.card
  const error = denoisingError ? meanSquaredErrorOf(denoisingError, loaded.schedule) : undefined
  const schedule = spec.schedule ? makeSchedule(spec.schedule, loaded.schedule.T) : loaded.schedule
  const course = courseOf(spec.levels, makeProcess(spec.process, schedule), spec.sampler, error)
  return { spec, ...standAt(course, at, (values) => upload(values, shapeOf(spec, loaded))) }
}

export const closeRun: (run: Run) => void = dispose

/**
 * Opens a run whose next step is started before it is asked for, where that saves time: a GPU computes beside this thread, where
 * WebAssembly would hold the thread up. RK45 waits for its error within a step, so its next step cannot be started before.
 */
export function openAhead(loaded: Loaded, spec: RunSpec, at: Standing) {
  const computesBeside = loaded.backend.name !== 'wasm' && !samplerInfo(spec.sampler).adaptive
  return stepAhead<Run, StepValues>(openRun(loaded, spec, at), {
    startsAhead: ({ place }) => computesBeside && place.index < spec.levels.length - 1,
    leave: ({ place }, to) => {
      leave(place, to.place)
    },
    close: closeRun,
  })
}

/** Fresh noise of a step, keyed by (seed, step, sample, draw): the same for the same link, whatever was computed before. */
function freshNoise({ spec }: Run, loaded: Loaded, step: number, draw: number): Tensor4D {
  const shape = shapeOf(spec, loaded)
  const values = shape[1] * shape[2] * shape[3]
  const noise = new Float32Array(spec.samples * values)
  for (let sample = 0; sample < spec.samples; sample++) {
    noise.set(normalArray({ seed: spec.seed, purpose: 'step', step, sample, draw }, values), sample * values)
  }
  return upload(noise, shape)
}

/** Brings a tensor into the layout of frames: pictures channel by channel; a classifier's reading unchanged. */
export const laidOut = (part: Tensor): Tensor => (part.rank === 4 ? toNCHW(part as Tensor4D) : part)

/** What the next step asks for. @param listener hears what the network is asked meanwhile, and what it says */
export const answersOf = (run: Run, loaded: Loaded, listener?: AnswerListener): Answers => ({
  denoise: runDenoiser(
    loaded,
    run.spec,
    () => {
      run.nfe += 1
    },
    listener,
  ),
  normal: (step, draw) => freshNoise(run, loaded, step, draw),
})

/** What a step asks for, and what is read of where it leads. @param judged whether the classifier, where there is one, reads that */
function judgedAnswersOf(run: Run, loaded: Loaded, judged: boolean): Answers {
  const { judge } = loaded
  return {
    ...answersOf(run, loaded),
    read: judge && judged ? (next: Tensor, at: Level) => readingOf(judge, next, at) : undefined,
  }
}

/** Takes one step and reads all its parts back at once. */
export const stepRun = (run: Run, loaded: Loaded, judged = false): Promise<Frame> =>
  takeStep(run, judgedAnswersOf(run, loaded, judged), laidOut)

/** Starts the step that a run stands before, and its read-back. The run stays where it is; what comes is the run where the step leads. */
export async function startRunStep(from: Run, loaded: Loaded, judged: boolean): Promise<Started<Run, StepValues>> {
  const to = { ...from }
  const { place, values } = await startStep(to, judgedAnswersOf(to, loaded, judged), laidOut)
  to.place = place
  return { to, values }
}

/** What the classifier reads of a state that was computed before, in one read-back. */
export async function readState(
  loaded: Loaded,
  judge: Judge,
  { xt, samples, at, features: wantsFeatures }: Unread,
): Promise<Reading> {
  const tensors = tidy(() => {
    const x = upload(xt, shapeOf({ samples }, loaded))
    if (!wantsFeatures) return [readingOf(judge, x, at)]
    const { probabilities, features } = readingWithFeatures(judge, x, at)
    return [probabilities, features]
  })
  const [probabilities, features] = await readPacked(tensors).finally(() => {
    for (const tensor of tensors) tensor.dispose()
  })
  return { probabilities: probabilities ?? new Float32Array(), ...(features && { features }) }
}

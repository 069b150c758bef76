import { type AnySamplerSpec, consistencyStep, type Level, normalArray } from '../../../diffusion'
import { readPacked, uploadPoints } from '../../../network'
import type { Frame, Standing } from '../../protocol/pictures'
import {
  type Answers,
  type Course,
  courseOf,
  dispose,
  standAt,
  type Stepping,
  takeSilentStep,
  takeStep,
} from '../stepping'
import { denoiserOf, type Answerers } from './answer'
import { checkComputed, checkRun, checkSteps } from './check'
import { measuredError } from './denoising-error'
import { planeProcess } from '../../protocol/plane-process'
import type { PlaneRunSpec } from '../../protocol/plane'

/** A run of particles that stands at one of its frames. */
export interface PlaneRun {
  readonly spec: PlaneRunSpec
  readonly stepping: Stepping
  /** E‖x₀ − x̂₀‖²/2 by level, where the sampler needs it; measured once, before the step. */
  readonly errors: Map<Level, number>
}

const needsError = (sampler: AnySamplerSpec): boolean => sampler.id === 'ddpm' && sampler.variance === 'analytic'

/** The sampler is the one of the specification, but for a student, which knows consistency sampling alone. */
function courseFor({ answerer, levels, process, sampler }: PlaneRunSpec, errors: PlaneRun['errors']): Course {
  const course = courseOf(levels, planeProcess(process), sampler, (at) => errors.get(at) ?? NaN)
  return answerer === 'student' ? { ...course, sampler: consistencyStep, memory: 0 } : course
}

/** Opens a run at one of its frames. @throws PlaneFault if the specification or the frame is invalid */
export function openRun(spec: PlaneRunSpec, at: Standing): PlaneRun {
  checkRun(spec, at)
  const errors = new Map<Level, number>()
  return { spec, errors, stepping: standAt(courseFor(spec, errors), at, uploadPoints) }
}

export function closeRun({ stepping }: PlaneRun): void {
  dispose(stepping)
}

/**
 * What the next step needs: the denoiser, and fresh noise, which is keyed by (seed, step, draw). A particle's noise does not
 * depend on how many particles there are.
 */
async function answersOf({ spec, stepping, errors }: PlaneRun, answerers: Answerers): Promise<Answers> {
  const from = spec.levels[stepping.place.index]
  if (from && needsError(spec.sampler) && !errors.has(from))
    errors.set(from, await measuredError(spec, answerers, from))
  return {
    denoise: denoiserOf(spec, answerers, () => {
      stepping.nfe += 1
    }),
    normal: (step, draw) =>
      uploadPoints(normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw }, 2 * spec.particles)),
  }
}

/** Takes one step and reads all its parts back by one transfer. */
export async function stepRun(run: PlaneRun, answerers: Answerers): Promise<Frame> {
  const frame = await takeStep(run.stepping, await answersOf(run, answerers))
  checkComputed(frame.xt)
  return frame
}

/** What to do at each step of a run, and at its end. */
interface Walk<Result> {
  readonly step: (run: PlaneRun) => Promise<unknown>
  readonly end: (run: PlaneRun) => Promise<Result> | Result
}

/**
 * Takes the first `steps` steps of a run from `start`.
 *
 * @param isWanted is asked before every step, which is taken only if it resolves to true
 * @returns undefined if the run was no longer wanted
 */
async function walk<Result>(
  spec: PlaneRunSpec,
  start: Float32Array,
  steps: number,
  isWanted: () => Promise<boolean>,
  { step, end }: Walk<Result>,
): Promise<Result | undefined> {
  const run = openRun(spec, { index: 0, xt: start, history: [], nfe: 0 })
  try {
    while (run.stepping.place.index < steps) {
      if (!(await isWanted())) return undefined
      await step(run)
    }
    return await end(run)
  } finally {
    closeRun(run)
  }
}

/** Takes all steps of a run and reads back its last state alone (besides the numbers for which rk45 and the analytic variance wait). */
export function sampleWhole(
  spec: PlaneRunSpec,
  start: Float32Array,
  answerers: Answerers,
  isWanted: () => Promise<boolean>,
): Promise<{ xt: Float32Array; nfe: number; ms: number } | undefined> {
  const started = performance.now()
  return walk(spec, start, spec.levels.length - 1, isWanted, {
    step: async (run) => {
      await takeSilentStep(run.stepping, await answersOf(run, answerers))
    },
    end: async ({ stepping }) => {
      const [xt = new Float32Array()] = await readPacked([stepping.place.xt])
      checkComputed(xt)
      return { xt, nfe: stepping.nfe, ms: performance.now() - started }
    },
  })
}

/** The first frames of a run, equal to those that single steps give. @throws PlaneFault if the run has fewer steps */
export function firstFrames(
  spec: PlaneRunSpec,
  start: Float32Array,
  steps: number,
  answerers: Answerers,
  isWanted: () => Promise<boolean>,
): Promise<{ frames: Frame[]; ms: number } | undefined> {
  checkSteps(spec, steps)
  const started = performance.now()
  const frames: Frame[] = []
  return walk(spec, start, steps, isWanted, {
    step: async (run) => {
      frames.push(await stepRun(run, answerers))
    },
    end: () => ({ frames, ms: performance.now() - started }),
  })
}

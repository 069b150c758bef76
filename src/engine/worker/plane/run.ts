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
import { denoiserOf, type Workspace } from './answer'
import { checkComputed, checkRun, checkSteps } from './check'
import { measuredError } from './denoising-error'
import { planeProcess } from '../../protocol/plane-process'
import type { PlaneRunSpec } from '../../protocol/plane'

/** A run of particles that stands at one of its frames. */
export interface PlaneRun {
  readonly spec: PlaneRunSpec
  readonly stepping: Stepping
  /** E‖x₀ − x̂₀‖²/2 by level, where the sampler needs it: measured once, before the step. */
  readonly errors: Map<Level, number>
}

const needsError = (sampler: AnySamplerSpec): boolean => sampler.id === 'ddpm' && sampler.variance === 'analytic'

/** A student's steps are consistency sampling, whatever sampler is chosen for the others. */
function courseFor({ answerer, levels, process, sampler }: PlaneRunSpec, errors: PlaneRun['errors']): Course {
  const course = courseOf(levels, planeProcess(process), sampler, (at) => errors.get(at) ?? NaN)
  return answerer === 'student' ? { ...course, sampler: consistencyStep, memory: 0 } : course
}

/** Opens a run at one of its frames. @throws PlaneFault if it is none. */
export function openRun(spec: PlaneRunSpec, at: Standing): PlaneRun {
  checkRun(spec, at)
  const errors = new Map<Level, number>()
  return { spec, errors, stepping: standAt(courseFor(spec, errors), at, uploadPoints) }
}

export function closeRun({ stepping }: PlaneRun): void {
  dispose(stepping)
}

/**
 * What the next step asks for. Fresh noise is keyed by (seed, step, draw), and particle k's does not depend on how many
 * there are.
 */
async function answersOf({ spec, stepping, errors }: PlaneRun, workspace: Workspace): Promise<Answers> {
  const from = spec.levels[stepping.place.index]
  if (from && needsError(spec.sampler) && !errors.has(from))
    errors.set(from, await measuredError(spec, workspace, from))
  return {
    denoise: denoiserOf(spec, workspace, () => {
      stepping.nfe += 1
    }),
    normal: (step, draw) =>
      uploadPoints(normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw }, 2 * spec.particles)),
  }
}

/** Takes one step and reads all its parts back at once. */
export async function stepRun(run: PlaneRun, workspace: Workspace): Promise<Frame> {
  const frame = await takeStep(run.stepping, await answersOf(run, workspace))
  checkComputed(frame.xt)
  return frame
}

/** What is done at each step of a run, and once where it ends. */
interface Through<Result> {
  readonly step: (run: PlaneRun) => Promise<unknown>
  readonly end: (run: PlaneRun) => Promise<Result> | Result
}

/**
 * A run from `start`, `steps` steps far.
 *
 * @param wanted asked before every step, which begins only if it resolves to true.
 * @returns undefined if it was no longer wanted.
 */
async function through<Result>(
  spec: PlaneRunSpec,
  start: Float32Array,
  steps: number,
  wanted: () => Promise<boolean>,
  { step, end }: Through<Result>,
): Promise<Result | undefined> {
  const run = openRun(spec, { index: 0, xt: start, history: [], nfe: 0 })
  try {
    while (run.stepping.place.index < steps) {
      if (!(await wanted())) return undefined
      await step(run)
    }
    return await end(run)
  } finally {
    closeRun(run)
  }
}

/** A whole run to its last level; only where that led is read back (and what rk45 and the analytic variance wait for). */
export function sampleWhole(
  spec: PlaneRunSpec,
  start: Float32Array,
  workspace: Workspace,
  wanted: () => Promise<boolean>,
): Promise<{ xt: Float32Array; nfe: number; ms: number } | undefined> {
  const started = performance.now()
  return through(spec, start, spec.levels.length - 1, wanted, {
    step: async (run) => {
      await takeSilentStep(run.stepping, await answersOf(run, workspace))
    },
    end: async ({ stepping }) => {
      const [xt = new Float32Array()] = await readPacked([stepping.place.xt])
      checkComputed(xt)
      return { xt, nfe: stepping.nfe, ms: performance.now() - started }
    },
  })
}

/** The first frames of a run, as stepping gives them one by one. @throws PlaneFault if it has not so many */
export function firstFrames(
  spec: PlaneRunSpec,
  start: Float32Array,
  steps: number,
  workspace: Workspace,
  wanted: () => Promise<boolean>,
): Promise<{ frames: Frame[]; ms: number } | undefined> {
  checkSteps(spec, steps)
  const started = performance.now()
  const frames: Frame[] = []
  return through(spec, start, steps, wanted, {
    step: async (run) => {
      frames.push(await stepRun(run, workspace))
    },
    end: () => ({ frames, ms: performance.now() - started }),
  })
}

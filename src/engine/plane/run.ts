import { normalArray } from '../../diffusion'
import { readPacked, uploadPoints } from '../../network'
import type { Frame, Standing } from '../protocol'
import { type Answers, courseOf, dispose, standAt, type Stepping, takeSilentStep, takeStep } from '../stepping'
import { denoiserOf, type Room } from './answer'
import { checkComputed, checkRun } from './check'
import { planeProcess } from './process'
import type { PlaneRunSpec } from './protocol'

/** A run of particles that stands at one of its frames. */
export interface PlaneRun {
  readonly spec: PlaneRunSpec
  readonly stepping: Stepping
}

/** Opens a run at one of its frames. @throws PlaneFault if it is none. */
export function openRun(spec: PlaneRunSpec, at: Standing): PlaneRun {
  checkRun(spec, at)
  const course = courseOf(spec.levels, planeProcess(spec.process), spec.sampler, undefined)
  return { spec, stepping: standAt(course, at, uploadPoints) }
}

export function closeRun({ stepping }: PlaneRun): void {
  dispose(stepping)
}

/** Fresh noise is keyed by (seed, step, draw), and particle k's does not depend on how many there are. */
function answersOf({ spec, stepping }: PlaneRun, room: Room): Answers {
  return {
    denoise: denoiserOf(spec, room, () => { stepping.nfe += 1 }),
    normal: (step, draw) => uploadPoints(normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw }, 2 * spec.particles)),
  }
}

/** Takes one step and reads all its parts back at once. */
export async function stepRun(run: PlaneRun, room: Room): Promise<Frame> {
  const frame = await takeStep(run.stepping, answersOf(run, room))
  checkComputed(frame.xt)
  return frame
}

/**
 * A whole run from `start` to its last level; only where that led is read back.
 *
 * @param wanted asked before every step, which begins only if it resolves to true.
 * @returns undefined if it was no longer wanted.
 */
export async function sampleWhole(spec: PlaneRunSpec, start: Float32Array, room: Room, wanted: () => Promise<boolean>): Promise<{ xt: Float32Array; nfe: number; ms: number } | undefined> {
  const started = performance.now()
  const run = openRun(spec, { index: 0, xt: start, history: [], nfe: 0 })
  try {
    const answers = answersOf(run, room)
    while (run.stepping.index < spec.levels.length - 1) {
      if (!await wanted()) return undefined
      await takeSilentStep(run.stepping, answers)
    }
    const [xt = new Float32Array()] = await readPacked([run.stepping.xt])
    checkComputed(xt)
    return { xt, nfe: run.stepping.nfe, ms: performance.now() - started }
  } finally {
    closeRun(run)
  }
}

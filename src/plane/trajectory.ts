import { mostMemory, type Past } from '../diffusion'
import type { PlaneRunSpec, Slot } from '../engine/protocol/plane'
import type { Frame, Standing } from '../engine/protocol/pictures'
import { asked } from './changes'
import { pathOf, startOf } from './path'
import type { PlaneTrajectory } from './player-context'
import { samplerSpec } from '../runs/sampler-settings'
import type { PlaneSettings, RunChoice } from './settings'

/** A run and what is recorded of it. */
export interface RecordedRun extends PlaneTrajectory {
  readonly spec: PlaneRunSpec
  readonly frames: Frame[]
  /** The engine has it open and stands at its last recorded frame. */
  opened: boolean
  /** A frame has been asked for and has not come. */
  pending: boolean
}

/** What is chosen for a stage; undefined where there is no second one. */
export const choiceOf = (settings: PlaneSettings, slot: Slot): RunChoice | undefined =>
  slot === 0 ? settings : (settings.beside ?? undefined)

/** A run of a choice, standing at its frame 0, which needs no engine. */
export function beginRun(choice: RunChoice, { guidance, particles, seed }: PlaneSettings): RecordedRun {
  const { levels, times } = pathOf(choice)
  const [first] = levels
  if (!first) throw new Error('A run has at least one level.')
  const { answerer, process: id, schedule } = choice
  return {
    spec: {
      answerer,
      process: { id, schedule },
      ...asked(guidance),
      levels,
      sampler: samplerSpec(choice),
      seed,
      particles,
    },
    levels,
    times,
    frames: [{ index: 0, xt: startOf(choice, first, particles, seed), ms: 0, nfe: 0 }],
    opened: false,
    pending: false,
  }
}

/** A run walked anew from its own start; `frames` without that, oldest first. Its levels are a new list: what is painted of them is painted anew. */
export function walkedAnew(run: RecordedRun, frames: readonly Frame[]): RecordedRun {
  return {
    ...run,
    levels: [...run.levels],
    frames: [...run.frames.slice(0, 1), ...frames],
    opened: false,
    pending: false,
  }
}

/** Where a run goes on: its last frame, and the steps before it as multistep samplers remember them. */
export function standingOf({ frames, levels }: RecordedRun): Standing {
  const last = frames.at(-1)
  if (!last) throw new Error('A run has at least its start.')
  const history = Array.from({ length: mostMemory }, (_, back) => pastAt(last.index - back)).filter(
    (past) => past !== undefined,
  )
  return { index: last.index, xt: last.xt, history, nfe: last.nfe }

  function pastAt(index: number): Past<Float32Array> | undefined {
    const [frame, before, at] = [frames[index], frames[index - 1], levels[index - 1]]
    const xt = frame?.corrected ?? before?.xt
    return at && xt && frame?.x0Hat && frame.epsHat ? { at, xt, x0Hat: frame.x0Hat, epsHat: frame.epsHat } : undefined
  }
}

export const stepsOf = ({ levels }: PlaneTrajectory): number => levels.length - 1
export const recordedOf = ({ frames }: PlaneTrajectory): number => frames.length - 1

/** Runs that are watched side by side move by one playhead, each by the share of its own steps: frames of the longest one. */
export const totalOf = (runs: readonly PlaneTrajectory[]): number => Math.max(0, ...runs.map(stepsOf))

/** Which of a run's own frames stands at a frame of the playhead. */
export const ownFrame = (run: PlaneTrajectory, frame: number, total: number): number =>
  total === 0 ? 0 : Math.round((frame * stepsOf(run)) / total)

/** The last frame of the playhead at which every run has recorded its own. */
export function recordedByAll(runs: readonly PlaneTrajectory[]): number {
  const total = totalOf(runs)
  let frame = 0
  while (frame < total && runs.every((run) => ownFrame(run, frame + 1, total) <= recordedOf(run))) frame += 1
  return frame
}

import { mostMemory, type Past } from '../diffusion'
import type { PlaneRunSpec, Slot } from '../engine/protocol/plane'
import type { Frame, Standing } from '../engine/protocol/pictures'
import { conditionOf } from './changes'
import { pathOf, startOf } from './path'
import type { Run } from '../runs/run'
import { samplerSpec } from '../runs/sampler-settings'
import type { PlaneSettings, RunChoice } from './settings'

/** A run of the plane. It keeps all parts of its frames, each [particles·2]; frame 0 is the start. */
export type PlaneRun = Run<PlaneRunSpec, Frame>

/** The sampler, process and grid of a stage; undefined for the second stage where only one run is watched. */
export const choiceOf = (settings: PlaneSettings, slot: Slot): RunChoice | undefined =>
  slot === 0 ? settings : (settings.beside ?? undefined)

/** A new run of a choice. It has its frame 0, which needs no engine. */
export function beginRun(choice: RunChoice, { guidance, particles, seed }: PlaneSettings): PlaneRun {
  const { levels, times } = pathOf(choice)
  const [first] = levels
  if (!first) throw new Error('A run has at least one level.')
  const { answerer, process: id, schedule } = choice
  return {
    spec: {
      answerer,
      process: { id, schedule },
      ...conditionOf(guidance),
      levels,
      sampler: samplerSpec(choice),
      seed,
      particles,
    },
    levels,
    times,
    frames: [{ index: 0, xt: startOf(choice, first, particles, seed), ms: 0, nfe: 0 }],
  }
}

/** The run with other frames from the same start. Its levels become a new list, so that painters notice and paint again. @param frames without the start, oldest first */
export function walkedAnew(run: PlaneRun, frames: readonly Frame[]): PlaneRun {
  return {
    ...run,
    levels: [...run.levels],
    frames: [...run.frames.slice(0, 1), ...frames],
  }
}

/** What the engine needs to continue a run: its last frame, and the steps before it that multistep samplers remember. */
export function standingOf({ frames, levels }: PlaneRun): Standing {
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

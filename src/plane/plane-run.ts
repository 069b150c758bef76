import { mostMemory, type Past } from '../diffusion'
import type { PlaneRunSpec, Slot } from '../engine/protocol/plane'
import type { Frame, Standing } from '../engine/protocol/pictures'
import { asked } from './changes'
import { pathOf, startOf } from './path'
import type { Run } from '../runs/run'
import { samplerSpec } from '../runs/sampler-settings'
import type { PlaneSettings, RunChoice } from './settings'

/** A run of the plane. All parts of its frames are kept, [particles·2] each; frame 0 is its start. */
export type PlaneRun = Run<PlaneRunSpec, Frame>

/** What is chosen for a stage; undefined where there is no second one. */
export const choiceOf = (settings: PlaneSettings, slot: Slot): RunChoice | undefined =>
  slot === 0 ? settings : (settings.beside ?? undefined)

/** A run of a choice, standing at its frame 0, which needs no engine. */
export function beginRun(choice: RunChoice, { guidance, particles, seed }: PlaneSettings): PlaneRun {
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
    branch: undefined,
  }
}

/** A run walked anew from its own start; `frames` without that, oldest first. Its levels are a new list: what is painted of them is painted anew. */
export function walkedAnew(run: PlaneRun, frames: readonly Frame[]): PlaneRun {
  return {
    ...run,
    levels: [...run.levels],
    frames: [...run.frames.slice(0, 1), ...frames],
  }
}

/** Where a run goes on: its last frame, and the steps before it as multistep samplers remember them. */
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

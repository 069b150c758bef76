import { samplerInfo, statesBefore } from '../../diffusion'
import type { InsideRequest, LookRequest } from '../../engine/protocol/look'
import { lastRecorded } from '../../runs/run'
import { stretchAt } from '../model/past'
import { valuesOf } from '../model/models'
import type { WalkRun } from '../run/walk-run'

/** The step that is looked at: the one that led to the frame that is shown; at the start, the first. */
export const stepOf = (frame: number): number => Math.max(1, frame)

/** One picture's values of what holds a run's, [samples·C·H·W]. */
export function ofSample<Values extends Float32Array | Uint8ClampedArray>(
  values: Values,
  { shape }: Pick<WalkRun, 'shape'>,
  sample: number,
): Values {
  const each = valuesOf(shape)
  return values.subarray(sample * each, (sample + 1) * each) as Values
}

/** What a multistep sampler remembered before a step, as far as the run keeps it exactly. */
function recallHistory({ levels, past }: WalkRun, from: number, memory: number) {
  const history = []
  for (let back = 1; back <= memory; back++) {
    const entry = past.find(({ at }) => at === levels[from - back])
    if (!entry) break
    history.push(entry)
  }
  return history
}

/**
 * What the engine is asked of a step of a run.
 *
 * @param step from frame step − 1 to frame `step`; 1 is the first
 * @returns undefined where the run has no such step, or has not recorded where it begins
 */
export function requestOf(run: WalkRun, step: number, sample: number, inside?: InsideRequest): LookRequest | undefined {
  const { levels, frames } = run
  const from = step - 1
  const start = frames[from]
  if (!start || step < 1 || step >= levels.length || from > lastRecorded(run)) return undefined
  const { spec, since } = stretchAt(run.stretches, step)
  const info = samplerInfo(spec.sampler)
  const before = frames.slice(Math.max(since, from - statesBefore(info, levels, from)), from).toReversed()
  return {
    spec,
    at: {
      index: from,
      xt: start.xt,
      history: recallHistory(
        run,
        from,
        Math.min(from - since, statesBefore({ ...info, corrects: false }, levels, from)),
      ),
      nfe: start.nfe,
    },
    before: before.map(({ xt }) => xt),
    sample,
    ...(inside && { inside }),
  }
}

import type { RunSpec } from '../../engine/protocol/pictures'
import { samplerSpec } from '../../runs/sampler-settings'
import { pathOf } from '../model/path'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import { changesOf } from './changes'

/** What the engine is asked for by these settings. */
export function specOf(settings: Settings): RunSpec {
  const { process, label, seed, samples } = settings
  const { spec } = scheduleOf(settings)
  return {
    process,
    ...(process === 'discrete' && spec && { schedule: spec }),
    levels: pathOf(settings).levels,
    sampler: samplerSpec(settings),
    changes: changesOf(settings),
    label,
    seed,
    samples,
  }
}

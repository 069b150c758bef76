import { type LinearTerm, makeProcess } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { stretchAt, stretchesOf } from '../model/past'
import { scheduleOf } from '../model/schedules'
import type { WalkRun } from '../run/walk-run'

/** The terms of the step that led to a frame of a walk. */
export function stepTerms(
  { settings, levels }: Pick<WalkRun, 'settings' | 'levels'>,
  frame: number,
): readonly LinearTerm[] {
  const { settings: stretchSettings, since } = stretchAt(stretchesOf(settings), frame)
  const process = makeProcess(stretchSettings.process, scheduleOf(stretchSettings).schedule)
  return termsOf({ sampler: samplerSpec(stretchSettings), process, levels, since }, frame)
}

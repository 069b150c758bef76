import { type LinearTerm, makeProcess } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { scheduleOf } from '../model/schedules'
import type { WalkRun } from '../run/walk-run'

/** The terms of the step that led to a frame of a walk. */
export const stepTerms = (
  { settings, levels }: Pick<WalkRun, 'settings' | 'levels'>,
  frame: number,
): readonly LinearTerm[] =>
  termsOf(
    { sampler: samplerSpec(settings), process: makeProcess(settings.process, scheduleOf(settings).schedule), levels },
    frame,
  )

import { type LinearTerm, makeProcess } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { modelOf } from '../model/models'
import type { WalkRun } from '../run/walk-run'

/** The terms of the step that led to a frame of a walk. */
export const stepTerms = (
  { settings, levels }: Pick<WalkRun, 'settings' | 'levels'>,
  frame: number,
): readonly LinearTerm[] =>
  termsOf(
    { sampler: samplerSpec(settings), process: makeProcess(settings.process, modelOf(settings).schedule), levels },
    frame,
  )

import { type LinearTerm, makeProcess } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { modelOf } from '../model/models'
import type { WalkRun } from '../run/walk-run'

/** What the step to a frame of a walk was made of. */
export const stepTerms = (
  { settings, levels }: Pick<WalkRun, 'settings' | 'levels'>,
  frame: number,
): readonly LinearTerm[] =>
  termsOf(
    { sampler: samplerSpec(settings), process: makeProcess(settings.process, modelOf(settings).schedule), levels },
    frame,
  )

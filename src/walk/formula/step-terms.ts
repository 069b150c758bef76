import { type LinearTerm, makeProcess } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { modelOf } from '../model/models'
import type { Settings } from '../model/settings'
import type { Trajectory } from '../run/trajectory'

/** What the step to a frame of a walk was made of. */
export const stepTerms = (
  settings: Settings,
  { levels }: Pick<Trajectory, 'levels'>,
  frame: number,
): readonly LinearTerm[] =>
  termsOf(
    { sampler: samplerSpec(settings), process: makeProcess(settings.process, modelOf(settings).schedule), levels },
    frame,
  )

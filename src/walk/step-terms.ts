import { type LinearTerm, makeProcess } from '../diffusion'
import { samplerSpec } from '../rooms/sampler-settings'
import { termsOf } from '../rooms/step-terms'
import { modelOf } from './models'
import type { Settings } from './settings'
import type { Trajectory } from './trajectory'

/** What the step to a frame of a walk was made of. */
export const stepTerms = (settings: Settings, { levels }: Pick<Trajectory, 'levels'>, frame: number): readonly LinearTerm[] =>
  termsOf({ sampler: samplerSpec(settings), process: makeProcess(settings.process, modelOf(settings).schedule), levels }, frame)

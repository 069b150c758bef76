import { advice } from './advice'
import { classifier } from './classifier'
import { clip, guidance } from './guidance'
import { levels } from './levels'
import { lookInside } from './look-inside'
import { python } from './python'
import { samplers } from './samplers'
import { faults } from './settings-fault'
import { plot, takeAway } from './take-away'

/** What comes with the settings of a run. */
export const settings = {
  samplers,
  levels,
  guidance,
  clip,
  classifier,
  advice,
  lookInside,
  python,
  plot,
  takeAway,
  faults,
}

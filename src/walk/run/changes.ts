import { type Change, plainGuidance } from '../../engine/protocol/changes'
import { type Settings, SIGMA_MOST } from '../model/settings'
import { needsClassifier, nothingToGuide } from './possible'

/**
 * How a run is guided. Where there is nothing to guide, the network is asked once: the same asked twice cancels out. A walk that
 * a classifier leads nowhere asks for no class, as one that it leads.
 */
function guidanceOf(settings: Settings): readonly Change[] {
  const { guide, guidance, guideMin, guideMax, rescaleOutput, rescaleX0, negative } = settings
  if (guide === 'classifier')
    return [needsClassifier(settings) ? { kind: 'classifier', scale: guidance } : plainGuidance(0)]
  if (guidance === 1 || nothingToGuide(settings)) return []
  const interval = [Math.min(guideMin, guideMax), guideMax >= SIGMA_MOST ? Infinity : guideMax] as const
  return [{ kind: 'classifier-free', scale: guidance, interval, rescaleOutput, rescaleX0, negative }]
}

const limits = { off: [], on: [{ kind: 'clip' }], dynamic: [{ kind: 'threshold' }] } as const

/** What the settings change in the steps of a run: guidance, then the limits of x̂₀. */
export const changesOf = (settings: Settings): readonly Change[] => [...guidanceOf(settings), ...limits[settings.clip]]

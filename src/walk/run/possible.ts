import { type ChosenModel, modelOf } from '../model/models'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import { effectiveGrid, type GridId } from '../../runs/sampler-settings'
import { T } from '../../runs/timeline'

/** Settings that a walk begins with. */
export type Chosen = Omit<Settings, 'frame'>

/**
 * The same is asked for and led away from, so that it cancels out; or the network cannot be asked for nothing; or a classifier
 * is to lead nowhere in particular.
 */
export const nothingToGuide = ({
  model,
  own: ownNetwork,
  guide,
  label,
  negative,
}: ChosenModel & Pick<Settings, 'guide' | 'label' | 'negative'>): boolean =>
  guide === 'classifier'
    ? label === null
    : label === negative || (negative === null && !modelOf({ model, own: ownNetwork ?? null }).hasNullClass)

/** Whether a walk's frames need the classifier of noisy pictures. */
export const needsClassifier = (
  settings: ChosenModel & Pick<Settings, 'guide' | 'guidance' | 'label' | 'negative'>,
): boolean => settings.guide === 'classifier' && settings.guidance !== 0 && !nothingToGuide(settings)

/** Grids of a discrete schedule that begin at t = T. */
export const FROM_T: ReadonlySet<GridId> = new Set<GridId>(['trailing', 'linspace', 'quadratic'])

/** The reverse SDE has no first step where nothing of the signal is left: that level is left out. */
export const leastSkip = (
  settings: ChosenModel & Pick<Settings, 'sampler' | 'schedule' | 'process' | 'grid' | 'steps' | 'from'>,
): 0 | 1 => {
  const { sampler, process, steps, from } = settings
  if (sampler !== 'reverse-sde' || steps === 1 || typeof from === 'number') return 0
  const grid = effectiveGrid(settings)
  const fromNothing =
    process === 'discrete'
      ? FROM_T.has(grid) && scheduleOf(settings).schedule.alphaBar[T] === 0
      : (process === 'flow' || process === 'cosine-interpolant') && grid === 'uniform'
  return fromNothing ? 1 : 0
}

/** The grid and the skipped steps of settings, as far as they are possible. */
export const possible = (settings: Chosen): Pick<Settings, 'grid' | 'skip'> => ({
  grid: effectiveGrid(settings),
  skip: Math.max(leastSkip(settings), Math.min(settings.skip, settings.steps - 1)),
})

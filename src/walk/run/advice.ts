import { type ChosenModel, modelOf } from '../model/models'
import { effectiveGrid, type GridId } from '../../runs/sampler-settings'
import type { Settings } from '../model/settings'

type Chosen = Omit<Settings, 'frame'>

/**
 * The same is asked for and led away from, so that it cancels out; or the network cannot be asked for nothing; or a classifier
 * is to lead nowhere in particular.
 */
export const nothingToGuide = ({
  model,
  own,
  guide,
  label,
  negative,
}: ChosenModel & Pick<Settings, 'guide' | 'label' | 'negative'>): boolean =>
  guide === 'classifier'
    ? label === null
    : label === negative || (negative === null && !modelOf({ model, own: own ?? null }).hasNullClass)

/** Whether guidance asks the network twice at the levels where it counts. */
export const asksTwice = ({
  guide,
  guidance,
  rescaleOutput,
  rescaleX0,
}: Pick<Settings, 'guide' | 'guidance' | 'rescaleOutput' | 'rescaleX0'>): boolean =>
  guide === 'classifier-free' && guidance !== 1 && (guidance !== 0 || rescaleOutput > 0 || rescaleX0 > 0)

/** Whether a walk's frames need the classifier of noisy pictures. */
export const needsClassifier = (
  settings: ChosenModel & Pick<Settings, 'guide' | 'guidance' | 'label' | 'negative'>,
): boolean => settings.guide === 'classifier' && settings.guidance !== 0 && !nothingToGuide(settings)

/** Grids of the network's own schedule that begin at t = T, where σ̂ is in the ten thousands. */
const FROM_T: ReadonlySet<GridId> = new Set<GridId>(['trailing', 'linspace', 'quadratic'])

/** Reverse SDE: below how many steps it leaves much noise behind; annealed Langevin: comes to rest at no level. */
const FEW = { 'reverse-sde': 30, 'annealed-langevin': 30 } as const

/** The reverse SDE has no first step where nothing of the signal is left: that level is left out. */
export const leastSkip = (settings: Pick<Settings, 'sampler' | 'process' | 'grid' | 'steps' | 'from'>): 0 | 1 => {
  const { sampler, process, steps, from } = settings
  const fromNothing =
    (process === 'flow' || process === 'cosine-interpolant') &&
    effectiveGrid(settings) === 'uniform' &&
    typeof from !== 'number'
  return sampler === 'reverse-sde' && fromNothing && steps > 1 ? 1 : 0
}

/** The grid and the skipped steps of settings, as far as they are possible. */
export const possible = (settings: Chosen): Pick<Settings, 'grid' | 'skip'> => ({
  grid: effectiveGrid(settings),
  skip: Math.max(leastSkip(settings), Math.min(settings.skip, settings.steps - 1)),
})

export type Advice = 'fromPureNoise' | 'noSignal' | 'evenSigma' | 'few' | 'unclipped'

/** What goes badly together, to be said before it is tried. What it says was seen with the network that the page ships. */
export function adviceOn(settings: Chosen): readonly Advice[] {
  const { sampler, process, from, skip, steps, clip } = settings
  if (sampler === 'langevin') return []
  const grid = effectiveGrid(settings)
  const fromT = process === 'discrete' && FROM_T.has(grid) && skip === 0 && typeof from !== 'number'
  const advice: Readonly<Record<Advice, boolean>> = {
    fromPureNoise: fromT && (sampler === 'heun' || sampler === 'pndm'),
    noSignal: leastSkip(settings) > skip,
    evenSigma: process === 'edm' && grid === 'uniform',
    few: (sampler === 'reverse-sde' || sampler === 'annealed-langevin') && steps < FEW[sampler],
    unclipped: fromT && clip === 'off',
  }
  return (Object.keys(advice) as Advice[]).filter((name) => advice[name])
}

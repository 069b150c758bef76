import type { Settings } from './settings'

type Chosen = Omit<Settings, 'frame'>

/** The same is asked for and led away from: whatever w is, it cancels out. */
export const nothingToGuide = ({ label, negative }: Pick<Settings, 'label' | 'negative'>): boolean => label === negative

/** Whether guidance asks the network twice at the levels where it counts. */
export const asksTwice = ({ guidance, rescale }: Pick<Settings, 'guidance' | 'rescale'>): boolean =>
  guidance !== 1 && (guidance !== 0 || rescale > 0)

export type Advice = 'noiseStart'

/** What goes badly together, to be said before it is tried. */
export function adviceOn(settings: Chosen): readonly Advice[] {
  return settings.sampler === 'lms' && settings.process === 'discrete' ? ['noiseStart'] : []
}

import { level, noiseToSignal } from '../../diffusion'
import { effectiveGrid } from '../../runs/sampler-settings'
import { T } from '../../runs/timeline'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import { type Chosen, FROM_T, leastSkip } from './possible'

/** Whether guidance asks the network twice at the levels where it counts. */
export const asksTwice = ({
  guide,
  guidance,
  rescaleOutput,
  rescaleX0,
}: Pick<Settings, 'guide' | 'guidance' | 'rescaleOutput' | 'rescaleX0'>): boolean =>
  guide === 'classifier-free' && guidance !== 1 && (guidance !== 0 || rescaleOutput > 0 || rescaleX0 > 0)

/** Reverse SDE: below how many steps it leaves much noise behind; annealed Langevin: comes to rest at no level. */
const FEW = { 'reverse-sde': 30, 'annealed-langevin': 30 } as const

/** From this σ̂ on, an error at t = T is magnified beyond repair: the cosine schedule ends at 20,000, the linear one at 157. */
const ALMOST_NOISE = 1000

export type Advice = 'fromPureNoise' | 'noSignal' | 'evenSigma' | 'few' | 'unclipped'

/** What goes badly together, to be said before it is tried. What it says was seen with the network that the page ships. */
export function adviceOn(settings: Chosen): readonly Advice[] {
  const { sampler, process, from, skip, steps, clip } = settings
  if (sampler === 'langevin') return []
  const grid = effectiveGrid(settings)
  const reachesNoise = noiseToSignal(level(scheduleOf(settings).schedule, T)) > ALMOST_NOISE
  const fromT = process === 'discrete' && reachesNoise && FROM_T.has(grid) && skip === 0 && typeof from !== 'number'
  const advice: Readonly<Record<Advice, boolean>> = {
    fromPureNoise: fromT && (sampler === 'heun' || sampler === 'pndm'),
    noSignal: leastSkip(settings) > skip,
    evenSigma: process === 'edm' && grid === 'uniform',
    few: (sampler === 'reverse-sde' || sampler === 'annealed-langevin') && steps < FEW[sampler],
    unclipped: fromT && clip === 'off',
  }
  return (Object.keys(advice) as Advice[]).filter((name) => advice[name])
}

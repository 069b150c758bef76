import { timeGrid } from '../diffusion'
import { type Settings, T } from './settings'

/** Levels that a run of these settings visits: 'trailing', so that pure noise is met at t = T where it belongs. */
export function timesOf({ steps, from }: Pick<Settings, 'steps' | 'from'>): number[] {
  return timeGrid('trailing', T, steps, from === 'noise' ? T : from)
}

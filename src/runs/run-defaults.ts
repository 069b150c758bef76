import type { AnySamplerId, ProcessId } from '../diffusion'
import {
  effectiveGrid,
  type GridId,
  parameterDefaults,
  type SamplerParameters,
  usualSettings,
} from './sampler-settings'

/** The default grid of a sampler on a process: the sampler's usual grid, if the process can have it, or else the process's plainest. */
export function usualGrid(sampler: AnySamplerId, process: ProcessId): GridId {
  const { process: home, grid } = usualSettings[sampler]
  if (process === home || grid === 'karras' || grid === 'log-snr') return grid
  return process === 'edm' ? 'karras' : effectiveGrid({ process, grid }) // equal steps in EDM's time are equal steps in σ, and would hardly reach the data
}

interface RunDefaults extends SamplerParameters {
  readonly sampler: AnySamplerId
  readonly process: ProcessId
  readonly grid: GridId
  readonly rho: number
}

/**
 * The default settings of a run, given its sampler and its process (by default the sampler's usual one). Menus and links both use
 * this function, so what a link leaves out is what the menus would have set.
 */
export const runDefaults = (
  sampler: AnySamplerId,
  process: ProcessId = usualSettings[sampler].process,
): RunDefaults => ({
  ...parameterDefaults,
  rho: 7,
  ...usualSettings[sampler],
  sampler,
  process,
  grid: usualGrid(sampler, process),
})

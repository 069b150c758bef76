import type { AnySamplerId, ProcessId } from '../diffusion'
import { effectiveGrid, type GridId, parameterDefaults, type SamplerParameters, usual } from './sampler-settings'

/** The grid on which a sampler begins on a process: what its usual one is for, or what the process's own time allows. */
export function usualGrid(sampler: AnySamplerId, process: ProcessId): GridId {
  const { process: home, grid } = usual[sampler]
  if (process === home || grid === 'karras' || grid === 'log-snr') return grid
  return process === 'edm' ? 'karras' : effectiveGrid({ process, grid }) // even in EDM's time is even in σ: no steps are left for the data
}

interface RunDefaults extends SamplerParameters {
  readonly sampler: AnySamplerId
  readonly process: ProcessId
  readonly grid: GridId
  readonly rho: number
}

/**
 * What a run begins with, given its sampler and its process: for menus and links alike, so that what a link leaves out is what
 * the menus would have set. Without a process it is the sampler's usual one.
 */
export const runDefaults = (sampler: AnySamplerId, process: ProcessId = usual[sampler].process): RunDefaults => ({
  ...parameterDefaults,
  rho: 7,
  ...usual[sampler],
  sampler,
  process,
  grid: usualGrid(sampler, process),
})

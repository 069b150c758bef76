import {
  type AnySamplerId,
  type GridId,
  type ParameterName,
  type ProcessId,
  type SamplerGroup,
  samplers,
  type Usual,
  variances,
} from '../diffusion'

// The facts about each sampler are in its descriptor, in src/diffusion/samplers. Here menus, links and settings look them up by name.

export { parameterDefaults, parameterRanges, samplerSpec } from '../diffusion'
export type {
  GridId,
  NumberName,
  NumberRange,
  ParameterName,
  SamplerGroup,
  SamplerParameters,
  Usual,
} from '../diffusion'

const ofGroup = (group: SamplerGroup): readonly AnySamplerId[] =>
  samplers.filter((sampler) => sampler.group === group).map(({ id }) => id)

/** Samplers as the menu groups them. */
export const SAMPLER_GROUPS: Readonly<Record<SamplerGroup, readonly AnySamplerId[]>> = {
  ancestral: ofGroup('ancestral'),
  ode: ofGroup('ode'),
  sde: ofGroup('sde'),
  langevin: ofGroup('langevin'),
  flow: ofGroup('flow'),
}
export const SAMPLERS: readonly AnySamplerId[] = Object.values(SAMPLER_GROUPS).flat()
export const VARIANCES = variances

const byId = <Value>(valueOf: (sampler: (typeof samplers)[number]) => Value) =>
  Object.fromEntries(samplers.map((sampler) => [sampler.id, valueOf(sampler)])) as Readonly<Record<AnySamplerId, Value>>

/** The highest order that a sampler offers; undefined if its order cannot be chosen. */
export const mostOrder: Readonly<Record<AnySamplerId, number | undefined>> = byId((sampler) => sampler.mostOrder)

/** The parameters of a sampler, in the order of their controls. */
export const parametersOf: Readonly<Record<AnySamplerId, readonly ParameterName[]>> = byId(
  ({ parameters }) => parameters,
)

/** The process, grid and parameters with which a sampler is usually run. */
export const usualSettings: Readonly<Record<AnySamplerId, Usual>> = byId((sampler) => sampler.usual)

export const GRIDS = [
  'trailing',
  'leading',
  'linspace',
  'quadratic',
  'uniform',
  'log-snr',
  'karras',
] as const satisfies readonly GridId[]
export const PROCESSES = [
  'discrete',
  'vp',
  'sub-vp',
  've',
  'edm',
  'flow',
  'cosine-interpolant',
] as const satisfies readonly ProcessId[]

/** The grids of a process. Those of whole timesteps exist for the discrete process only, the uniform one for the others only. */
export const gridsOf = (process: ProcessId): readonly GridId[] =>
  GRIDS.filter((grid) => grid === 'log-snr' || grid === 'karras' || (grid === 'uniform') === (process !== 'discrete'))

/** The given grid if the process has it, else the process's plainest. */
export const effectiveGrid = ({ process, grid }: { readonly process: ProcessId; readonly grid: GridId }): GridId =>
  gridsOf(process).includes(grid) ? grid : process === 'discrete' ? 'trailing' : 'uniform'

/** The settings that choose a sampler, with its usual process, grid and parameters. */
export const withSampler = (sampler: AnySamplerId): Usual & { readonly sampler: AnySamplerId } => ({
  sampler,
  ...usualSettings[sampler],
})

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

// What is known of each sampler stands beside its step, in src/diffusion/samplers; here it is by name, as menus, links and settings ask for it.

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

const byId = <Value>(of: (sampler: (typeof samplers)[number]) => Value) =>
  Object.fromEntries(samplers.map((sampler) => [sampler.id, of(sampler)])) as Readonly<Record<AnySamplerId, Value>>

/** The highest order of the samplers that have one to choose. */
export const mostOrder: Readonly<Record<AnySamplerId, number | undefined>> = byId(({ mostOrder: most }) => most)

/** Which parameters a sampler has, in the order of their controls. */
export const parametersOf: Readonly<Record<AnySamplerId, readonly ParameterName[]>> = byId(
  ({ parameters }) => parameters,
)

/** How a sampler is usually run. */
export const usual: Readonly<Record<AnySamplerId, Usual>> = byId(({ usual: its }) => its)

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

/** Grids of whole steps are the discrete process's; the others go by its own time. */
export const gridsOf = (process: ProcessId): readonly GridId[] =>
  GRIDS.filter((grid) => grid === 'log-snr' || grid === 'karras' || (grid === 'uniform') === (process !== 'discrete'))

/** A grid that the process has: the one asked for, or its plainest. */
export const effectiveGrid = ({ process, grid }: { readonly process: ProcessId; readonly grid: GridId }): GridId =>
  gridsOf(process).includes(grid) ? grid : process === 'discrete' ? 'trailing' : 'uniform'

/** Another sampler, run as it usually is. */
export const withSampler = (sampler: AnySamplerId): Usual & { readonly sampler: AnySamplerId } => ({
  sampler,
  ...usual[sampler],
})

import type { AnySamplerId, AnySamplerSpec, ProcessId, ReverseVariance as Variance } from '../diffusion'

/** Samplers as the menu groups them. */
export const SAMPLER_GROUPS = {
  ancestral: ['ddpm', 'ddim'],
  ode: ['euler', 'heun', 'midpoint', 'rk4', 'rk45', 'dpm-solver++', 'unipc', 'pndm', 'lms'],
  sde: ['euler-ancestral', 'sde-dpm-solver++', 'reverse-sde', 'predictor-corrector'],
  langevin: ['annealed-langevin', 'langevin'],
  flow: ['flow-euler', 'flow-midpoint', 'flow-heun'],
} as const satisfies Readonly<Record<string, readonly AnySamplerId[]>>

export type SamplerGroup = keyof typeof SAMPLER_GROUPS
export const SAMPLERS: readonly AnySamplerId[] = Object.values(SAMPLER_GROUPS).flat()
export const VARIANCES = ['learned', 'beta-tilde', 'beta', 'analytic'] as const satisfies readonly Variance[]

/** The parameters of all samplers; each sampler has some of them. Meanings and sources: `src/diffusion/samplers`. */
export interface SamplerParameters {
  /** DDPM's Σ. */
  readonly variance: Variance
  /** Share of fresh noise of DDIM and of Euler ancestral. */
  readonly eta: number
  /** Of DPM-Solver++ (1–3), its SDE form (1–2) and LMS (1–4). */
  readonly order: number
  /** Heun's γ = S_churn/N, where σ̂ is in [churnMin, churnMax], with noise of deviation S_noise. */
  readonly churn: number
  readonly churnMin: number
  readonly churnMax: number
  readonly churnNoise: number
  /** r of the predictor–corrector. */
  readonly snr: number
  /** Langevin steps a level: of the predictor–corrector and of annealed Langevin. */
  readonly count: number
  /** r of Langevin's δ = r·σ². */
  readonly delta: number
  /** The one level at which plain Langevin stays when it starts from noise, as t of the timeline. */
  readonly stay: number
  /** RK45's tolerance, absolute and relative, as its power of ten. */
  readonly tolerance: number
}

export type ParameterName = keyof SamplerParameters
export type NumberName = Exclude<ParameterName, 'variance'>

export const parameterDefaults: SamplerParameters = {
  variance: 'learned', eta: 0, order: 2, churn: 0, churnMin: 0.05, churnMax: 50, churnNoise: 1.003, snr: 0.16, count: 1, delta: 0.5, stay: 700, tolerance: -3,
}

export interface NumberRange { readonly min: number; readonly max: number; readonly step: number; readonly digits: number }

/** What a control offers and a link may say. */
export const parameterRanges: Readonly<Record<NumberName, NumberRange>> = {
  eta: { min: 0, max: 1, step: 0.05, digits: 2 },
  order: { min: 1, max: 4, step: 1, digits: 0 },
  churn: { min: 0, max: 0.41, step: 0.01, digits: 2 },
  churnMin: { min: 0, max: 80, step: 0.05, digits: 2 },
  churnMax: { min: 0, max: 80, step: 0.05, digits: 2 },
  churnNoise: { min: 0.9, max: 1.1, step: 0.001, digits: 3 },
  snr: { min: 0.01, max: 0.5, step: 0.01, digits: 2 },
  count: { min: 1, max: 20, step: 1, digits: 0 },
  delta: { min: 0.01, max: 2, step: 0.01, digits: 2 },
  stay: { min: 1, max: 1000, step: 1, digits: 0 },
  tolerance: { min: -6, max: -1, step: 1, digits: 0 },
}

/** The highest order of the samplers that have one to choose. */
export const mostOrder: Readonly<Partial<Record<AnySamplerId, number>>> = { 'dpm-solver++': 3, 'sde-dpm-solver++': 2, lms: 4 }

/** Which parameters a sampler has, in the order of their controls. */
export const parametersOf: Readonly<Record<AnySamplerId, readonly ParameterName[]>> = {
  ddpm: ['variance'],
  ddim: ['eta'],
  euler: [],
  heun: ['churn', 'churnMin', 'churnMax', 'churnNoise'],
  midpoint: [],
  rk4: [],
  rk45: ['tolerance'],
  'dpm-solver++': ['order'],
  unipc: [],
  pndm: [],
  lms: ['order'],
  'euler-ancestral': ['eta'],
  'sde-dpm-solver++': ['order'],
  'reverse-sde': [],
  'predictor-corrector': ['snr', 'count'],
  'annealed-langevin': ['delta', 'count'],
  langevin: ['stay', 'delta'],
  'flow-euler': [],
  'flow-midpoint': [],
  'flow-heun': [],
}

/** How a sampler is usually run: choosing it sets these, and the visitor may change them. */
export interface Usual extends Partial<SamplerParameters> {
  readonly process: ProcessId
  readonly grid: GridId
}

export const GRIDS = ['trailing', 'leading', 'linspace', 'quadratic', 'uniform', 'log-snr', 'karras'] as const
export type GridId = (typeof GRIDS)[number]
export const PROCESSES = ['discrete', 'vp', 'sub-vp', 've', 'edm', 'flow', 'cosine-interpolant'] as const satisfies readonly ProcessId[]

/** Grids of whole steps are the discrete process's; the others go by its own time. */
export const gridsOf = (process: ProcessId): readonly GridId[] =>
  GRIDS.filter((grid) => grid === 'log-snr' || grid === 'karras' || (grid === 'uniform') === (process !== 'discrete'))

/** A grid that the process has: the one asked for, or its plainest. */
export const effectiveGrid = ({ process, grid }: { readonly process: ProcessId; readonly grid: GridId }): GridId =>
  gridsOf(process).includes(grid) ? grid : process === 'discrete' ? 'trailing' : 'uniform'

const onSchedule: Usual = { process: 'discrete', grid: 'trailing' }
const byKarras: Usual = { process: 'edm', grid: 'karras' }
const byLogSnr: Usual = { process: 'discrete', grid: 'log-snr' }
const straight: Usual = { process: 'flow', grid: 'uniform' }

export const usual: Readonly<Record<AnySamplerId, Usual>> = {
  ddpm: onSchedule,
  ddim: { ...onSchedule, eta: 0 },
  euler: byKarras,
  heun: { ...byKarras, churn: 0 },
  midpoint: byKarras,
  rk4: byKarras,
  rk45: { ...byKarras, tolerance: -3 },
  'dpm-solver++': { ...byLogSnr, order: 2 },
  unipc: byLogSnr,
  pndm: { ...onSchedule, grid: 'leading' },
  lms: { ...byKarras, order: 4 },
  'euler-ancestral': { ...byKarras, eta: 1 },
  'sde-dpm-solver++': { ...byLogSnr, order: 2 },
  'reverse-sde': { process: 'vp', grid: 'karras' },
  'predictor-corrector': { process: 've', grid: 'uniform', snr: 0.16, count: 1 },
  'annealed-langevin': { process: 've', grid: 'log-snr', delta: 0.6, count: 5 },
  langevin: { ...onSchedule, stay: 700, delta: 0.5 },
  'flow-euler': straight,
  'flow-midpoint': straight,
  'flow-heun': straight,
}

/** Another sampler, run as it usually is. */
export const withSampler = (sampler: AnySamplerId): Usual & { readonly sampler: AnySamplerId } => ({ sampler, ...usual[sampler] })

/** The sampler with its own parameters among all. */
export function samplerSpec({ sampler, ...p }: SamplerParameters & { readonly sampler: AnySamplerId }): AnySamplerSpec {
  const order = Math.min(p.order, mostOrder[sampler] ?? p.order)
  switch (sampler) {
    case 'ddpm': return { id: sampler, variance: p.variance }
    case 'ddim':
    case 'euler-ancestral': return { id: sampler, eta: p.eta }
    case 'heun': return { id: sampler, churn: p.churn, tMin: Math.min(p.churnMin, p.churnMax), tMax: p.churnMax, noise: p.churnNoise }
    case 'dpm-solver++':
    case 'sde-dpm-solver++':
    case 'lms': return { id: sampler, order }
    case 'predictor-corrector': return { id: sampler, snr: p.snr, count: p.count }
    case 'annealed-langevin': return { id: sampler, step: p.delta, count: p.count }
    case 'langevin': return { id: sampler, step: p.delta }
    case 'rk45': return { id: sampler, absolute: 10 ** p.tolerance, relative: 10 ** p.tolerance }
    default: return { id: sampler }
  }
}

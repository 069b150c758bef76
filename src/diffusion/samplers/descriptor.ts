import type { GridId } from '../process-grid'
import type { ProcessId } from '../processes/process'
import type { SamplerStep } from '../step'
import type { ParameterName, SamplerParameters } from './parameters'

/** Order of convergence in the largest step of the sampler's own coordinate. */
export interface Order {
  /** Of each path, or where steps draw fresh noise only of means over many: weak order. */
  readonly kind: 'deterministic' | 'weak'
  readonly value: number
}

/** What a sampler is known by, with its parameters given. */
export interface SamplerInfo {
  /** Null where there is none to speak of. */
  readonly order: Order | null
  /** Whether steps draw fresh noise. */
  readonly stochastic: boolean
  /** Network evaluations a step; the least, of an adaptive sampler. PNDM's first steps cost more. */
  readonly nfe: number
  /** How many steps before this one it looks back upon (`StepInput.history`), at most `mostMemory`. */
  readonly memory: number
  /** Whether it corrects the state that it stepped from (`Step.corrected`): what it remembers then depends on all steps before. */
  readonly corrects: boolean
  /** What p(x_s | x_t) is, given what it remembers. */
  readonly law: StepLaw
  /** Whether it takes as many steps between two levels as a tolerance asks. */
  readonly adaptive: boolean
  /** Whether it needs `StepInput.process`. */
  readonly needsProcess: boolean
  /** Paper and equations. */
  readonly source: string
}

/**
 * What a step makes of x_t, between two levels with noise:
 *
 *     'gaussian'      N(mean, Σ): all fresh noise is added after the network has looked, so that `Step.mean` and what scales
 *                     the noise are all of it
 *     'point'         one state: nothing is drawn
 *     'noise-first'   no Gaussian: the network looks at a state with fresh noise in it, and what it says is not linear in that
 */
export type StepLaw = 'gaussian' | 'point' | 'noise-first'

/** The most steps that any sampler looks back upon: what a run has to keep to go on from any of its frames. */
export const mostMemory = 3

/** How a sampler is usually run: choosing it sets these, and the visitor may change them. */
export interface Usual extends Partial<SamplerParameters> {
  readonly process: ProcessId
  readonly grid: GridId
}

/** Kinds of samplers, as a menu groups them. */
export type SamplerGroup = 'ancestral' | 'ode' | 'sde' | 'langevin' | 'flow'

/**
 * All that is known of a sampler, beside its step. To add one: a file with its step and this, a line in the list of `index.ts`,
 * and its strings.
 */
export interface Sampler<Spec extends { readonly id: string }, Step = SamplerStep> {
  readonly id: Spec['id']
  readonly group: SamplerGroup
  readonly step: (spec: Spec) => Step
  readonly info: (spec: Spec) => SamplerInfo
  /** Which of all parameters it has, in the order of their controls. */
  readonly parameters: readonly ParameterName[]
  /** The highest order, where it is a parameter. */
  readonly mostOrder?: number
  /** Its own specification among all parameters. */
  readonly specOf: (all: SamplerParameters) => Spec
  readonly usual: Usual
}

/** The specification of a descriptor: its id and its own parameters, serialisable. */
export type SpecOf<Described> = Described extends Sampler<infer Spec, infer _Step> ? Spec : never

type Traits = Partial<Omit<SamplerInfo, 'order'>> & { readonly source: string }

const plain = {
  law: 'point' as StepLaw,
  stochastic: false,
  nfe: 1,
  memory: 0,
  adaptive: false,
  needsProcess: false,
  corrects: false,
}

const drawing = { ...plain, stochastic: true, law: 'gaussian' as StepLaw }

/** The facts of a sampler whose paths converge by themselves. */
export const deterministic = (order: number, traits: Traits): SamplerInfo => ({
  ...plain,
  order: { kind: 'deterministic', value: order },
  ...traits,
})

/** Of one that draws fresh noise. */
export const weak = (order: number, traits: Traits): SamplerInfo => ({
  ...drawing,
  order: { kind: 'weak', value: order },
  ...traits,
})

/** Of one that draws fresh noise, and solves no equation in t. */
export const withoutOrder = (traits: Traits): SamplerInfo => ({ ...drawing, order: null, ...traits })

export const onSchedule: Usual = { process: 'discrete', grid: 'trailing' }
export const byKarras: Usual = { process: 'edm', grid: 'karras' }
export const byLogSnr: Usual = { process: 'discrete', grid: 'log-snr' }
export const straight: Usual = { process: 'flow', grid: 'uniform' }

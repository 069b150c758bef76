import type { SamplerStep } from '../step'
import { ddimSampler } from './ddim'
import { ddpmSampler } from './ddpm'
import type { SamplerInfo, SpecOf } from './descriptor'
import { dpmSolverPpSampler } from './dpm-solver-pp'
import { eulerSampler } from './euler'
import { eulerAncestralSampler } from './euler-ancestral'
import { flowEulerSampler } from './flow-euler'
import { flowHeunSampler } from './flow-heun'
import { flowMidpointSampler } from './flow-midpoint'
import { heunSampler } from './heun'
import { annealedLangevinSampler, langevinSampler } from './langevin'
import { lmsSampler } from './lms'
import { midpointSampler } from './midpoint'
import type { SamplerParameters } from './parameters'
import { pndmSampler } from './pndm'
import { predictorCorrectorSampler } from './predictor-corrector'
import { reverseSdeSampler } from './reverse-sde'
import { rk4Sampler } from './rk4'
import { rk45Sampler } from './rk45'
import { sdeDpmSolverPpSampler } from './sde-dpm-solver-pp'
import { unipcSampler } from './unipc'

export { analyticDdpm } from './analytic-ddpm'
export { ddim } from './ddim'
export { ddpm } from './ddpm'
export {
  mostMemory,
  type Order,
  type Sampler,
  type SamplerGroup,
  type SamplerInfo,
  type StepLaw,
  type Usual,
} from './descriptor'
export type { Churn } from './heun'
export * from './parameters'
export type { PndmStart } from './pndm'
export { rk45, type MeasuredSamplerStep, type MeasuredStepInput, type Tolerance } from './rk45'

/** Every sampler, in the order of menus: adding one is its file, a line here, and its strings. */
export const samplers = [
  ddpmSampler,
  ddimSampler,
  eulerSampler,
  heunSampler,
  midpointSampler,
  rk4Sampler,
  rk45Sampler,
  dpmSolverPpSampler,
  unipcSampler,
  pndmSampler,
  lmsSampler,
  eulerAncestralSampler,
  sdeDpmSolverPpSampler,
  reverseSdeSampler,
  predictorCorrectorSampler,
  annealedLangevinSampler,
  langevinSampler,
  flowEulerSampler,
  flowMidpointSampler,
  flowHeunSampler,
] as const

type AnySampler = (typeof samplers)[number]

/** A sampler and its parameters, serialisable: what a run is specified by. */
export type AnySamplerSpec = SpecOf<AnySampler>
export type AnySamplerId = AnySamplerSpec['id']

/** The adaptive sampler has a step of its own kind, `rk45`, which waits for a number. */
export type SamplerSpec = Exclude<AnySamplerSpec, { readonly id: 'rk45' }>
export type SamplerId = SamplerSpec['id']

const byId = new Map<string, AnySampler>(samplers.map((sampler) => [sampler.id, sampler]))

/** What is known of a sampler. @throws RangeError if there is none of that name. */
export function samplerOf(id: AnySamplerId): AnySampler {
  const sampler = byId.get(id)
  if (sampler) return sampler
  throw new RangeError(`sampler must be one of ${[...byId.keys()].join(', ')}, not ${id}.`)
}

// The lists' own types tie each descriptor to the specification of its id, which looking it up forgets.
type Described<Result> = (spec: AnySamplerSpec) => Result

/** The facts of a sampler with these parameters. */
export const samplerInfo = (spec: AnySamplerSpec): SamplerInfo =>
  (samplerOf(spec.id).info as Described<SamplerInfo>)(spec)

/** A sampler's specification, with its own parameters among all. */
export const samplerSpec = ({
  sampler,
  ...all
}: SamplerParameters & { readonly sampler: AnySamplerId }): AnySamplerSpec => samplerOf(sampler).specOf(all)

/**
 * The step of a sampler.
 *
 * @throws RangeError if there is none of that name, or a parameter is out of its range; the step, if it begins on the data.
 */
export function makeSampler(spec: SamplerSpec): SamplerStep {
  const step = (samplerOf(spec.id).step as Described<SamplerStep>)(spec)
  return (input) => {
    if (input.from.noise > 0) return step(input)
    throw new RangeError(`A step must begin where there is noise, not at t = ${input.from.t}.`)
  }
}

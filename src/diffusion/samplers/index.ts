import type { SamplerStep } from '../step'
import { annealedLangevin, langevin } from './langevin'
import { ddim } from './ddim'
import { ddpm, type ReverseVariance } from './ddpm'
import { dpmSolverPp } from './dpm-solver-pp'
import { euler } from './euler'
import { eulerAncestral } from './euler-ancestral'
import { flowEuler } from './flow-euler'
import { flowHeun } from './flow-heun'
import { flowMidpoint } from './flow-midpoint'
import { heun, type Churn } from './heun'
import { lms } from './lms'
import { midpoint } from './midpoint'
import { pndm, type PndmStart } from './pndm'
import { predictorCorrector } from './predictor-corrector'
import { reverseSde } from './reverse-sde'
import { rk4 } from './rk4'
import type { Tolerance } from './rk45'
import { sdeDpmSolverPp } from './sde-dpm-solver-pp'
import { unipc } from './unipc'

/** A sampler and its parameters, serialisable: what a link carries. */
export type SamplerSpec =
  | { readonly id: 'ddpm'; readonly variance: ReverseVariance }
  | { readonly id: 'ddim'; readonly eta: number }
  | { readonly id: 'euler' }
  | ({ readonly id: 'heun' } & Churn)
  | { readonly id: 'midpoint' }
  | { readonly id: 'euler-ancestral'; readonly eta: number }
  | { readonly id: 'dpm-solver++'; readonly order: number }
  | { readonly id: 'sde-dpm-solver++'; readonly order: number }
  | { readonly id: 'pndm'; readonly start?: PndmStart | undefined }
  | { readonly id: 'lms'; readonly order: number }
  | { readonly id: 'unipc' }
  | { readonly id: 'rk4' }
  | { readonly id: 'reverse-sde' }
  | { readonly id: 'predictor-corrector'; readonly snr: number; readonly count: number }
  | { readonly id: 'langevin'; readonly step: number }
  | { readonly id: 'annealed-langevin'; readonly step: number; readonly count: number }
  | { readonly id: 'flow-euler' }
  | { readonly id: 'flow-midpoint' }
  | { readonly id: 'flow-heun' }

export type SamplerId = SamplerSpec['id']

/** The adaptive sampler has a step of its own kind, `rk45`, which waits for a number. */
export type AnySamplerSpec = SamplerSpec | ({ readonly id: 'rk45' } & Tolerance)
export type AnySamplerId = AnySamplerSpec['id']

const makers: { readonly [Id in SamplerId]: (spec: Extract<SamplerSpec, { readonly id: Id }>) => SamplerStep } = {
  ddpm,
  ddim,
  euler,
  heun,
  midpoint,
  'euler-ancestral': eulerAncestral,
  'dpm-solver++': dpmSolverPp,
  'sde-dpm-solver++': sdeDpmSolverPp,
  pndm,
  lms,
  unipc,
  rk4,
  'reverse-sde': reverseSde,
  'predictor-corrector': predictorCorrector,
  langevin,
  'annealed-langevin': annealedLangevin,
  'flow-euler': flowEuler,
  'flow-midpoint': flowMidpoint,
  'flow-heun': flowHeun,
}

/**
 * The step of a sampler.
 *
 * @throws RangeError if there is none of that name, or a parameter is out of its range; the step, if it begins on the data.
 */
export function makeSampler(spec: SamplerSpec): SamplerStep {
  if (!Object.hasOwn(makers, spec.id)) throw new RangeError(`sampler must be one of ${Object.keys(makers).join(', ')}, not ${spec.id}.`)
  // The table's own type ties each maker to the specification of its id, which indexing by a union forgets.
  const sampler = (makers[spec.id] as (spec: SamplerSpec) => SamplerStep)(spec)
  return input => {
    if (input.from.noise > 0) return sampler(input)
    throw new RangeError(`A step must begin where there is noise, not at t = ${input.from.t}.`)
  }
}

import type { SamplerStep } from '../step'
import { ddim } from './ddim'
import { ddpm, type Variance } from './ddpm'

/** A sampler and its parameters, serialisable: what a link carries. */
export type SamplerSpec =
  | { readonly id: 'ddpm'; readonly variance: Variance }
  | { readonly id: 'ddim'; readonly eta: number }

export type SamplerId = SamplerSpec['id']

/** The step of a sampler. @throws RangeError if a parameter is out of its range. */
export function makeSampler(spec: SamplerSpec): SamplerStep {
  switch (spec.id) {
    case 'ddpm':
      return ddpm(spec)
    case 'ddim':
      return ddim(spec)
  }
}

/** What a sampler is known by. */
export interface SamplerInfo {
  /** Order of convergence: weak where stochastic. */
  readonly order: number
  /** Whether steps draw fresh noise. */
  readonly stochastic: boolean
  /** Network evaluations a step. */
  readonly nfe: number
  /** Paper and equations. */
  readonly source: string
}

export function samplerInfo(spec: SamplerSpec): SamplerInfo {
  switch (spec.id) {
    case 'ddpm': {
      const source = spec.variance === 'learned' ? 'Nichol & Dhariwal 2021, eq. 15' : 'Ho et al. 2020, algorithm 2'
      return { order: 1, stochastic: true, nfe: 1, source }
    }
    case 'ddim':
      return { order: 1, stochastic: spec.eta > 0, nfe: 1, source: 'Song et al. 2021 (DDIM), eq. 12 and 16' }
  }
}

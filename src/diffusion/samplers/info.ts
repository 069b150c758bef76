import type { AnySamplerSpec } from '.'
import type { ReverseVariance } from './ddpm'

/** What a sampler is known by. */
export interface SamplerInfo {
  /** Order of convergence in the largest step of its own coordinate: weak where stochastic; 0 where there is none to speak of. */
  readonly order: number
  /** Whether steps draw fresh noise. */
  readonly stochastic: boolean
  /** Network evaluations a step; the least, of an adaptive sampler. PNDM's first steps cost more. */
  readonly nfe: number
  /** Whether it takes as many steps between two levels as a tolerance asks. */
  readonly adaptive: boolean
  /** Paper and equations. */
  readonly source: string
  /** How many steps before this one it remembers (`StepInput.history`). */
  readonly memory: number
  /** Whether it needs `StepInput.process`. */
  readonly needsProcess: boolean
}

type Traits = Partial<SamplerInfo> & { readonly source: string }

const info = (traits: Traits): SamplerInfo => ({ order: 1, stochastic: false, nfe: 1, memory: 0, adaptive: false, needsProcess: false, ...traits })

export function samplerInfo(spec: AnySamplerSpec): SamplerInfo {
  return info(traitsOf(spec))
}

const ddpmSource: Readonly<Record<ReverseVariance, string>> = {
  beta: 'Ho et al. 2020, algorithm 2',
  'beta-tilde': 'Ho et al. 2020, algorithm 2',
  learned: 'Nichol & Dhariwal 2021, eq. 15',
  analytic: 'Bao et al. 2022 (Analytic-DPM), theorem 1',
}

function traitsOf(spec: AnySamplerSpec): Traits {
  switch (spec.id) {
    case 'ddpm':
      return { stochastic: true, source: ddpmSource[spec.variance] }
    case 'ddim':
      return { stochastic: spec.eta > 0, source: 'Song et al. 2021 (DDIM), eq. 12 and 16' }
    case 'euler':
      return { source: 'Karras et al. 2022, eq. 1 and algorithm 1' }
    case 'heun':
      return { order: spec.churn > 0 ? 1 : 2, nfe: 2, stochastic: spec.churn > 0, needsProcess: spec.churn > 0, source: 'Karras et al. 2022, algorithm 2' }
    case 'midpoint':
      return { order: 2, nfe: 2, needsProcess: true, source: 'Karras et al. 2022, appendix D.2' }
    case 'euler-ancestral':
      return { stochastic: spec.eta > 0, source: 'Crowson, k-diffusion; Song et al. 2021 (score SDE), appendix F' }
    case 'langevin':
      return { order: 0, stochastic: true, source: 'Song & Ermon 2019, eq. 4' }
    case 'annealed-langevin':
      return { order: 0, stochastic: true, nfe: spec.count, source: 'Song & Ermon 2019, algorithm 1' }
    case 'predictor-corrector':
      return { order: 0, stochastic: true, nfe: 1 + spec.count, source: 'Song et al. 2021 (score SDE), algorithms 1, 4 and 5' }
    case 'reverse-sde':
      return { stochastic: true, needsProcess: true, source: 'Anderson 1982; Song et al. 2021 (score SDE), eq. 6' }
    default:
      return multistepTraits(spec)
  }
}

type Rest = 'dpm-solver++' | 'sde-dpm-solver++' | 'pndm' | 'lms' | 'unipc' | 'rk4' | 'rk45' | 'flow-euler' | 'flow-midpoint' | 'flow-heun'

function multistepTraits(spec: Extract<AnySamplerSpec, { readonly id: Rest }>): Traits {
  switch (spec.id) {
    case 'dpm-solver++':
      return { order: spec.order, memory: spec.order - 1, source: `Lu et al. 2022 (DPM-Solver++)${spec.order === 2 ? ', algorithm 2' : ''}` }
    case 'sde-dpm-solver++':
      return { order: spec.order, stochastic: true, memory: spec.order - 1, source: 'Lu et al. 2022 (DPM-Solver++), SDE-DPM-Solver++' }
    case 'pndm':
      return spec.start === 'runge-kutta'
        ? { order: 2, memory: 3, needsProcess: true, source: 'Liu et al. 2022 (PNDM), eq. 12 and 13: F-PNDM' }
        : { order: 2, memory: 3, source: 'Liu et al. 2022 (PNDM), eq. 12: PLMS alone' }
    case 'lms':
      return { order: spec.order, memory: spec.order - 1, source: 'Crowson, k-diffusion, sample_lms' }
    case 'unipc':
      return { order: 3, memory: 2, source: 'Zhao et al. 2023 (UniPC), section 3' }
    case 'rk4':
      return { order: 4, nfe: 4, needsProcess: true, source: 'Song et al. 2021 (score SDE), eq. 13' }
    case 'rk45':
      return { order: 5, nfe: 7, adaptive: true, needsProcess: true, source: 'Dormand & Prince 1980; Song et al. 2021 (score SDE), section 4.3' }
    case 'flow-euler':
      return { needsProcess: true, source: 'Liu et al. 2023 (rectified flow)' }
    case 'flow-midpoint':
      return { order: 2, nfe: 2, needsProcess: true, source: 'Lipman et al. 2023 (flow matching), with the midpoint method' }
    case 'flow-heun':
      return { order: 2, nfe: 2, needsProcess: true, source: "Lipman et al. 2023 (flow matching), with Heun's method" }
  }
}

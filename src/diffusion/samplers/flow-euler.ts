import type { SamplerStep } from '../step'
import { deterministic, straight, type Sampler } from './descriptor'
import { inOwnTime, type Tableau } from './runge-kutta'

const tableau: Tableau = { c: [0], a: [[]], b: [1] }

/**
 * Euler's method on the flow dx/dt = α'·x̂₀ + σ'·ε̂ in the process's own time, which on the straight path is ε̂ − x̂₀:
 * x_s = x_t + (s − t)·dx/dt. Liu et al. 2023 (rectified flow), Lipman et al. 2023.
 *
 * Deterministic, order 1, one network evaluation; needs the process. On the straight path it is DDIM with η = 0. The step to
 * data is x̂₀ itself: σ' is infinite at the data of a diffusion, and on the straight path Euler's step is x̂₀ anyway.
 */
const flowEuler = (): SamplerStep => inOwnTime('flow-euler', tableau)

export const flowEulerSampler: Sampler<{ readonly id: 'flow-euler' }> = {
  id: 'flow-euler',
  group: 'flow',
  step: flowEuler,
  info: () => deterministic(1, { needsProcess: true, source: 'Liu et al. 2023 (rectified flow)' }),
  parameters: [],
  specOf: () => ({ id: 'flow-euler' }),
  usual: straight,
}

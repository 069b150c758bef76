import type { SamplerStep } from '../step'
import { byKarras, deterministic, type Sampler } from './descriptor'
import { inOwnTime, type Tableau } from './runge-kutta'

const tableau: Tableau = {
  c: [0, 1 / 2, 1 / 2, 1],
  a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
}

/**
 * The classical Runge–Kutta method (RK4) on the probability-flow ODE, dx/dt = α'·x̂₀ + σ'·ε̂, in the process's own time.
 *
 * Song et al. 2021 (score SDE), eq. 13. Deterministic, order 4, four network evaluations (one at the step to data, as for
 * `flowEuler`); needs the process. Between the steps of a discrete schedule the flow has kinks, so the order shows only where
 * levels are whole.
 */
const rk4 = (): SamplerStep => inOwnTime('rk4', tableau)

export const rk4Sampler: Sampler<{ readonly id: 'rk4' }> = {
  id: 'rk4',
  group: 'ode',
  step: rk4,
  info: () => deterministic(4, { nfe: 4, needsProcess: true, source: 'Song et al. 2021 (score SDE), eq. 13' }),
  parameters: [],
  specOf: () => ({ id: 'rk4' }),
  usual: byKarras,
}

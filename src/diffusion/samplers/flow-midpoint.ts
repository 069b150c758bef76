import type { SamplerStep } from '../step'
import { deterministic, straight, type Sampler } from './descriptor'
import { inOwnTime, type Tableau } from './runge-kutta'

const tableau: Tableau = { c: [0, 1 / 2], a: [[], [1 / 2]], b: [0, 1] }

/**
 * The midpoint method on the same flow: x_s = x_t + (s − t)·dx/dt at ½(t + s), where Euler's half step leads.
 *
 * Deterministic, order 2, two network evaluations (one at the step to data, as for `flowEuler`); needs the process.
 */
const flowMidpoint = (): SamplerStep => inOwnTime('flow-midpoint', tableau)

export const flowMidpointSampler: Sampler<{ readonly id: 'flow-midpoint' }> = {
  id: 'flow-midpoint',
  group: 'flow',
  step: flowMidpoint,
  info: () =>
    deterministic(2, {
      nfe: 2,
      needsProcess: true,
      source: 'Lipman et al. 2023 (flow matching), with the midpoint method',
    }),
  parameters: [],
  specOf: () => ({ id: 'flow-midpoint' }),
  usual: straight,
}

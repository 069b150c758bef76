import type { SamplerStep } from '../step'
import { deterministic, straight, type Sampler } from './descriptor'
import { inOwnTime, type Tableau } from './runge-kutta'

const tableau: Tableau = { c: [0, 1], a: [[], [1]], b: [1 / 2, 1 / 2] }

/**
 * Heun's method on the same flow: x_s = x_t + (s − t)·½·(dx/dt at t + dx/dt where Euler's step leads).
 *
 * Deterministic, order 2, two network evaluations (one at the step to data, as for `flowEuler`); needs the process.
 */
const flowHeun = (): SamplerStep => inOwnTime('flow-heun', tableau)

export const flowHeunSampler: Sampler<{ readonly id: 'flow-heun' }> = {
  id: 'flow-heun',
  group: 'flow',
  step: flowHeun,
  info: () =>
    deterministic(2, { nfe: 2, needsProcess: true, source: "Lipman et al. 2023 (flow matching), with Heun's method" }),
  parameters: [],
  specOf: () => ({ id: 'flow-heun' }),
  usual: straight,
}

import type { SamplerStep } from '../step'
import { inOwnTime, type Tableau } from './runge-kutta'

const tableau: Tableau = { c: [0, 1], a: [[], [1]], b: [1 / 2, 1 / 2] }

/**
 * Heun's method on the same flow: x_s = x_t + (s − t)·½·(dx/dt at t + dx/dt where Euler's step leads).
 *
 * Deterministic, order 2, two network evaluations (one at the step to data, as for `flowEuler`); needs the process.
 */
export const flowHeun = (): SamplerStep => inOwnTime('flow-heun', tableau)

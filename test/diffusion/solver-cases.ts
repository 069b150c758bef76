import {
  cosineInterpolant,
  cosineSchedule,
  discreteProcess,
  edmProcess,
  flowProcess,
  linearSchedule,
  normalArray,
  subVpProcess,
  veProcess,
  vpProcess,
  type Process,
  type SamplerSpec,
} from '../../src/diffusion'

// The solvers, processes and random states over which the tests of solvers go.

export const specs: readonly SamplerSpec[] = [
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'ddim', eta: 0.5 },
  { id: 'euler' },
  { id: 'heun', churn: 0 },
  { id: 'heun', churn: 0.3 },
  { id: 'midpoint' },
  { id: 'euler-ancestral', eta: 1 },
  { id: 'dpm-solver++', order: 1 },
  { id: 'dpm-solver++', order: 2 },
  { id: 'dpm-solver++', order: 3 },
  { id: 'sde-dpm-solver++', order: 1 },
  { id: 'sde-dpm-solver++', order: 2 },
  { id: 'pndm' },
  { id: 'pndm', start: 'runge-kutta' },
  { id: 'lms', order: 1 },
  { id: 'lms', order: 4 },
  { id: 'unipc' },
  { id: 'rk4' },
  { id: 'reverse-sde' },
  { id: 'predictor-corrector', snr: 0.16, count: 2 },
  { id: 'langevin', step: 0.2 },
  { id: 'annealed-langevin', step: 0.2, count: 3 },
  { id: 'flow-euler' },
  { id: 'flow-midpoint' },
  { id: 'flow-heun' },
]

export const processes: readonly Process[] = [
  discreteProcess(linearSchedule()),
  discreteProcess(cosineSchedule(4000)),
  vpProcess(),
  subVpProcess(),
  veProcess(),
  edmProcess(),
  flowProcess(),
  cosineInterpolant(),
]

const size = 6

export const random = (step: number, draw = 0) => normalArray({ seed: 5, purpose: 'step', step, sample: 0, draw }, size)

import { entry } from './entry'
import { ddpm, edm, flows, sde, vdm } from './papers'

/** Processes: how fast the picture fades and the noise grows. */
export const processes = {
  process: entry(
    'α(t), σ(t)',
    ['dx = f(t)·x·dt + g(t)·dw', 'xₜ = α(t)·x₀ + σ(t)·ε'],
    `${sde}, eq. 5; ${vdm}`,
    'settings',
    'alpha',
    'sigma',
    'drift',
    'diffusion',
  ),
  discrete: entry('DDPM', 'xₜ = √(1 − βₜ)·x_{t−1} + √(βₜ)·z', `${ddpm}, eq. 2`, 'settings', 'beta', 'schedule', 'vp'),
  vp: entry(
    'VP',
    ['dx = −½·β(t)·x·dt + √(β(t))·dw', 'log α = −¼·t²·(B − b) − ½·t·b', 'σ = √(1 − α²)'],
    `${sde}, eq. 11 and appendix C`,
    'settings',
    'discrete',
    'sub-vp',
    'process',
  ),
  'sub-vp': entry('sub-VP', 'σ = 1 − α²', `${sde}, eq. 12`, 'settings', 'vp', 'process'),
  ve: entry(
    'VE',
    ['α = 1', 'σ = a·(b/a)^t'],
    `${sde}, section 3.4 and appendix C, with a = σ_min and b = σ_max`,
    'settings',
    'edm',
    'langevin',
    'process',
  ),
  edm: entry('EDM', ['α = 1', 'σ = t'], `${edm}, table 1`, 'settings', 'sigma-hat', 've', 'ode', 'rho'),
  flow: entry(
    'flow',
    'xₜ = (1 − t)·x₀ + t·ε',
    `${flows}, section 4.1, example II`,
    'settings',
    'velocity',
    'reflow',
    'process',
  ),
  'cosine-interpolant': entry(
    'cos, sin',
    ['α = cos(π·t/2)', 'σ = sin(π·t/2)'],
    'Salimans & Ho 2022; Albergo & Vanden-Eijnden 2023 (stochastic interpolants)',
    'settings',
    'v',
    'process',
  ),
} as const

import type { Term } from './term'

/** The way back to data. */
export const walkingBack = {
  sampler: {
    name: 'sampler',
    plain: 'The recipe by which a noisy picture becomes a slightly less noisy one.',
    exact:
      'A rule for one step to a lower noise level, from xₜ and what the denoiser says of it, with fresh noise or without.',
  },
  step: {
    name: 'step',
    plain: 'One move from a noise level to the next lower one.',
    exact:
      'From level t to level s: each sampler of one evaluation a step takes a sum of xₜ or x̂₀, of ε̂ and of fresh noise.',
  },
  steps: {
    name: 'number of steps',
    plain: 'How many moves lead from noise to the picture: more are slower and finer.',
    exact: 'The number N of intervals between the noise levels that a run visits; it need not be T.',
  },
  grid: {
    name: 'grid',
    plain: 'Which noise levels the walk stops at.',
    exact:
      'The choice of N levels out of the process: even in t (leading, trailing, linspace), in time, in log SNR, or in a root of σ̂.',
  },
  rho: {
    name: 'exponent of Karras’ grid',
    plain: 'How much more closely the levels lie where little noise is left.',
    exact:
      'The grid is even in the ρ-th root of σ̂: 1 is even in σ̂, 7 is EDM’s choice, and towards infinity it is even in log SNR.',
  },
  seed: {
    name: 'seed',
    plain: 'A number that decides all dice: the same seed, the same picture.',
    exact:
      'The key of a counter-based generator, whose uniform numbers become normal ones by the inverse of the normal distribution function: the same bits on every machine.',
  },
  z: {
    name: 'fresh noise',
    plain: 'New random numbers that a step puts in.',
    exact:
      'Standard normal noise, independent of all that was drawn before; it is no part of ε, which the state already holds.',
  },
  nfe: {
    name: 'network evaluations',
    plain: 'How often the network was asked: that is what a picture costs.',
    exact: 'The number of function evaluations; a step of Heun’s method spends two, and guidance doubles them.',
  },
  order: {
    name: 'order',
    plain: 'How fast the error falls when the steps become shorter.',
    exact:
      'Of order p, an error that shrinks as the p-th power of the step length h; with fresh noise it is meant on average.',
  },
  posterior: {
    name: 'posterior of a step',
    plain: 'Where the picture was one step earlier, if one knew both its start and where it is now.',
    exact:
      'The normal distribution of the cleaner state given xₜ and x₀, which DDPM samples with x̂₀ in the place of x₀.',
  },
  ddpm: {
    name: 'denoising diffusion probabilistic model',
    plain: 'Takes out some of the noise, then puts a little fresh noise in.',
    exact: 'Ancestral sampling: each step draws from the posterior of the step, with x̂₀ for x₀.',
  },
  'beta-tilde': {
    name: 'variance of the posterior',
    plain: 'The least fresh noise that a step of DDPM can have.',
    exact: 'The variance of the posterior of a step, the lower bound of the reverse variance; β is the upper one.',
  },
  'learned-variance': {
    name: 'learned variance',
    plain: 'The network itself says how much fresh noise each pixel gets.',
    exact: 'An interpolation between log β and log β̃ by an output of the network, a number for each pixel.',
  },
  'analytic-variance': {
    name: 'analytic variance',
    plain: 'The fresh noise that suits best on average, worked out from how wrong the guesses are.',
    exact:
      'The best variance that is the same for all numbers of x: β̃ plus what the mean squared error of x̂₀ brings in through the posterior’s mean.',
  },
  'sigma-theta': {
    name: 'deviation of the fresh noise',
    plain: 'How much fresh noise this step puts in, pixel by pixel.',
    exact:
      'The standard deviation of the reverse step as the network θ learned it, multiplied number by number (⊙) with fresh noise z.',
  },
  ddim: {
    name: 'denoising diffusion implicit model',
    plain: 'Goes straight by the guess, and leaves nothing to chance after the start.',
    exact: 'A family of samplers with DDPM’s marginals; at η = 0 a first-order solver of the probability flow.',
  },
  eta: {
    name: 'share of fresh noise',
    plain: 'How much chance there is on the way: 0 none, 1 as much as in DDPM.',
    exact:
      'The factor of √β̃ in the standard deviation of a step’s fresh noise; the mean is changed so that the marginals stay.',
  },
  inversion: {
    name: 'DDIM inversion',
    plain: 'The walk run backwards: from a picture to the noise that would become it.',
    exact:
      'DDIM at η = 0 from less noise to more, each step with the answer of its cleaner end: exact only in the limit of small steps.',
  },
  drift: {
    name: 'drift',
    plain: 'The pull, without any dice, of the equation that brings the noise.',
    exact: 'The coefficient of x in the forward equation, the logarithmic derivative of α(t).',
  },
  diffusion: {
    name: 'diffusion',
    plain: 'How strongly the equation shakes at each moment.',
    exact:
      'The coefficient of the Wiener process; its square is what the variance gains beyond the drift, and equals −σ²·dλ/dt.',
  },
  sde: {
    name: 'reverse SDE',
    plain: 'The noising played backwards, with fresh noise at each moment.',
    exact:
      'The stochastic differential equation whose solutions, backwards in time, have the same marginals as the forward process.',
  },
  ode: {
    name: 'probability flow ODE',
    plain: 'A current that carries every point of noise to data without any dice.',
    exact:
      'The ordinary differential equation with the same marginals as the SDE; it makes a map between noise and data that can be inverted.',
  },
  ancestral: {
    name: 'ancestral sampling',
    plain: 'Steps down too far, then comes back up with fresh noise.',
    exact: 'A deterministic step to σ_down and fresh noise of σ_up, so that the variance of the next level comes out.',
  },
  churn: {
    name: 'churn',
    plain: 'Stirs a little fresh noise in before a step, which can wash out old mistakes.',
    exact:
      'The noise level is raised from σ̂ to (1 + γ)·σ̂, by noise whose deviation is S_noise times what is lacking, before a step of Heun’s method; γ is S_churn/N in EDM.',
  },
  langevin: {
    name: 'Langevin dynamics',
    plain: 'Small steps uphill, each with a little noise: a wandering that visits likely places oftener.',
    exact:
      'A Markov chain whose stationary distribution, as δ → 0, is the density of whose score it is given; here δ is given in multiples of σ².',
  },
  delta: {
    name: 'size of a Langevin step',
    plain: 'How far one shake goes.',
    exact:
      'The step size of Langevin dynamics, set in multiples of σ²; on noise alone the variance settles at 1/(1 − δ/(4·σ²)) times σ².',
  },
  corrector: {
    name: 'the corrector’s signal-to-noise',
    plain: 'How hard each level is shaken after a step, so that mistakes settle.',
    exact:
      'The ratio of the norms of the corrector’s drift and of its noise; with the norms that noise has in expectation, δ = 4·r²·σ².',
  },
  tolerance: {
    name: 'tolerated error',
    plain: 'How wrong each small step may be before it is tried again, shorter.',
    exact:
      'Absolute and relative tolerance of an embedded Runge–Kutta pair, whose difference of orders 5 and 4 estimates the error.',
  },
  clipping: {
    name: 'clipping',
    plain: 'Guesses that are blacker than black or whiter than white are pulled back.',
    exact: 'x̂₀ is limited to the range of the data, and ε̂ derived again, so that α·x̂₀ + σ·ε̂ is still xₜ.',
  },
  thresholding: {
    name: 'dynamic thresholding',
    plain: 'A guess that is too strong is made fainter as a whole, not cut off.',
    exact: 'x̂₀ is clipped to ±s and divided by s, where s is a high quantile of its absolute values, and at least 1.',
  },
} satisfies Readonly<Record<string, Term>>

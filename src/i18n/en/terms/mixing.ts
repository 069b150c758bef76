import type { Term } from './term'

/** Into noise: data, noise, and how they are mixed. */
export const mixing = {
  x0: {
    name: 'the data',
    plain: 'What there is at the start: the clean picture, or the point, before any noise is on it.',
    exact: 'A sample of the distribution of the data; a picture’s pixels are numbers from −1, black, to 1, white.',
  },
  xt: {
    name: 'the noisy state',
    plain: 'What you see at time t: some of the picture and some noise, added up.',
    exact: 'The state at time t: given x₀ it is normal with mean α(t)·x₀ and variance σ(t)² for each number.',
  },
  'x-end': {
    name: 'pure noise',
    plain: 'The other end of the walk: nothing but noise, out of which the way back begins.',
    exact:
      'The state at the last time, of a distribution that no longer depends on the data: a standard normal, or one of variance σ² where variance explodes.',
  },
  epsilon: {
    name: 'the noise',
    plain: 'A random number for each pixel, most of them near 0, that is mixed into the picture.',
    exact:
      'Standard normal noise of the shape of x₀; the way into noise keeps one ε for all times, drawn from the seed.',
  },
  t: {
    name: 'time',
    plain: 'How far into noise: 0 is the picture, the largest t is nothing but noise.',
    exact:
      'On the timeline the index of a discrete process, 0 to T; in a process’s own time it runs from 0 to 1, or is the noise level σ itself (EDM).',
  },
  T: {
    name: 'the last time',
    plain: 'The number of small steps into noise that the network was trained on.',
    exact: 'The number of steps of the discrete process; the networks here have 1,000, as DDPM has.',
  },
  alpha: {
    name: 'the signal’s factor',
    plain: 'The number that the picture is multiplied by: 1 is all of it, 0 none.',
    exact: 'The coefficient of x₀ in xₜ, √ᾱₜ of a discrete process; it is not DDPM’s αₜ = 1 − βₜ.',
  },
  sigma: {
    name: 'the noise’s factor',
    plain: 'The number that the noise is multiplied by: 0 is none of it.',
    exact: 'The coefficient of ε in xₜ, so the standard deviation of the noise; √(1 − ᾱₜ) of a discrete process.',
  },
  'alpha-bar': {
    name: 'the signal’s share of the variance',
    plain: 'How much of the picture is left at time t, from 1, all, to 0, nothing.',
    exact:
      'The product of all 1 − β up to t, the square of α(t): of data whose variance is 1 it is the share of xₜ’s variance that comes from x₀.',
  },
  beta: {
    name: 'variance of a forward step',
    plain: 'How much noise the t-th small step puts in.',
    exact: 'The variance that step t of the forward process adds, while what was there is multiplied by √(1 − βₜ).',
  },
  schedule: {
    name: 'schedule',
    plain: 'The plan that says how fast the noise comes.',
    exact:
      'The sequence of βₜ, or of ᾱₜ; most networks here were trained on the cosine schedule, with s = 0.008, and walk under any other at equal log SNR.',
  },
  variance: {
    name: 'amplitude and variance',
    plain: 'Factors of the picture and of the noise need not add up to 1: it is their squares that do.',
    exact:
      'Independent parts add in variance, so where variance is preserved α² and σ² are shares, and α and σ are amplitudes.',
  },
  snr: {
    name: 'signal-to-noise ratio',
    plain: 'How strong the picture is against the noise that lies over it.',
    exact: 'The ratio of the variances of signal and noise; it falls with t from infinity to, or nearly to, zero.',
  },
  'log-snr': {
    name: 'log SNR',
    plain:
      'Signal against noise on a scale where each step is a factor: above 0 the picture is stronger, below 0 the noise.',
    exact:
      'The natural logarithm of SNR: processes that agree in it differ by a rescaling of xₜ alone; the λ of DPM-Solver is half of it.',
  },
  'sigma-hat': {
    name: 'noise against signal',
    plain: 'How many times stronger the noise is than the picture.',
    exact: 'The noise level after division by α, xₜ/α = x₀ + σ̂·ε: the σ of EDM, whatever the process.',
  },
  density: {
    name: 'density of the noisy states',
    plain: 'A mountain map that says how likely each noisy picture is at time t.',
    exact:
      'The marginal density of xₜ over all data; of n data points y it is a mixture of n Gaussians, which the plane computes exactly.',
  },
} satisfies Readonly<Record<string, Term>>

import { exactly, integer } from '../format/numbers'
import { plural } from '../format/plural'

const evaluationsOf = (evaluations: number) =>
  `${integer(evaluations)} ${plural(evaluations, { one: 'evaluation', other: 'evaluations' })}`

/**
 * Samplers in plain words: what each does, and what to watch. Keys are the samplers' and their parameters' names. The sentences hold
 * in both rooms: “the denoiser” is a network or the exact formula, and “x” is a picture or a point.
 */
export const samplers = {
  name: 'Sampler',
  all: 'All samplers',
  allExplain: 'Compares them in a table, to choose from.',
  groups: {
    ancestral: 'The two classics',
    ode: 'ODE solvers: no fresh noise, unless asked for',
    sde: 'SDE solvers: with fresh noise',
    langevin: 'Langevin dynamics',
    flow: 'Flow solvers, in the process’s own time',
  },
  titles: {
    ddpm: 'DDPM',
    ddim: 'DDIM',
    euler: 'Euler',
    heun: 'Heun (EDM)',
    midpoint: 'Midpoint',
    rk4: 'Runge–Kutta (RK4)',
    rk45: 'Adaptive Runge–Kutta (RK45)',
    'dpm-solver++': 'DPM-Solver++',
    unipc: 'UniPC',
    pndm: 'PNDM (PLMS)',
    lms: 'LMS',
    'euler-ancestral': 'Euler ancestral',
    'sde-dpm-solver++': 'SDE-DPM-Solver++',
    'reverse-sde': 'Reverse SDE (Euler–Maruyama)',
    'predictor-corrector': 'Predictor–corrector',
    'annealed-langevin': 'Annealed Langevin',
    langevin: 'Langevin',
    'flow-euler': 'Flow Euler',
    'flow-midpoint': 'Flow midpoint',
    'flow-heun': 'Flow Heun',
  },
  explain: {
    ddpm: 'Takes out part of what the denoiser calls noise, then puts a little fresh noise in, less each time. It was made for hundreds of steps; with few the result stays rough.',
    ddim: 'Goes straight by what the denoiser says. With η = 0 nothing is left to chance after the start, and a few dozen steps are enough.',
    euler:
      'Follows the slope that the denoiser gives in a straight line to the next level: the simplest solver. On the same levels it is DDIM with η = 0.',
    heun: 'Asks the denoiser where it stands and again where that leads, and goes by the mean of both slopes: twice the cost for much smaller errors. Churn puts fresh noise in before a step, which can wash out old mistakes.',
    midpoint:
      'Goes half the way, asks the denoiser there, and takes the whole step by that slope. With half the step size its error falls to about a quarter.',
    rk4: 'Asks the denoiser four times a step and blends the slopes: the classic Runge–Kutta method. Very exact on a smooth path, and the dearest step of all.',
    rk45: 'Takes as many small steps between two levels as its tolerance asks, and measures its own error as it goes: it reads one number back from the GPU for each try. The page shows only where the levels are.',
    'dpm-solver++':
      'Remembers the last guesses of x₀ and goes on with their trend, so that asking once a step is enough. Ten to twenty steps already give good results.',
    unipc:
      'As DPM-Solver++, and it corrects each step afterwards with the answer that the next step needs anyway. Made for very few steps.',
    pndm: 'Blends the last four answers of the denoiser, as Stable Diffusion did at first. It takes the levels for evenly spaced in t: leave it on a grid that is.',
    lms: 'Draws a curve through its last slopes and follows it to the next level. Asks once a step; a high order overshoots where the levels lie far apart.',
    'euler-ancestral':
      'Steps further down than it should, then back up with fresh noise. With the same η it is DDIM, seen from another side.',
    'sde-dpm-solver++':
      'DPM-Solver++ with fresh noise at each step. The noise can wash out earlier mistakes; it takes a few more steps.',
    'reverse-sde':
      'The noising played backwards in small random steps, just as its equation is written. Simple and slow: it wants hundreds of steps, and with few the errors grow large.',
    'predictor-corrector':
      'After each step down it shakes x at its new level a few times, so that mistakes settle. Each shake asks the denoiser once more.',
    'annealed-langevin':
      'At each level some small steps uphill, to where x is likelier, each with noise; then on to the next level. The oldest of the score-based samplers; it wants many levels and many steps at each.',
    langevin:
      'Stays at one noise level and wanders there: a little uphill, to where x is likelier, and a little noise. It hardly gets from one kind of data to another, which is what annealing is for. Of pictures, a last step leads to data.',
    'flow-euler':
      'Follows the flow from noise to data in straight pieces. On the straight path it is DDIM with η = 0: a few steps are enough only where a network’s paths were made straight.',
    'flow-midpoint':
      'Goes half a step along the flow, asks the denoiser there, and takes the whole step in that direction.',
    'flow-heun': 'Goes a step along the flow, asks the denoiser there again, and takes the mean of both directions.',
  },

  factsName: 'Its properties',
  order: (order: number) => `order ${exactly(order)}`,
  weakOrder: (order: number) => `weak order ${exactly(order)}`,
  noOrder: 'without an order',
  fresh: 'fresh noise',
  decided: 'no fresh noise',
  evaluations: (evaluations: number) => `${evaluationsOf(evaluations)} of the denoiser a step`,
  evaluationsAtLeast: (evaluations: number) => `at least ${evaluationsOf(evaluations)} of the denoiser a step`,
  /** Twice as many. */
  guided: (evaluations: number) => `2 × ${integer(evaluations)} evaluations of the denoiser a step`,

  parameters: {
    variance: 'Variance of the fresh noise',
    eta: 'η, share of fresh noise',
    order: 'Order',
    churn: 'γ, churn',
    churnMin: 'Churn above σ̂ =',
    churnMax: 'Churn below σ̂ =',
    churnNoise: 'Strength of the churn’s noise',
    snr: 'r, how hard it shakes',
    count: 'Langevin steps a level',
    delta: 'δ, size of a Langevin step',
    stay: 'Stays at t',
    tolerance: 'Tolerated error',
  },
  parametersExplain: {
    eta: '0: none, the walk is decided by its start. 1: as much as DDPM with β̃.',
    order: 'How many answers of the denoiser it combines once it has them.',
    churn: 'Raises the noise level by this share before a step, by fresh noise. 0: none.',
    churnMin: 'No churn where there is less noise than this (σ̂ = σ/α, noise against signal).',
    churnMax: 'No churn where there is more noise than this.',
    churnNoise: 'Slightly above 1 makes up for detail that a network smooths away.',
    snr: 'Signal against noise in a corrector’s step; 0.16 in the paper. Too much leaves noise behind.',
    count: 'Each asks the denoiser once.',
    delta: 'In multiples of σ². Small: exact and slow. Large: fast, and noise is left behind.',
    stay: 'The one noise level at which it stays, as a place on the timeline; from a picture, that picture’s own.',
    tolerance: 'The error allowed in each small step, absolute and relative. Smaller: more exact, and more steps.',
  },
  varianceTitles: { learned: 'learned', beta: 'β', 'beta-tilde': 'β̃', analytic: 'analytic' },
  varianceExplain: {
    learned: 'Between β̃ and β, for each pixel as the network says.',
    beta: 'The variance of the forward step: the upper bound. On VE and EDM, whose variance grows, that is much more noise than on the others: another sampler (Song et al. 2021, reverse diffusion), whose pictures spread too widely in few steps.',
    'beta-tilde': 'The variance of the true step if x₀ were known: the lower bound.',
    analytic:
      'The best one that is the same for every number of x, from how wrong the denoiser is at each level: measured once over the data.',
  },

  table: {
    sampler: 'Sampler',
    order: 'Order',
    noise: 'Fresh noise',
    evaluations: 'Evaluations a step',
    source: 'Source',
    intro:
      'Each as it is usually run; choose one to walk with it. Evaluations: how often the denoiser is asked, which is the network or, in the plane, also the exact formula. Order: how fast the error falls as the steps shrink (order 2: half the step, a quarter of the error). Weak: with fresh noise no path converges, but means over many do, with that order.',
    noOrder: '–',
    weakOrder: (order: number) => `${exactly(order)} (weak)`,
    least: (evaluations: number) => `≥ ${integer(evaluations)}`,
    yes: 'yes',
    no: 'no',
  },
}

import { integer } from '../format/numbers'
import { plural } from '../format/plural'

/** The noise levels that a reverse walk visits, in plain words. Keys are the processes' and grids' names. */
export const levels = {
  group: 'Noise levels',
  more: 'Process and grid',
  process: 'Process',
  processTitles: {
    discrete: 'The network’s own',
    vp: 'VP',
    'sub-vp': 'Sub-VP',
    ve: 'VE',
    edm: 'EDM',
    flow: 'Flow, the straight path',
    'cosine-interpolant': 'Cosine interpolant',
  },
  processExplain: {
    discrete: 'What the network was trained on: 1,000 steps of its own schedule, α² + σ² = 1.',
    vp: 'Variance preserving: the first DDPM’s schedule in infinitely small steps, α² + σ² = 1.',
    'sub-vp': 'As VP, with less noise on the way: σ = 1 − α².',
    ve: 'Variance exploding: the picture is never dimmed (α = 1), and noise is piled on it until it drowns, up to σ = 50.',
    edm: 'The picture is never dimmed (α = 1), and time is the noise level itself: σ = t, up to 80.',
    flow: 'Straight from data to noise, xₜ = (1 − t)·x₀ + t·ε, as in rectified flow and flow matching.',
    'cosine-interpolant': 'From data to noise along a quarter circle: α = cos(πt/2), σ = sin(πt/2).',
  },
  schedule: 'Schedule',
  scheduleTitles: {
    own: 'The network’s own',
    linear: 'Linear',
    'scaled-linear': 'Scaled linear',
    cosine: 'Cosine',
    sigmoid: 'Sigmoid',
    quadratic: 'Quadratic',
    exponential: 'Exponential',
    constant: 'Constant',
    'zero-terminal-snr': 'Zero terminal SNR',
    drawn: 'Drawn',
  },
  scheduleExplain:
    'How fast the noise comes, there and back. Under “Schedules” below they are compared, and you can draw one.',
  /** The discrete process under a schedule that is not the network’s own. */
  discreteTitle: (schedule: string) => `DDPM, schedule: ${schedule}`,
  discreteExplain: '1,000 steps of the schedule that is chosen, α² + σ² = 1.',
  processShared:
    'The same network serves every process: it is asked at equal signal-to-noise ratio. Pictures are shown rescaled.',
  /** Whether a network was trained at all levels of a walk, and at how many it was not. */
  beyond: ({ cleaner, noisier }: { cleaner: number; noisier: number }, levels: number) =>
    cleaner + noisier === 0
      ? 'The network was trained at all these log SNRs.'
      : `Of the ${integer(levels)} ${plural(levels, { one: 'level', other: 'levels' })} of a walk back, ${[
          noisier > 0 && `${integer(noisier)} ${plural(noisier, { one: 'is', other: 'are' })} noisier`,
          cleaner > 0 && `${integer(cleaner)} ${plural(cleaner, { one: 'is', other: 'are' })} cleaner`,
        ]
          .filter(Boolean)
          .join(
            ' and ',
          )} than anything that the network was trained on: there it is asked at the end of what it knows.`,
  grid: 'Grid',
  gridTitles: {
    trailing: 'Trailing',
    leading: 'Leading',
    linspace: 'Linspace',
    quadratic: 'Quadratic',
    uniform: 'Even in time',
    'log-snr': 'Even in log SNR',
    karras: 'Karras (EDM)',
  },
  gridExplain: {
    trailing: 'Evenly spaced in t, beginning at t = 1000, where pure noise belongs.',
    leading:
      'Evenly spaced in t, down to t = 1. It begins short of t = 1000, where pure noise is not quite what belongs there.',
    linspace: 'Evenly spaced in t, from t = 1000 down to t = 1.',
    quadratic: 'From t = 1000 down to t = 1, sparse near noise and dense near data.',
    uniform: 'Evenly spaced in the process’s own time.',
    'log-snr': 'Each step lowers noise against signal by the same factor; from σ̂ = σ/α of at most 80.',
    karras: 'Evenly spaced in the ρ-th root of σ̂ = σ/α, from at most 80: small steps where little noise is left.',
  },
  rho: 'ρ',
  rhoExplain: '1: even in σ̂. The larger, the more of the steps are near the data; 7 in the paper.',
  skip: 'Skip',
  skipped: (levels: number) => `without the first ${integer(levels)}`,
  skipExplain: 'Leaves out the first levels: the walk begins lower down, from pure noise all the same.',
}

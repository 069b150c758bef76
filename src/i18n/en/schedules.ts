import { figure } from '../format/figures'
import { fixed, perCent, integer } from '../format/numbers'

/** The choice among schedules, and drawing one. */
export const schedules = {
  intro:
    'A schedule says how fast the noise comes. The same network walks back under each: it is asked at equal log SNR, which is all that it has to know. What differs is how many steps are spent where.',
  list: 'Schedules',
  /** Heads of the columns. */
  film: 'into noise, t from 0 to 1000',
  shares: 'share of the steps at each log SNR',
  ends: 'walked back',
  knows: 'The log SNRs that the network was trained on.',
  explain: {
    own: 'The schedule that this network was trained on: it meets every level just as it knows it.',
    linear:
      'βₜ rises evenly from 0.0001 to 0.02 (Ho et al. 2020). The last fifth of the steps is spent in almost pure noise.',
    'scaled-linear':
      'The root of βₜ rises evenly, from 0.00085 to 0.012: latent diffusion’s (Rombach et al. 2022). It ends before pure noise.',
    cosine:
      'ᾱₜ falls as a squared cosine (Nichol & Dhariwal 2021), so that no part of the way is wasted at either end.',
    sigmoid: 'βₜ rises as a sigmoid (Xu et al. 2022): little noise for long, then much of it, evenly.',
    quadratic: 'The root of βₜ rises evenly from 0.01 to 0.14 (Ho et al. 2020, in their code): slow near the picture.',
    exponential: 'βₜ rises by the same factor at every step, from 0.0001 to 0.02: it stays near the picture longest.',
    constant: 'βₜ is the same at every step (Ho et al. 2020, in their code): the picture drowns early.',
    'zero-terminal-snr':
      'Latent diffusion’s schedule, stretched until nothing of the picture is left at t = 1000 (Lin et al. 2024).',
    drawn: 'Your own curve, in 25 points.',
  },
  half: (high: number, low: number) =>
    `The middle half of its steps is spent between log SNR ${fixed(high, 1)} and ${fixed(low, 1)}.`,
  terminal: (alphaBar: number, signal: number) =>
    `It ends at ᾱₜ = ${figure(alphaBar)}, where ${perCent(signal)}\u00a0% of the picture’s contrast is left; a walk back begins in noise alone, which is not quite what belongs there.`,
  ended: 'walked back',
  notWalked: 'not walked back yet',
  peak: (share: number) => `${perCent(share)}\u00a0%`,
  row: (title: string, high: number, low: number) =>
    `${title}: half of its steps between log SNR ${fixed(high, 1)} and ${fixed(low, 1)}`,
  alphaBar: 'ᾱₜ',
  logSnr: 'log SNR',
  time: 't',
  here: 'here',
  trained: { cleanest: 'cleanest in training', noisiest: 'noisiest in training' },
  charts: {
    alphaBar: 'ᾱₜ, what is left of the picture, over t.',
    logSnr: 'Log SNR, signal against noise, over t.',
  },
  reading: (name: string, alphaBar: number, logSnr: number) =>
    `${name}: ᾱₜ = ${fixed(alphaBar, 3)}, log SNR ${fixed(logSnr, 1)}`,
  at: (t: number) => `At t = ${integer(t)}`,
  draw: {
    title: 'Draw a schedule',
    how: 'Press on either curve and draw from left to right: your own schedule begins as the one that is chosen. By keys: go to a curve with Tab; left and right choose a point, up and down move it, with Shift further.',
    pad: (what: string) => `${what} Draw on it, or move one of its 25 points by arrow keys.`,
    point: (n: number, t: number, alphaBar: number, logSnr: number) =>
      `Point ${integer(n)}, t = ${integer(t)}: ᾱₜ = ${fixed(alphaBar, 3)}, log SNR ${fixed(logSnr, 2)}`,
    mended: {
      rises: 'The line rose. Noise is only ever added on this way, so the curve now falls there too.',
      rests:
        'The line was level. A step that adds no noise has nothing to take away on the way back, so the curve now falls a little there.',
      jumps:
        'The line fell off a cliff. One step may not drown nearly everything at once, so the fall now takes a little longer.',
    },
  },
}

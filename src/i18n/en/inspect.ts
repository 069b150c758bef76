import { figure, levelTime } from '../format/figures'
import { fixed, significant, integer } from '../format/numbers'
import { plural } from '../format/plural'
import { network } from './inspect-network'
import { knowledge } from './inspect-known'
import { duration } from './units'

/** What a fault says of itself. */
type Given = Readonly<Record<string, string | number | undefined>>

/** The inspector of a step. */
export const inspect = {
  title: 'Inside this step',
  closeExplain: 'Back to the settings. The picture stays as it is.',
  viewsName: 'What to look at',
  views: {
    sum: 'Sum',
    known: 'Known',
    pixel: 'Pixel',
    spectrum: 'Spectrum',
    network: 'Network',
  },
  whichPicture: 'Which of the pictures',
  where: {
    reverse: (step: number, steps: number, from: number, to: number) =>
      `Step ${integer(step)} of ${integer(steps)}, from t\u00a0=\u00a0${levelTime(from)} to t\u00a0=\u00a0${levelTime(to)}`,
    forward: (t: number) => `The way into noise, at t\u00a0=\u00a0${integer(t)}`,
  },
  /** Why not all is there yet. */
  standing: {
    forward: 'On the way into noise no network is asked: picture and noise are all there is.',
    recording: 'This is a recording, in 256 greys. Run it live to see what each step knew exactly.',
    'no-network': 'The rest comes once the network has loaded.',
    moving: 'The walk moves: the rest comes when it stands still.',
    'no-frame': 'This frame has not been computed yet.',
    asking: 'Taking this step once more, to see everything in it …',
    /** @param again evaluations of these that went into steps before it */
    looked: (evaluations: number, again: number, ms: number) =>
      `Taken once more: ${integer(evaluations)} network ${plural(evaluations, { one: 'evaluation', other: 'evaluations' })}, ${duration(ms)}${again > 0 ? `; ${integer(again)} of them for what the sampler remembers of steps before` : ''}.`,
  },
  /** The ends of a scale of greys. */
  scale: ({ low, high }: { readonly low: number; readonly high: number }) => ({
    low: `black ${figure(low)}`,
    high: `white ${figure(high)}`,
  }),
  sum: {
    intro:
      'A step is a sum: a few pictures, each made stronger or weaker by a number, laid on top of one another. Press one to see it large.',
    introForward:
      'Every picture on this walk is a sum of two: a little less of the picture, a little more of the noise. Press one to see it large.',
    noSum:
      'This sampler takes as many small steps between two frames as its tolerance asks: there is no one sum to show.',
    terms: 'The terms of the sum',
    term: (what: string, coefficient: number) => `${figure(coefficient)} times ${what}`,
    /** What a term is called, by its part; of a step before, or of a further look or draw within the step. */
    parts: {
      x0: 'the picture, x₀',
      epsilon: 'the noise, ε',
      xt: 'the state, xₜ',
      x0Hat: 'the guess, x̂₀',
      epsHat: 'what it took for noise, ε̂',
      z: 'fresh noise, z',
      fresh: 'fresh noise, scaled pixel by pixel',
      xtBefore: 'the state of a step before',
      x0HatBefore: 'the guess of a step before',
      epsHatBefore: 'the noise of a step before',
      x0HatAgain: 'a further guess within this step',
      epsHatAgain: 'what a further look took for noise',
      zAgain: 'fresh noise once more',
      freshAgain: 'fresh noise once more, scaled',
    } as Readonly<Record<string, string>>,
    explain: {
      x0: 'x₀, the picture itself.',
      epsilon: 'ε, one fixed noise that the seed decides.',
      xt: 'xₜ, the state in which the step began.',
      x0Hat:
        'x̂₀, what the network took for the picture. Of the data it is the mean that fits xₜ, so it is blurred while much is open.',
      epsHat: 'ε̂, what the network took for noise.',
      z: 'z, noise that this step draws anew: of mean 0 and standard deviation 1 in every pixel.',
      fresh: 'σ_θ ⊙ z, noise that this step draws anew, in each pixel as strong as the network says.',
      xtBefore: 'The state of a step before: the sampler looks back.',
      x0HatBefore: 'x̂₀ of a step before: the sampler looks back.',
      epsHatBefore: 'ε̂ of a step before: the sampler looks back.',
      x0HatAgain: 'x̂₀ of another look at the network within this step.',
      epsHatAgain: 'ε̂ of another look at the network within this step.',
      zAgain: 'z, noise that this step draws once more.',
      freshAgain: 'Noise that this step draws once more.',
    } as Readonly<Record<string, string>>,
    later: 'This picture comes when the walk stands still.',
    add: 'Add them up',
    stop: 'Stop',
    addExplain: 'Adds one term after the other, from xₜ to the next state.',
    count: 'Terms added up',
    of: (count: number, all: number) => `${integer(count)} of ${integer(all)}`,
    added: (count: number, all: number) =>
      count === 0
        ? 'Nothing added yet: this is where it begins.'
        : count < all
          ? `${integer(count)} of ${integer(all)} terms added up.`
          : 'All terms added up: this is the next state.',
    difference: (most: number) =>
      `The sum of these pictures is the next frame: they differ by ${most === 0 ? 'nothing at all' : `at most ${figure(most)}`} in any pixel.`,
    differenceForward: (most: number) =>
      `The sum of these two is the picture that you see: they differ by ${most === 0 ? 'nothing at all' : `at most ${figure(most)}`} in any pixel.`,
    curves: 'The numbers before the pictures, over the whole walk. They are the sampler’s own.',
    step: 'step',
    time: 't',
    coefficient: 'coefficient',
    here: 'here',
  },
  known: knowledge,
  pixel: {
    intro:
      'The step does not know exactly what comes next, so it draws each pixel from a bell curve. Point at a pixel to see its curve.',
    forward:
      'On the way into noise nothing is guessed, and no network draws a pixel. Walk back from here to see a step that does.',
    picker: (column: number, row: number) =>
      `The state, of which the pixel in column ${integer(column + 1)}, row ${integer(row + 1)} is chosen; arrow keys choose another`,
    how: (column: number, row: number) =>
      `Column ${integer(column + 1)}, row ${integer(row + 1)}. Point at another, tap it, or move by the arrow keys.`,
    channel: 'Colour',
    channels: { 0: 'red', 1: 'green', 2: 'blue' },
    chart: 'The densities from which this pixel’s next value is drawn.',
    p: 'p(xₛ | xₜ), the step',
    q: 'q(xₛ | xₜ, x₀), knowing x₀',
    drawn: 'drawn',
    value: 'next value of the pixel',
    density: 'density',
    mean: 'mean',
    width: 'width σ',
    number: (value: number) => significant(value, 4, false),
    kl: (bits: number) => `KL(q ‖ p) = ${figure(bits)} bits in this value.`,
    klMean: (bits: number) => `On average over the picture it is ${figure(bits)} bits a value.`,
    noTruth:
      'The curve for someone who knows the picture, q(xₛ | xₜ, x₀), can be drawn only where a walk turned back: start from a picture, walk back from there, and look at its first step.',
    none: {
      up: 'This step leads up into noise without drawing any: it ends in one state, and there is no bell curve.',
      adaptive:
        'This sampler draws nothing and takes as many small steps as its tolerance asks: it ends in one state, and there is no bell curve.',
      point:
        'This sampler draws nothing: xₜ decides the next state, and there is no bell curve. DDPM has one, and DDIM with η above 0.',
      'noise-first':
        'This sampler adds noise before the network looks, and the network bends what it is given: what comes out is not a bell curve that anyone could write down.',
      'no-noise': 'This step ends without noise, so nothing is drawn: it leads to one state.',
    },
  },
  spectrum: {
    intro:
      'Noise is equally strong in the coarse and in the fine, a picture is not: its fine detail drowns first and comes back last.',
    state: 'xₜ',
    data: 'x₀, the picture',
    guess: 'x̂₀, the guess',
    scaled: (name: string) => `${name}, times α²`,
    spectrum:
      'Power at each fineness, averaged over all directions. Where the picture’s line is above σ², it can be seen in xₜ; where it is below, noise is all there is.',
    frequency: 'cycles across the picture',
    power: 'power',
    floor: 'σ², the noise',
    here: 'drowns here',
    drowns: (frequency: number, finest: number) =>
      frequency === 0
        ? 'All of it has drowned: at no fineness does the picture rise above the noise.'
        : frequency > finest
          ? 'Nothing has drowned: the picture rises above the noise at every fineness.'
          : `From ${integer(frequency)} ${plural(frequency, { one: 'cycle', other: 'cycles' })} on, which is detail of ${fixed(100 / (2 * frequency), 0)}\u00a0% of the picture’s width and finer, the picture has drowned.`,
    histogram: 'How often each value occurs. Noise makes the bell; black and white are the picture’s two ends.',
    value: 'value of a pixel',
    density: 'density',
  },
  network,
  faults: {
    'look-step': (d: Given) =>
      `This run has ${d.steps} steps, and no step ${d.step} that could be taken again. Choose another frame.`,
    'look-network': () =>
      'The network that took this step is not here any more, so the step cannot be taken again. Start the walk again with the network that is here.',
    'look-lost': () =>
      'The device was lost while this step was being taken again. The recorded frames are kept: look again when the network is back.',
  } as Readonly<Record<string, (details: Given) => string>>,
}

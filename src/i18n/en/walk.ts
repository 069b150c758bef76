import { exactly, fixed, perCent, significant, integer } from '../format/numbers'
import { plural } from '../format/plural'

/** The picture room: both directions, their pictures, and what is set. */

export const direction = {
  name: 'Direction of the walk',
  forward: 'Into noise →',
  reverse: '← Back to data',
  forwardTitle: 'Into noise: the forward walk',
  reverseTitle: 'Back to data: the reverse walk',
  forwardIntro:
    'Drag the timeline to the right. Each step takes away a little of the picture and adds a little noise, until only noise is left. This needs no network: it is one line of arithmetic.',
  reverseIntro:
    'Press play. A network that has learned one thing, to tell noise from picture, looks at the noisy picture and estimates the noise in it. A little of that noise is taken away, and the network looks again.',
}

export const stage = {
  picture: (what: string) => `The picture: ${what}`,
  forwardCaption: (t: number, T: number) => `xₜ at t\u00a0=\u00a0${integer(t)} of ${integer(T)}`,
  reverseCaption: (frame: number, total: number, t: number) =>
    `frame ${integer(frame)} of ${integer(total)} · t\u00a0=\u00a0${integer(t)}`,
  recording: 'Recording',
  recordingExplain: 'A stored run with these very settings, shown until the network has loaded.',
  goLive: 'Run it live',
  goLiveExplain: 'The network has loaded: compute the same walk on this machine.',
  noPicture: 'Loading the picture …',
  computing: (frame: number) => `computing frame ${integer(frame)} …`,
}

export const forward = {
  picture: 'Start from',
  galleries: {
    digits: 'Digits that people wrote',
    fashion: 'Clothes from a catalogue',
    emoji: 'Emoji, as Noto and Twemoji draw them',
  } as Readonly<Record<string, string>>,
  own: 'Your own picture',
  draw: 'Draw one',
  drawExplain: 'Draw a digit by mouse, pen, finger or keys.',
  open: 'Open a picture',
  openExplain: 'Any picture file; pasting one or dropping it on the page does the same.',
  forms: {
    fitted: 'The page found its ink and fitted it to the network.',
    original: 'The middle square of the picture, unchanged.',
    asItCame: 'Unchanged',
    asLearned: 'Fitted to the network',
    explain: {
      asItCame: 'Takes the middle square of the picture and leaves its brightness alone.',
      asLearned: 'Takes only the ink, evens it out, and centres and scales a digit as MNIST does.',
    },
  },
  invert: 'Swap black and white',
  invertExplain: 'The network learned white ink on black.',
  fromHere: '← Walk back from here',
  fromHereExplain: 'Gives the present xₜ to the network, asks it for what the picture shows, and walks back to data.',
  fromNowhere: 'There is no noise to take away yet: drag the timeline first.',
  equation: 'What you are looking at',
  signalPart: (factor: number, share: number) =>
    `the picture’s brightness times ${fixed(factor, 2)}; ${perCent(share)}\u00a0% of the variance`,
  noisePart: (factor: number, share: number) =>
    `one fixed noise times ${fixed(factor, 2)}; ${perCent(share)}\u00a0% of the variance`,
  x0: 'x₀, the data',
  eps: 'ε, the noise',
  epsScale: 'grey is 0, black −3, white +3',
}

export const reverse = {
  settings: 'Settings of this walk',
  start: 'Starts from',
  startNoise: 'pure noise',
  startHere: (t: number) => `xₜ at t\u00a0=\u00a0${integer(t)}`,
  startInverted: 'the picture, inverted',
  startExplain: {
    noise: 'Pure noise, drawn from the seed.',
    here: 'The forward walk’s picture, walked part of the way into noise.',
    inverted:
      'The network first walks the forward walk’s picture up into noise (DDIM inversion), then the sampler walks it back down: twice the steps.',
  },
  /** Of the noise that an inversion has made. */
  invertedNoise: (correlation: number, byChance: number, deviation: number) =>
    `This is not quite noise: it correlates with the picture by ${fixed(correlation, 2)} (true noise: 0\u00a0±\u00a0${fixed(byChance, 2)}) and spreads by ${fixed(deviation, 2)} (true noise: 1). The picture had no noise in it. What the network takes for noise at the first steps is little and follows the picture, and every later step builds on that.`,
  noises: 'Noise and pictures',
  steps: 'Steps',
  stepsExplain: (most: number) => `Levels of noise on the way, 1 to ${integer(most)}. Fewer is faster and rougher.`,
  clip: 'Keep x̂₀ within black and white',
  seed: 'Seed',
  seedExplain: 'Decides all the noise of the walk: the same seed gives the same picture.',
  samples: 'Pictures at once',
  samplesExplain: 'Each starts from its own noise.',
  x0Hat: 'x̂₀, the guess',
  x0HatExplain: (t: number) => `what the network took for the picture, at t\u00a0=\u00a0${integer(t)}`,
  /** Of a network that predicts ε, at much noise. */
  x0HatAmplified: (t: number, factor: number) =>
    `at t\u00a0=\u00a0${integer(t)}. This network predicts ε, and x̂₀ is computed from that: its error is multiplied by ${significant(factor, 2)} (σ/α). A network that predicts v shows the mean picture here`,
  epsHat: 'ε̂, its noise',
  epsHatExplain: 'what it took for noise; black −3, white +3',
  change: 'The step',
  changeExplain: (range: number) => `what this step changed; black −${exactly(range)}, white +${exactly(range)}`,
  added: 'Fresh noise',
  addedExplain: (range: number) => `put in by this step; black −${fixed(range, 2)}, white +${fixed(range, 2)}`,
  addedNone: 'this step adds none',
  notStored: 'not kept in the recording',
  x0HatBefore: 'what the network takes for the picture',
  epsHatBefore: 'what it takes for noise',
  changeBefore: 'what a step changes',
  addedBefore: 'what a step puts in',
  equation: 'The step that led here',
  equationAdaptive: 'The tolerance decides how many small steps it takes, so no single sum describes them.',
  equationMore: (terms: number) => `+ ${integer(terms)} more ${plural(terms, { one: 'term', other: 'terms' })}`,
}

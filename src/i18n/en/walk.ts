/** The picture room: both directions, their pictures, and what is set. */

export const direction = {
  name: 'Direction of the walk',
  forward: 'Into noise →',
  reverse: '← Back to data',
  forwardTitle: 'Into noise: the forward walk',
  reverseTitle: 'Back to data: the reverse walk',
  forwardIntro:
    'Drag the timeline to the right. A little of the picture is taken away and a little noise is put in its place, until nothing else is left. No network is needed for this: it is one line of arithmetic.',
  reverseIntro:
    'Press play. A network that has only ever learned to tell noise from picture looks at it, says what it takes for noise, and a little of that is taken away. Again and again.',
}

export const stage = {
  picture: (what: string) => `The picture: ${what}`,
  forwardCaption: (t: string, T: string) => `xₜ at t\u00a0=\u00a0${t} of ${T}`,
  reverseCaption: (frame: string, total: string, t: string) => `frame ${frame} of ${total} · t\u00a0=\u00a0${t}`,
  recording: 'Recording',
  recordingExplain: 'A stored run of this very setting, shown while the network is on its way.',
  goLive: 'Run it live',
  goLiveExplain: 'The network is here: compute the same walk on this machine.',
  noPicture: 'The picture is on its way …',
  computing: (frame: string) => `computing frame ${frame} …`,
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
    fitted: 'Its ink was found, and fitted to the network.',
    original: 'The picture’s middle square as it came.',
    asItCame: 'As it came',
    asLearned: 'Fitted to the network',
    explain: {
      asItCame: 'Takes the picture’s middle square with nothing done to its brightness.',
      asLearned: 'Takes the ink alone, levelled, and of digits centred and scaled as MNIST’s are.',
    },
  },
  invert: 'Swap black and white',
  invertExplain: 'The network knows white ink on black.',
  fromHere: '← Walk back from here',
  fromHereExplain:
    'Hands the present xₜ to the network, which is asked for what the picture shows, and walks it back to data.',
  fromNowhere: 'No noise to take away yet: drag the timeline.',
  equation: 'What you are looking at',
  signalPart: (factor: string, share: string) => `the picture’s brightness times ${factor}; ${share} of the variance`,
  noisePart: (factor: string, share: string) => `one fixed noise times ${factor}; ${share} of the variance`,
  x0: 'x₀, the data',
  eps: 'ε, the noise',
  epsScale: 'grey is 0, black −3, white +3',
}

export const reverse = {
  settings: 'Settings of this walk',
  start: 'Starts from',
  startNoise: 'pure noise',
  startHere: (t: string) => `xₜ at t\u00a0=\u00a0${t}`,
  startInverted: 'the picture, inverted',
  startExplain: {
    noise: 'Noise that the seed decides.',
    here: 'The forward walk’s picture, walked part of the way into noise.',
    inverted:
      'The network first walks the forward walk’s picture up into noise (DDIM inversion), then the sampler walks it back down: twice the steps.',
  },
  /** Of the noise that an inversion has made. */
  invertedNoise: (correlation: string, byChance: string, deviation: string) =>
    `This is not quite noise: it correlates with the picture by ${correlation} (true noise: 0\u00a0±\u00a0${byChance}) and spreads by ${deviation} (true noise: 1). The picture had no noise in it. What the network takes for noise at the first steps is little and follows the picture, and every later step builds on that.`,
  noises: 'Noise and pictures',
  steps: 'Steps',
  stepsExplain: (most: string) => `Levels of noise on the way, 1 to ${most}. Fewer is faster and rougher.`,
  clip: 'Keep x̂₀ within black and white',
  seed: 'Seed',
  seedExplain: 'Decides every noise of the walk. The same seed gives the same picture.',
  samples: 'Pictures at once',
  samplesExplain: 'Each has noise of its own.',
  x0Hat: 'x̂₀, the guess',
  x0HatExplain: (t: string) => `what the network took for the picture, at t\u00a0=\u00a0${t}`,
  /** Of a network that predicts ε, at much noise. */
  x0HatAmplified: (t: string, factor: string) =>
    `at t\u00a0=\u00a0${t}. This network predicts ε, and x̂₀ is computed from that: its error is multiplied by ${factor} (σ/α). A network that predicts v shows the mean picture here`,
  epsHat: 'ε̂, its noise',
  epsHatExplain: 'what it took for noise; black −3, white +3',
  change: 'The step',
  changeExplain: (range: string) => `what this step changed; black −${range}, white +${range}`,
  added: 'Fresh noise',
  addedExplain: (range: string) => `put in by this step; black −${range}, white +${range}`,
  addedNone: 'this step ends without any',
  notStored: 'not kept in the recording',
  x0HatBefore: 'what the network takes for the picture',
  epsHatBefore: 'what it takes for noise',
  changeBefore: 'what a step changes',
  addedBefore: 'what a step puts in',
  equation: 'The step that led here',
  equationAdaptive: 'As many small steps as the tolerance asks: no one sum.',
  equationMore: (count: string) => `+ ${count} terms more`,
}

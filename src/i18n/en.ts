import { fault } from './en/fault'
import { firstMinute } from './en/first-minute'
import { numbers } from './en/numbers'
import { part } from './en/part'
import { print } from './en/print'
import { rooms } from './en/rooms'
import { undo } from './en/undo'

/** Every sentence that a visitor may see, in plain words. Functions take numbers and names already formatted. */
export const en = {
  /** Decides digits and direction of the page, whatever the browser's own language is. */
  locale: 'en',
  title: 'Noisewalk',
  tagline: 'Walk a picture into noise and back, one frame at a time.',
  close: 'Close',
  anyClass: 'any',
  less: 'Less',
  more: 'More',

  header: {
    share: 'Copy link',
    shareExplain: 'Copies a link that opens this very walk: every setting, the seed and the frame.',
    copied: 'Link copied.',
    notCopied: 'The browser did not allow copying: take the link from the address bar.',
    glossary: 'Glossary',
    glossaryExplain: 'Every symbol and term of the page, with its formula and source.',
    theme: 'Light or dark',
    themeExplain: 'Switches between the light and the dark room.',
    keys: 'Keys',
    keysExplain: 'Lists what each key does.',
    reset: 'Reset',
    resetExplain: 'Puts every setting back to where it was at first.',
    undoReset: 'Undo',
    wasReset: 'Everything is back at its start.',
  },

  direction: {
    name: 'Direction of the walk',
    forward: 'Into noise →',
    reverse: '← Back to data',
    forwardTitle: 'Into noise: the forward walk',
    reverseTitle: 'Back to data: the reverse walk',
    forwardIntro:
      'Drag the timeline to the right. A little of the picture is taken away and a little noise is put in its place, until nothing else is left. No network is needed for this: it is one line of arithmetic.',
    reverseIntro:
      'Press play. A network that has only ever learned to tell noise from picture looks at it, says what it takes for noise, and a little of that is taken away. Again and again.',
  },

  stage: {
    picture: (what: string) => `The picture: ${what}`,
    forwardCaption: (t: string, T: string) => `xₜ at t\u00a0=\u00a0${t} of ${T}`,
    reverseCaption: (frame: string, total: string, t: string) => `frame ${frame} of ${total} · t\u00a0=\u00a0${t}`,
    recording: 'Recording',
    recordingExplain: 'A stored run of this very setting, shown while the network is on its way.',
    goLive: 'Run it live',
    goLiveExplain: 'The network is here: compute the same walk on this machine.',
    noPicture: 'The picture is on its way …',
    computing: (frame: string) => `computing frame ${frame} …`,
  },

  forward: {
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
  },

  reverse: {
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
  },

  rooms,
  print,
  firstMinute,
  part,
  numbers,
  undo,

  shelf: {
    open: 'Networks',
    openExplain: 'What the pictures are made by: what each network was trained on, and how good it is.',
  },

  /** What networks can be asked for, by the names of their menus. */
  menus: {
    class: {
      name: 'Asked for',
      explain: 'What the network is told to see; “any” leaves it the choice.',
      title: (label: string) => label,
      picture: (label: string) => label,
    },
    digit: {
      name: 'Asked for',
      explain: 'The digit that the network is told to see; “any” leaves it the choice.',
      title: (label: string) => `Digit ${label}`,
      picture: (label: string) => `A handwritten ${label}`,
    },
    garment: {
      name: 'Asked for',
      explain: 'What the network is told to see; “any” leaves it the choice.',
      title: (label: string) => label,
      picture: (label: string) => label,
    },
    group: {
      name: 'Of the group',
      explain: 'What kind of picture the network is told to see; “any” leaves it the choice.',
      title: (label: string) => label,
      picture: (label: string) => label,
    },
    style: {
      name: 'In the style of',
      explain: 'Whose drawing style; “any” leaves the network the choice.',
      title: (label: string) => label,
      picture: (label: string) => label,
    },
  } as Menus,

  timeline: {
    name: 'Timeline from data to noise',
    value: (t: string, T: string) => `t\u00a0=\u00a0${t} of ${T}`,
    frameValue: (frame: string, total: string, t: string) => `frame ${frame} of ${total}, t\u00a0=\u00a0${t}`,
    data: 't\u00a0=\u00a00, data',
    noise: 't\u00a0=\u00a01000, noise',
    forwardStrip: 'into noise',
    reverseStrip: 'back to data',
    alphaBar: 'ᾱₜ: share of the picture’s variance that is left',
    logSnr: 'log SNR: signal against noise, on a log scale',
    alphaBarShort: 'ᾱₜ',
    logSnrShort: 'log SNR',
    equal: 'as much noise as signal',
    frame: (frame: string) => `frame ${frame}`,
    stays: (t: string) => `stays at t\u00a0=\u00a0${t}: this line counts frames`,
  },

  transport: {
    play: 'Play',
    pause: 'Pause',
    playExplainForward: 'Walks into noise, frame by frame.',
    playExplainReverse: 'Walks back to data, frame by frame.',
    toData: 'To data',
    toDataExplain: 'To the left end. The reverse walk computes what is missing; pause stops it.',
    stepData: 'One step towards data',
    stepNoise: 'One step towards noise',
    toNoise: 'To noise',
    toNoiseExplain: 'To the right end.',
    restart: 'Restart',
    restartExplain: 'Back to the start of this walk; recorded frames stay.',
    newNoise: 'New noise',
    newNoiseExplain: 'The next seed: other noise, everything else the same.',
    speed: 'Frames a second',
    speedMax: 'max',
  },

  status: {
    backend: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' } as Record<string, string>,
    running: (backend: string, device: string) => `${backend} on ${device}`,
    msPerStep: (ms: string) => `${ms} ms a step`,
    nfe: (count: string) => `${count} network evaluations`,
    left: (time: string) => `${time} left`,
    weights: (network: string, millions: string) => `${network}, ${millions} M weights`,
    whyNotWebgpu: 'Why not on WebGPU?',
    noWebgpu: (why: string, backend: string) =>
      `${why} The network runs on ${backend} instead: slower, the same pictures.`,
    loading: {
      backend: 'Looking for a GPU …',
      download: (done: string, total: string) => `Fetching the network: ${done} of ${total} MB`,
      build: 'Placing the weights …',
      compile: 'Preparing the GPU’s programs …',
      check: 'Checking the GPU’s arithmetic against stored values …',
    },
    waiting: 'The walk starts when the network is ready.',
    failed: 'The network cannot run here. The forward walk and the recording still work.',
    cancel: 'Cancel',
    cancelExplain: 'Back to the network before.',
    retry: 'Try again',
    retryExplain: 'Starts the part that computes anew; a walk goes on from its last frame.',
    retryPicturesExplain: 'Asks for the starter pictures anew.',
    milliseconds: (ms: string) => `${ms} ms`,
    seconds: (s: string) => `${s} s`,
    minutes: (min: string) => `${min} min`,
  },

  notice: {
    dismiss: 'Dismiss',
    unknown: (name: string) => `The link says “${name}”, which this page does not know; it is left out.`,
    clamped: (name: string, found: string, used: string) =>
      `The link asks for ${name} = ${found}; ${used} is the nearest that is possible and is used.`,
    ignored: (name: string, found: string) =>
      `The link gives ${name} the value “${found}”, which it cannot have; its usual value is used.`,
    ownLink: 'The link was made with a network of somebody’s own, which a link cannot carry: open that network again.',
    opened: (title: string) =>
      `“${title}” is open. The starter pictures are digits, fitted to its size; what it knows may be something else.`,
    lost: 'The GPU was lost in the middle (its driver restarted, or the system took it). Every frame is kept; the network is being loaded again.',
    recovered: 'The GPU was lost and is back. Every frame was kept, and the walk goes on from the last one.',
    update:
      'A newer version of this page is here. It is used when you say so, or when every tab of the page has been closed.',
    takeUpdate: 'Use it now',
    takeUpdateExplain: 'Loads the page anew with the same settings. A recorded walk is computed again.',
    insecure:
      'This page came by plain http. By such an address browsers offer no WebGPU, which is the fastest, and keep nothing, so that the page needs its connection at every visit. By https it has both.',
  },

  keys: {
    title: 'Keys',
    letters: 'Keys that are letters, digits or signs',
    lettersExplain: 'Off: only Space, arrows, Home, End and Page keys do something. This machine remembers it.',
    list: [
      ['Space', 'play or pause'],
      ['← →', 'one step towards data or noise'],
      ['Shift ← →', 'ten steps'],
      ['↑ ↓ PgUp PgDn', 'the same on the timeline'],
      ['Home End', 'to data or to noise'],
      ['D', 'change direction'],
      ['H', 'walk back from here'],
      ['N', 'new noise'],
      ['R', 'restart'],
      ['Ctrl Z', 'undo; Cmd on a Mac'],
      ['Ctrl Shift Z', 'do again; or Ctrl Y'],
      ['0 … 9', 'choose what is asked for'],
      ['X', 'ask for nothing in particular'],
      ['G', '1, 4, 9 or 16 pictures'],
      ['S', 'next speed'],
      ['L', 'copy the link'],
      ['T', 'light or dark'],
      ['M', 'choose the network'],
      ['P', 'to the other room'],
      ['W', 'the glossary'],
      ['?', 'this list'],
    ] as readonly (readonly [string, string])[],
  },

  drop: 'Drop the picture to start from it.',

  fault,
  unknownFault: (code: string) =>
    `Something went wrong that this page has no words for (${code}). Load the page again.`,
}

type MenuWords = Readonly<{
  name: string
  explain: string
  title: (label: string) => string
  picture: (label: string) => string
}>
type Menus = Readonly<Record<string, MenuWords>> & { readonly class: MenuWords; readonly digit: MenuWords }

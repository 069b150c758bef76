import { fixed, megabytes, whole } from '../format/numbers'
import { plural } from '../format/plural'
import { duration } from './units'

/** The frame of the page, in every room: header, timeline, transport, state of the engine and notices. */

export const header = {
  share: 'Copy link',
  shareExplain: 'Copies a link that opens this very walk: every setting, the seed and the frame.',
  copied: 'Link copied.',
  notCopied: 'The browser did not allow copying: take the link from the address bar.',
  glossary: 'Glossary',
  glossaryExplain: 'Every symbol and term of the page, with its formula and source.',
  theme: 'Light or dark',
  themeExplain: 'Switches between the light and the dark room.',
  language: 'Language',
  keys: 'Keys',
  keysExplain: 'Lists what each key does.',
  reset: 'Reset',
  resetExplain: 'Puts every setting back to where it was at first.',
  undoReset: 'Undo',
  wasReset: 'Everything is back at its start.',
}

export const timeline = {
  name: 'Timeline from data to noise',
  value: (t: number, T: number) => `t\u00a0=\u00a0${whole(t)} of ${whole(T)}`,
  frameValue: (frame: number, total: number, t: number) =>
    `frame ${whole(frame)} of ${whole(total)}, t\u00a0=\u00a0${whole(t)}`,
  data: 't\u00a0=\u00a00, data',
  noise: 't\u00a0=\u00a01000, noise',
  forwardStrip: 'into noise',
  reverseStrip: 'back to data',
  alphaBar: 'ᾱₜ: share of the picture’s variance that is left',
  logSnr: 'log SNR: signal against noise, on a log scale',
  alphaBarShort: 'ᾱₜ',
  logSnrShort: 'log SNR',
  equal: 'as much noise as signal',
  frame: (frame: number) => `frame ${whole(frame)}`,
  stays: (t: number) => `stays at t\u00a0=\u00a0${whole(t)}: this line counts frames`,
}

export const transport = {
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
}

export const status = {
  backend: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' } as Record<string, string>,
  running: (backend: string, device: string) => `${backend} on ${device}`,
  msPerStep: (ms: number) => `${fixed(ms, ms < 10 ? 1 : 0)} ms a step`,
  nfe: (evaluations: number) =>
    `${whole(evaluations)} network ${plural(evaluations, { one: 'evaluation', other: 'evaluations' })}`,
  left: (ms: number) => `${duration(ms)} left`,
  weights: (network: string, parameters: number) => `${network}, ${fixed(parameters / 1e6, 2)} M weights`,
  whyNotWebgpu: 'Why not on WebGPU?',
  noWebgpu: (why: string, backend: string) =>
    `${why} The network runs on ${backend} instead: slower, the same pictures.`,
  loading: {
    backend: 'Looking for a GPU …',
    download: (done: number, total: number) => `Fetching the network: ${megabytes(done)} of ${megabytes(total)} MB`,
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
}

export const notice = {
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
  noLanguage: 'That language could not be fetched: check the connection, and choose it again.',
  insecure:
    'This page came by plain http. By such an address browsers offer no WebGPU, which is the fastest, and keep nothing, so that the page needs its connection at every visit. By https it has both.',
}

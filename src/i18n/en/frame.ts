import { fixed, megabytes, integer } from '../format/numbers'
import { plural } from '../format/plural'
import { duration } from './units'

/** The frame of the page, in every room: header, timeline, transport, state of the engine and notices. */

export const header = {
  share: 'Copy link',
  shareExplain: 'Copies a link that opens this very walk: every setting, the seed and the frame.',
  shareAs: 'Share …',
  shareAsExplain: 'A QR code, a link that hides parts of the page, a frame for your own page.',
  copied: 'Link copied.',
  notCopied: 'The browser did not allow copying: take the link from the address bar.',
  glossary: 'Glossary',
  glossaryExplain: 'Every symbol and term of the page, with its formula and source.',
  lessons: 'Lessons',
  lessonsExplain: 'Short lessons that lead through the page, with questions.',
  theme: 'Light or dark',
  themeExplain: 'Switches between the light and the dark room.',
  language: 'Language',
  keys: 'Keys',
  keysExplain: 'Lists what each key does.',
  reset: 'Reset',
  resetExplain: 'Sets everything back to how it was at first.',
  undoReset: 'Undo',
  wasReset: 'Everything is as it was at first.',
}

export const timeline = {
  name: 'Timeline from data to noise',
  value: (t: number, T: number) => `t\u00a0=\u00a0${integer(t)} of ${integer(T)}`,
  frameValue: (frame: number, total: number, t: number) =>
    `frame ${integer(frame)} of ${integer(total)}, t\u00a0=\u00a0${integer(t)}`,
  data: 't\u00a0=\u00a00, data',
  noise: 't\u00a0=\u00a01000, noise',
  forwardStrip: 'into noise',
  reverseStrip: 'back to data',
  alphaBar: 'ᾱₜ: share of the picture’s variance that is left',
  logSnr: 'log SNR: signal against noise, on a log scale',
  alphaBarShort: 'ᾱₜ',
  logSnrShort: 'log SNR',
  equal: 'as much noise as signal',
  frame: (frame: number) => `frame ${integer(frame)}`,
  stays: (t: number) => `stays at t\u00a0=\u00a0${integer(t)}: this line counts frames`,
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
  ready: 'Ready to compute.',
  running: (backend: string, device: string) => `${backend} on ${device}`,
  msPerStep: (ms: number) => `${fixed(ms, ms < 10 ? 1 : 0)} ms a step`,
  nfe: (evaluations: number) =>
    `${integer(evaluations)} network ${plural(evaluations, { one: 'evaluation', other: 'evaluations' })}`,
  left: (ms: number) => `${duration(ms)} left`,
  weights: (network: string, parameters: number) => `${network}, ${fixed(parameters / 1e6, 2)} M weights`,
  whyStockKernels: 'Why not by its own program?',
  ownProgram: (backend: string) => `This page’s own program for ${backend}`,
  stockKernels: (why: string) => `${why} TensorFlow.js computes the network instead, more slowly.`,
  whyNotWebgpu: 'Why not on WebGPU?',
  noWebgpu: (why: string, backend: string) =>
    `${why} The network runs on ${backend} instead: slower, the same pictures.`,
  loading: {
    backend: 'Looking for a GPU …',
    download: (doneBytes: number, total: number) =>
      `Fetching the network: ${megabytes(doneBytes)} of ${megabytes(total)} MB`,
    build: 'Loading the weights …',
    compile: 'Preparing the GPU’s programs …',
    check: 'Checking the GPU’s arithmetic against stored values …',
  },
  waiting: 'The walk starts when the network is ready.',
  failed: 'The network cannot run here. The forward walk and the recording still work.',
  cancel: 'Cancel',
  cancelExplain: 'Goes back to the network that you had before.',
  retry: 'Try again',
  retryExplain: 'Restarts the part of the page that computes; the walk continues from its last frame.',
  retryPicturesExplain: 'Fetches the starter pictures again.',
}

export const notice = {
  dismiss: 'Dismiss',
  unknown: (name: string) => `The link says “${name}”, which this page does not know and ignores.`,
  clamped: (name: string, linkValue: string, usedValue: string) =>
    `The link asks for ${name} = ${linkValue}; the page uses ${usedValue}, the nearest possible value.`,
  ignored: (name: string, linkValue: string) =>
    `The link gives ${name} the value “${linkValue}”, which it cannot have; the page uses the usual value.`,
  ownLink: 'The link was made with somebody’s own network. A link cannot carry a network, so open that one again.',
  opened: (title: string) =>
    `“${title}” is open. The starter pictures are digits, scaled to its size; the network may know something else.`,
  lost: 'The page lost the GPU (its driver restarted, or the system took it). Every frame is kept, and the network is loading again.',
  recovered: 'The GPU is back. Every frame was kept, and the walk continues from the last one.',
  update:
    'A newer version of this page is ready. It takes over when you press the button, or once every tab of the page is closed.',
  takeUpdate: 'Use it now',
  takeUpdateExplain: 'Reloads the page with the same settings. It computes a recorded walk again.',
  noLesson: 'The lesson could not be fetched: check the connection, and choose it again.',
  noLanguage: 'That language could not be fetched: check the connection, and choose it again.',
  insecure:
    'This page came over plain http. There, browsers offer no WebGPU, the fastest way to compute, and store nothing, so the page needs its connection at every visit. Over https it has both.',
}

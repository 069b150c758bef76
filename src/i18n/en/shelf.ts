import { asChosen, count, fixed, megabytes, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'
import { duration } from './units'

const stepsOf = (steps: number) => `${integer(steps)} ${plural(steps, { one: 'step', other: 'steps' })}`

/** What cards say in words of data and machines, by the card's own words. */
const ofCards = {
  'Noto Emoji and Twemoji, on white': 'Noto Emoji and Twemoji, on white',
  '1 CPU core': '1 CPU core',
  '1 CPU core, shared': '1 CPU core, shared',
  '2 CPU cores': '2 CPU cores',
  'one NVIDIA H200': 'one NVIDIA H200',
} as Readonly<Record<string, string>>

/** The shelf of networks: its cards and what they show. */
export const shelf = {
  title: 'Networks',
  ofCards,
  intro:
    'Each network learned from its own pictures, and is fetched only when it is chosen. Its figures are measured: a judge, trained on the same data, names the samples, and the Fréchet distance says how far they are from real pictures as a crowd (less is better; real pictures have a floor of their own).',
  loading: 'Fetching the cards …',
  noCard: (id: string) => `The card of “${id}” could not be fetched. Check the connection and open this list again.`,
  sheet: (title: string) => `Samples of ${title}`,
  size: (bytes: number) => `${megabytes(bytes)}\u00a0MB`,
  weights: (licence: string) => `weights ${licence}`,
  /** Before the addresses of the data. */
  from: ', from',
  newTab: 'Opens in a tab of its own',
  trained: (steps: number, minutes: number, hardware: string) =>
    `${count(steps)} training ${plural(steps, { one: 'step', other: 'steps' })}, ${integer(minutes)}\u00a0min on ${hardware}`,
  untrained: 'not trained at all: its weights are still the random ones that it began with',
  /** `floor`: null where it was not measured. */
  judged: (samples: number, floor: number | null) =>
    `Named as asked · Fréchet distance; ${count(samples)} samples each, floor of the distance ${fixed(floor ?? NaN, 1)}: at the floor, so many samples cannot be told from real pictures. The small numbers are the range in which the true share lies, with 95\u00a0% confidence (Wilson)`,
  guided: (run: { scale: number; sampler: string; steps: number; samples: number }, verdict: string) =>
    `With guidance ${asChosen(run.scale)}: ${run.sampler}, ${stepsOf(run.steps)}, ${count(run.samples)} samples: ${verdict}.`,
  namedAsAsked: (share: number, between: string) => `${perCent(share, 1)}\u00a0% named as asked (${between})`,
  /** The interval of 95 % confidence. */
  between: (low: number, high: number) => `${perCent(low, 1)}–${perCent(high, 1)}\u00a0%`,
  frechet: (distance: number, floor: number | null) =>
    `Fréchet ${fixed(distance, 1)}${floor === null ? '' : ` (floor ${fixed(floor, 1)})`}`,
  atFloor: 'at the floor',
  kept: '(on this machine)',
  forget: 'Delete from this machine',
  forgetExplain: 'The browser keeps what was fetched; this deletes it. It is fetched again when it is chosen.',
  notJudged: 'Not judged yet.',
  bits: (bits: number) => `About ${fixed(bits, 2)} bits per dimension by the variational bound.`,
  atPureNoise: (rms: number) =>
    `At pure noise its guess is ${fixed(rms, 3)} (root mean square, of a range of 2) from the mean picture of the class. No guess from noise alone can be better than that mean.`,
  copies: (samples: number, test: number) =>
    `${perCent(samples, 1)}\u00a0% of its samples are nearly a training picture; of real pictures that it has never seen, ${perCent(test, 1)}\u00a0% are.`,
  curve: 'Fréchet distance against steps, both on logarithmic scales; the table has the numbers.',
  steps: 'Steps',
  copiesAlone: (samples: number) =>
    `${perCent(samples, 1)}\u00a0% of its samples are nearly a training picture. No pictures were held out for a test, so judge and distance compare with the training pictures themselves.`,
  samplers: { ddim: 'DDIM', ddpm: 'DDPM', 'dpm++': 'DPM-Solver++ 2M' } as Readonly<Record<string, string>>,

  /** What it drew, over what it learned from. */
  remembered: 'Remembered or new?',
  /** `guidance`: null where there was none, undefined where that is not known. */
  nearestRead: (guidance: number | null | undefined) =>
    `Above: what the network drew${guidance === undefined ? '' : guidance === null ? ' without guidance' : ` with guidance ${asChosen(guidance)}`}. Below each: the training picture that is nearest to it, by the root of the mean squared difference of their pixels. Where the two are alike, it may remember; where they differ, it has copied no picture pixel by pixel.`,
  nearestLoading: 'Fetching the pictures …',
  noNearest: 'The pictures did not load. Close the list, open it again and try once more.',
  nearest: (title: string) => `Samples of ${title}, each over its nearest training picture`,

  /** The classifier's card. `networks`: how many it serves; the others are the names of the controls that ask for it. */
  reader: (networks: number, judge: string, guide: string) =>
    `It draws nothing, so it cannot be chosen: in walks of ${integer(networks)} of the networks above it reads frames (“${judge}”) and guides (“${guide}”). It is fetched when you first ask for either.`,
  trainedEpochs: (epochs: number, minutes: number, hardware: string) =>
    `${plural(epochs, { one: 'Once', other: `${integer(epochs)} times` })} through its training pictures, ${integer(minutes)}\u00a0min on ${hardware}`,
  forgetReader: 'The browser keeps what was fetched; this deletes it. It is fetched again when a walk asks for it.',
  percent: (share: number) => `${perCent(share)}\u00a0%`,
  atT: (t: number) => `t\u00a0=\u00a0${integer(t)}`,
  accuracyAt: (share: number, t: number) => `${perCent(share)}\u00a0% at t\u00a0=\u00a0${integer(t)}`,
  accuracyPlot: 'accuracy of the classifier over t',
  accuracyCurve: (figures: string) => `Share of noised test pictures that are named right, over t: ${figures}`,
  /** `chance`: null where it is not known. */
  accuracyRead: (figures: string, chance: number | null) =>
    `Noised test pictures named right: ${figures}${chance === null ? '' : `; by chance ${perCent(chance)}\u00a0% (dashed)`}.`,
  ledAt: (share: number, scale: number) => `${perCent(share, 1)}\u00a0% at scale\u00a0${asChosen(scale)}`,
  led: (figures: string) => `Of samples that it alone guides, the judge names ${figures} as asked.`,

  /** Keeping all of it for times without a connection. */
  offline: {
    keep: 'Keep everything for offline use',
    keepExplain:
      'Fetches every network of this list and its pictures, so that all of it works without a connection. What was fetched before is not fetched again.',
    /** What is not here yet. */
    missing: (networks: number, bytes: number) => `${networks} still to fetch, ${megabytes(bytes)}\u00a0MB`,
    keeping: (title: string, doneBytes: number, total: number) =>
      `Fetching “${title}”: ${megabytes(doneBytes)} of ${megabytes(total)}\u00a0MB`,
    stop: 'Stop',
    stopExplain: 'Stops the fetching. What has come is kept, and the next time goes on from there.',
    kept: 'Everything in this list is on this machine, and works without a connection.',
    failed: (why: string) => `Not all of it came. ${why} What has come is kept, and the next time goes on from there.`,
    insecure:
      'Over plain http the browser stores nothing, so each network is fetched at every visit. Over https it would store them.',
  },
  /** In the portable page, a single file. */
  portable:
    'This page is a single file, and the networks in this list are in it. A page that is opened from a file can fetch nothing beside it, so the other networks are not here: they come with the page on a server. Your own network opens from its folder all the same.',

  /** What a card shows where it does not draw. */
  stored: 'Stored pictures',
  none: 'No stored pictures',
  /** `what`: one of these. */
  absent: (what: string) => `${what}; choose it to see it draw.`,
  gone: (what: string) => `${what}.`,
  soon: (what: string) => `${what}; it draws here in a moment.`,
  standing: (what: string) => `${what}; it draws here once the walk stands still.`,
  drawing: (step: number, steps: number) => `Drawing here: step ${integer(step)} of ${integer(steps)}.`,
  /** `guidance`: 1 is none. */
  drawn: (steps: number, sampler: string, guidance: number, ms: number) =>
    `Drawn here just now: ${stepsOf(steps)} of ${sampler}${guidance === 1 ? '' : ` with guidance ${asChosen(guidance)}`}, ${duration(ms).replace(' ', '\u00a0')}.`,
  notDrawn: (what: string) => `${what}; it could not be drawn here now.`,
  live: (title: string) => `Pictures that ${title} draws here`,
}

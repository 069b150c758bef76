import { levelTime, measurement } from '../format/figures'
import { count, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'

const at = (t: number) => `t\u00a0=\u00a0${levelTime(t)}`
const pixel = (difference: number) => measurement(difference, NaN)

/** Small numbers of pictures and classes in words. */
const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const
const inWords = (n: number) => WORDS[n] ?? integer(n)

/** The study that asks when a picture is decided. */
export const decided = {
  intro:
    'From the very same xₜ the walk is continued sixteen times, each time with other fresh noise. What all sixteen have in common was decided by then; where they differ, it was still open.',
  source: 'samples of p(x₀ | xₜ)',
  waiting: 'This begins when the picture of the forward walk is there.',
  of: {
    run: 'Moments of the walk back that is above, of its first picture.',
    forward: 'Moments of the forward walk: xₜ is the picture above behind noise.',
    noRun:
      'The walk back has no frames to continue from yet (a recording keeps too little of each), so these are moments of the forward walk.',
    walkBack: 'Walk back first',
    walkBackExplain: 'Takes all steps of the walk back; then its frames can be continued.',
  },
  asked: {
    name: 'Asked for',
    walk: 'as the walk',
    none: 'no class',
    explain: {
      walk: (what: string) =>
        `The continuations are asked for “${what}”, with the guidance that is set: what comes out is decided in part by that.`,
      none: 'The network is told nothing: what comes out was decided by xₜ alone.',
      always: 'The walk asks for no class, and so do the continuations.',
      only: (what: string) => `This network must be asked for a class: “${what}”.`,
    },
  },
  steps: {
    name: 'Steps of DDPM',
    explain: 'An approximation: with an exact network, the more steps, the nearer to samples of p(x₀ | xₜ).',
  },
  moment: (n: number) => `Moment ${integer(n)}`,
  begin: 'All sixteen begin at this xₜ.',
  beginFrame: (frame: number) => `All sixteen begin at this xₜ, frame ${integer(frame)}.`,
  at,
  here: 'The playhead is here.',
  around: 'Moments around the playhead',
  aroundExplain: 'Spreads the four moments over the walk, with one where the playhead is.',
  draw: (evaluations: number) => `Continue from each (${count(evaluations)} evaluations)`,
  drawExplain: 'Walks sixteen pictures from each moment to the end, beside the walk, which stays as it is.',
  other: 'Other noise',
  otherExplain: 'Draws sixteen others from the same moments.',
  stop: 'Stop',
  stopExplain: 'Keeps the sheets that are done.',
  progress: {
    name: 'Continuations',
    load: 'Loading the network once more, beside the walk …',
    draw: (t: number, doneSteps: number, steps: number) =>
      `From ${at(t)}: step ${integer(doneSteps)} of ${integer(steps)}`,
    stopped: 'Stopped. The sheets that are done stay.',
    walkChanged: 'The walk has changed: drawing has stopped, as the sheets were of the walk before.',
  },
  xt: (t: number) => `xₜ at ${at(t)}: where all sixteen begin`,
  sheet: (t: number) => `Sixteen continuations from ${at(t)}`,
  sheetAfter: (t: number, steps: number) => `Sixteen continuations from ${at(t)}, after ${integer(steps)} steps`,
  empty: 'Not drawn yet.',
  /** How varied a sheet is. */
  variety: (mean: number, error: number) => `${measurement(mean, error)} apart`,
  varietyShare: (share: number) => `${perCent(share)}\u00a0% of what two starter pictures are apart`,
  /** @param most so many of `all` are read as the most frequent class, `name` @param kinds of how many classes there are */
  alike: (most: number, all: number, name: string, kinds: number) =>
    most === all
      ? `All ${integer(all)} are read as ${name}`
      : 2 * most > all
        ? `${integer(most)} of ${integer(all)} are read as ${name}`
        : `Read as ${inWords(kinds)} different classes, at most ${integer(most)} of ${integer(all)} alike`,
  counts: (t: number) => `How the sixteen from ${at(t)} are read`,
  howMany: (name: string, n: number) => `${name}: ${integer(n)}`,
  /** What is decided when, of the class. @param kinds of how many classes the sixteen are from the open moment */
  classBetween: (open: number, kinds: number, decidedAt: number, name: string, most: number, all: number) =>
    `The class is decided between ${at(open)} and ${at(decidedAt)}. From ${at(open)} the sixteen are read as ${inWords(kinds)} different ${plural(kinds, { one: 'class', other: 'classes' })}; from ${at(decidedAt)} ${most === all ? `all are read as ${name}` : `${integer(most)} of ${integer(all)} are read as ${name}`}.`,
  /** @param wasAsked whether the network was told the class */
  classBefore: (t: number, name: string, wasAsked: boolean) =>
    wasAsked
      ? `The class was asked for, so it is decided at all of these moments: already from ${at(t)} nearly all are read as ${name}.`
      : `The class is decided at all of these moments: already from ${at(t)} nearly all are read as ${name}.`,
  classLater: (t: number, kinds: number) =>
    `The class is still open at the last of these moments: from ${at(t)} the sixteen are read as ${inWords(kinds)} different ${plural(kinds, { one: 'class', other: 'classes' })}.`,
  varietyBetween: (open: number, decidedAt: number) =>
    `Pixel by pixel, half of the variety is gone between ${at(open)} and ${at(decidedAt)}.`,
  varietyBefore: (t: number) => `Pixel by pixel, half of the variety is gone already at ${at(t)}.`,
  varietyLater: (t: number) => `Pixel by pixel, more than half of the variety is still there at ${at(t)}.`,
  /** What is left at the moment nearest to the data. */
  detail: (t: number, share: number) =>
    `From ${at(t)} the sixteen still differ by ${perCent(share)}\u00a0% of what two starter pictures do: detail comes last.`,
  chart: {
    label: 'How far apart the sixteen are, over the t from which they were continued; bars are one standard error.',
    name: 'apart, root mean square a pixel',
    whole: (value: number) => `two starter pictures: ${pixel(value)}`,
    line: 'apart',
    t: 't',
    alike: 'Share of the sixteen that is read as the most frequent class, over the t from which they were continued.',
    alikeName: 'read alike',
    alikeLine: 'alike',
  },
  notes: {
    apart:
      'Apart: the root mean square difference of a pixel between two of the sixteen, in the mean over all 120 pairs, with its standard error (black and white are 2 apart).',
    read: 'The page’s classifier reads each picture. It is not always right, and sixteen pictures say a share to a tenth or so.',
    noClassifier: 'There is no classifier for these pictures, so nothing names them.',
    classifierFailed: 'The classifier did not come, so nothing names the pictures.',
    brought:
      'The walk lives on another process. Each xₜ was brought to the network’s own process at equal log-SNR, x·α′/α, and continued there.',
    own: 'Each xₜ is continued on the discrete process, on which it was made.',
    variance: {
      learned: 'The fresh noise has the variance that the network learned.',
      'beta-tilde': 'The fresh noise has the variance β̃, as the network learned none.',
    },
    seed: 'It is the same whenever these sheets are drawn, and has nothing in common with the noise of the walk.',
  },
}

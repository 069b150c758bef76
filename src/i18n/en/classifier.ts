import { kilobytes, likelihood } from '../format/figures'
import { integer } from '../format/numbers'

/** A classifier of noisy pictures: what leads a walk, and what reads its frames. */
export const classifier = {
  guide: 'Guided by',
  guides: { 'classifier-free': 'the network itself', classifier: 'a classifier' },
  guideExplain: {
    'classifier-free':
      'The network is asked twice, with the class and without it, and the walk follows the difference of the two answers (classifier-free guidance, Ho & Salimans 2022, whose w is one less: the w = 1 of this page is their w = 0). No second network is needed, but this one must have been trained for both.',
    classifier:
      'The network is asked for no class, and another network, which learned to name noisy digits, pulls each guess towards pictures to which it would give the class’s name (classifier guidance, Dhariwal & Nichol 2021). With every sampler it changes the guess of the noise, as in their algorithm 2; their algorithm 1, for DDPM, moves the mean of each step instead, which is the same for small steps. It costs a forward and a backward pass through that classifier at every evaluation.',
  },
  scaleExplain:
    'How strongly the classifier pulls. 0: not at all. 1: just as much as Bayes’ rule says. Above 1: as if it were surer than it is.',
  nothing: 'No class is asked for, so a classifier has nowhere to lead: choose a class above.',
  formula: 'One step’s guess of the noise, led by the gradient of the classifier’s log-probability',
  loading: (doneBytes: number, total: number) =>
    `Fetching the classifier: ${kilobytes(doneBytes)} of ${kilobytes(total)} kB`,
  preparing: 'Fetching the classifier …',
  failed: (why: string) => `The classifier is not there. ${why}`,
  retry: 'Try again',
  retryExplain: 'Fetches the classifier once more.',
  waiting: 'It loads once the network has loaded.',

  judge: 'What does a classifier see?',
  judgeExplain:
    'A small network that learned to name noisy digits reads each xₜ. It changes nothing in the walk, unless it guides it.',
  recording: 'The recording keeps only 8 bits of each pixel, which is too little to read: run the walk live.',
  reading: 'Reading …',
  sure: (share: number) => `${likelihood(share)} %`,
  picture: (number: number, label: string, share: number) =>
    `Picture ${integer(number)}: read as ${label}, ${likelihood(share)} %`,
  /** One picture, whatever was asked; as asked; otherwise. */
  one: (label: string, share: number) => `Read as ${label}, ${likelihood(share)} %.`,
  oneAgreed: (label: string, share: number) => `Read as ${label}, ${likelihood(share)} %, as asked.`,
  oneOther: (label: string, share: number, askedClass: string) =>
    `Read as ${label}, ${likelihood(share)} %; asked for was ${askedClass}.`,
  agreed: (right: number, of: number, label: string) =>
    `${integer(right)} of ${integer(of)} are read as what was asked for, ${label}.`,
  accuracy: (t: number, share: number) =>
    `It names ${likelihood(share)} % of real test digits right at t\u00a0=\u00a0${integer(t)}.`,
}

/** The shelf of networks: its cards and what they show. */
export const shelf = {
  title: 'Networks',
  intro: 'Each network learned from its own pictures, and is fetched only when it is chosen. Its figures are measured: a judge, trained on the same data, names the samples, and the Fréchet distance says how far they are from real pictures as a crowd (less is better; real pictures have a floor of their own).',
  loading: 'Fetching the cards …',
  noCard: (id: string) => `The card of “${id}” could not be fetched. Check the connection and open this list again.`,
  sheet: (title: string) => `Samples of ${title}`,
  size: (megabytes: string) => `${megabytes}\u00a0MB`,
  weights: (licence: string) => `weights ${licence}`,
  /** Before the addresses of the data. */
  from: ', from\u00a0',
  newTab: 'Opens in a tab of its own',
  trained: (steps: string, minutes: string, hardware: string) => `${steps} training steps, ${minutes} min on ${hardware}`,
  untrained: 'not trained at all: its weights are as they were drawn',
  judged: (samples: string, floor: string) => `Named as asked · Fréchet distance; ${samples} samples each, floor of the distance ${floor}`,
  guided: (scale: string, sampler: string, steps: string, verdict: string) => `With guidance ${scale}: ${sampler}, ${steps} steps: ${verdict}.`,
  namedAsAsked: (percent: string) => `${percent}\u00a0% named as asked`,
  frechet: (distance: string) => `Fréchet ${distance}`,
  kept: '(on this machine)',
  forget: 'Delete from this machine',
  forgetExplain: 'The browser keeps what was fetched; this deletes it. It is fetched again when it is chosen.',
  notJudged: 'Not judged yet.',
  bits: (bits: string) => `About ${bits} bits per dimension by the variational bound.`,
  copies: (samples: string, test: string) => `${samples}\u00a0% of its samples are nearly a training picture; of real pictures that it has never seen, ${test}\u00a0% are.`,
  curve: 'Fréchet distance against steps, both on logarithmic scales; the table has the numbers.',
  steps: 'Steps',
  copiesAlone: (samples: string) => `${samples}\u00a0% of its samples are nearly a training picture. There are no others of their kind to be judged by: judge and distance go by the very pictures that were learned.`,
  samplers: { ddim: 'DDIM', ddpm: 'DDPM', 'dpm++': 'DPM-Solver++ 2M' } as Readonly<Record<string, string>>,

  /** What a card shows where it does not draw. */
  stored: 'Stored pictures',
  none: 'No stored pictures',
  /** `what`: one of these. */
  absent: (what: string) => `${what}; choose it to see it draw.`,
  gone: (what: string) => `${what}.`,
  soon: (what: string) => `${what}; it draws here in a moment.`,
  standing: (what: string) => `${what}; it draws here once the walk stands still.`,
  drawing: (step: string, steps: string) => `Drawing here: step ${step} of ${steps}.`,
  /** `guidance`: its scale, or nothing where there is none. */
  drawn: (steps: string, sampler: string, guidance: string, time: string) => `Drawn here just now: ${steps} steps of ${sampler}${guidance && ` with guidance ${guidance}`}, ${time}.`,
  notDrawn: (what: string) => `${what}; it could not be drawn here now.`,
  live: (title: string) => `Pictures that ${title} draws here`,
}

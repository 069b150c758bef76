import { count, fixed, integer } from '../format/numbers'
import { plural } from '../format/plural'

type Details = Readonly<Record<string, string | number | undefined>>

const stepsOf = (steps: number) => `${count(steps)} ${plural(steps, { one: 'step', other: 'steps' })}`

/** The network that learns in the plane. */
export const planeLearning = {
  title: 'Learning',
  intro:
    'A small network sees noised points and learns to tell noise from data, here, on this machine. Watch its answer come near to the exact one.',
  go: 'Learn',
  goExplain:
    'Learns until you pause it. Everything that it sees is drawn from the seed: the same seed learns the same network on the same kind of device.',
  pause: 'Pause',
  pauseExplain: 'The network stays as it is.',
  step: 'One step',
  stepExplain: 'One batch of points, one step of Adam.',
  again: 'Start again',
  againExplain:
    'Another network from its first weights, on the process and the seed that are set. The one before can be brought back.',
  back: 'Bring back the one before',
  backExplain: 'The network that had learned before this one takes its place again.',
  undo: 'Undo',
  undoExplain: 'Back to the last network that was sound, and to how it learned then.',
  diverged: (step: number) =>
    `The loss left all bounds. The steps were too long: the network stands again at step ${count(step)}.`,
  noneYet: 'No network yet.',
  facts: (steps: number, perSecond: number, weights: number) =>
    `${stepsOf(steps)} · ${integer(perSecond)} a second · ${count(weights)} weights`,
  factsPaused: (steps: number, weights: number) => `${stepsOf(steps)} · ${count(weights)} weights`,
  learnsOn: (process: string) => `It learns on ${process}; runs on other processes ask it at equal log-SNR.`,
  learnsOnOther: (process: string) =>
    `It learns on ${process}. The run is on another process and asks it at equal log-SNR; start again to learn on the run’s.`,
  schedules: {
    cosine: 'cosine schedule',
    linear: 'linear schedule',
    quadratic: 'quadratic schedule',
    sigmoid: 'sigmoid schedule',
    constant: 'constant schedule',
  },

  curve: {
    name: (last: number, steps: number) =>
      `Loss of each step on a logarithmic scale; about ${fixed(last, 3)} after ${stepsOf(steps)}.`,
    loss: 'loss',
    steps: stepsOf,
    empty: 'The loss of every step is drawn here.',
    note: 'Thin: each step, or the mean of a few where there are thousands. Bold: smoothed. With more than one point it does not fall to 0: which noise it was cannot be known from a noised point, only guessed.',
  },

  error: {
    name: 'Error against the exact answer',
    unknown: '…',
    explain:
      'Root mean square of ε̂ − E[ε | xₜ] over 128 noised points at each of σ/α = 0.1, 0.3, 0.7, 1.5 and 4, asked about once a second. 0 is the exact score.',
    notScore:
      'With these pairs the network learns the velocity of other paths, not the score of the noised points: this number need not fall.',
    failed: 'It cannot be computed at the moment.',
  },

  recall: {
    name: 'Recalled, or new?',
    particles: { exact: 'Exact answer:', network: 'Network:', student: 'Student:' },
    fresh: 'Fresh draws of the same kind:',
    unknown: 'not at the data',
    explain: 'Mean distance of the particles shown, of 500 at most, to the nearest of the points.',
    read: 'Far less than fresh draws have: the points themselves are recalled, as the exact answer does. About as much: new points of their kind. More: points beside the shape. With few points, watch it fall.',
    noFresh:
      'For points that you gave there are no fresh draws to compare with. Near 0, the particles recall the points themselves, as the exact answer does.',
  },

  show: 'Show the network’s answer',
  showExplain: 'Fields and runs ask the network from here on.',
  showExact: 'Show the exact answer',
  showExactExplain: 'Fields and runs ask the formula again.',
  watch: 'Watch its samples',
  watchExplain: 'The network walks particles from noise back to data, and the playhead stays there.',
  follow: 'Samples follow the learning',
  followExplain:
    'Particles that the network walked are walked again, from the same noise, as it learns: at most twice a second and for at most a fifth of the time. The playhead stays where it is. Off: they are walked again when you press play.',

  lesson: 'What it learns',
  prediction: 'It predicts',
  predictions: { epsilon: 'ε', sample: 'x₀', v_prediction: 'v', score: 'score', flow_prediction: 'velocity' },
  predictionExplain: {
    epsilon:
      'The noise. Steady to learn, but an error of ε becomes an error of x₀ multiplied by σ/α: on the cosine schedule that is 20,000 at t = 1000, and the network’s smallest error sends particles that begin there far away. Begin lower (grid: log-SNR), or let it predict v.',
    sample:
      'The data. Steady where there is much noise; where there is little, its small errors are large errors of ε.',
    v_prediction:
      'v = α·ε − σ·x₀: where there is little noise it is ε, where there is much −x₀: an error does little harm at either end. Its unit is √(α² + σ²).',
    score:
      '∇ log q(xₜ) = −E[ε | xₜ]/σ. It grows without bound towards the data, so the last layer’s output is divided by σ.',
    flow_prediction: 'ε − x₀: along the straight path from a point to its noise.',
  },
  weighting: 'Weight of the levels',
  weightings: {
    simple: 'simple',
    own: 'its own error',
    snr: 'truncated SNR',
    'min-snr': 'min-SNR, γ = 5',
    likelihood: 'likelihood',
  },
  weightingExplain: {
    simple: '1 for ‖ε − ε̂‖² at every level: Ho et al. 2020.',
    own: '1 for the squared error of what is predicted, whatever that is.',
    snr: 'max(1, 1/SNR) for ‖ε − ε̂‖²: noisy levels count as much as errors of x₀ there. Salimans & Ho 2022.',
    'min-snr':
      'min(1, γ/SNR) for ‖ε − ε̂‖²: levels with little noise, which pull against the others, count less. Hang et al. 2023.',
    likelihood:
      '½·g²/σ² for ‖ε − ε̂‖²: a bound on the likelihood, heavy near the data. Song et al. 2021; Kingma et al. 2021.',
  },
  times: 'Noise levels are drawn',
  timeSamplings: {
    uniform: 'evenly',
    importance: 'by importance',
    'log-normal': 'log-normal',
    'logit-normal': 'logit-normal',
  },
  timesExplain: {
    uniform: 'Evenly over the process’s time, one in each equal part of it.',
    importance:
      'Oftener where losses were large lately, and divided by how often: the same goal with a steadier estimate. Nichol & Dhariwal 2021.',
    'log-normal':
      'ln(σ/α) normal about −0.5 with deviation 1.2: EDM’s choice for data of deviation 1. Changes what counts. Karras et al. 2022.',
    'logit-normal': 'The middle of the time oftener than its ends. Changes what counts. Esser et al. 2024.',
  },
  pairing: 'Which noise for which point',
  pairings: { independent: 'any', 'optimal-transport': 'the nearest', reflow: 'reflow' },
  pairingExplain: {
    independent:
      'Any noise for any point: the paths cross, and the network learns their mean, from which the score follows.',
    'optimal-transport':
      'Mini-batch optimal transport: in every 64 examples of a class, the pairing that moves least, solved exactly. Paths cross less, so the learned flow is straighter and needs fewer steps. Meant for velocity on the flow process.',
    reflow:
      'Pairs of a noise and where the network’s own flow led it, made once now: paths that do not cross, learned again, become nearly straight. Meant for velocity on the flow process, sampled by an ODE.',
  },
  unpaired:
    'The points have changed, and the pairs of reflow led to the old ones, so the network continues with random pairs. Let it learn the new points, then choose reflow again.',
  reflowEarly: 'Reflow needs a network that has learned: choose it then.',
  sdeNote:
    'Samplers with fresh noise take what it says for the score, which it is not with these pairs: watch an ODE sampler.',

  size: 'Its size and its steps',
  sizeNow: (width: number, depth: number, batch: number) =>
    `${integer(width)} units · ${plural(depth, { one: 'one layer', other: `${integer(depth)} layers` })} · batch ${integer(batch)}`,
  width: 'Units of a layer',
  depth: 'Hidden layers',
  batch: 'Points a step',
  batchExplain: 'More points, a steadier step that takes longer.',
  rate: 'Learning rate',
  rateExplain: 'Length of Adam’s steps. Try 100, and undo it.',
  hidden: 'Hidden classes',
  hiddenExplain:
    'The share of examples that the network sees without their class: guidance without a classifier leads away from what it learns there.',
  hiddenAll:
    'This network never sees a class, so it knows none: whichever class you ask for, it answers as for no class in particular.',
  sizeExplain:
    'A change of units, layers or hidden classes starts a new network, and you can bring the old one back; after any other change this one learns on.',

  student: {
    title: 'A student in one step',
    intro:
      'Consistency distillation: a second network learns to say at once where the network’s flow leads in many steps. Its runs are consistency sampling, whatever sampler is chosen: compare 1, 2 and 4 steps.',
    go: 'Distil a student',
    goExplain:
      'Learns from the network as it is now, until you pause it; pressed again, it goes on with what the network has become.',
    show: 'Show the student’s answer',
    showExplain: 'Fields and runs ask the student from here on.',
    facts: (steps: number) => `${stepsOf(steps)} of distillation`,
    early: 'The network has to learn first.',
    note: 'Song et al. 2023, with 18 levels of σ from 0.01 to 40, a teacher’s step of Heun and a target that averages its last twenty steps.',
  },

  files: {
    title: 'Save and open',
    save: 'Save the network',
    saveExplain:
      'A safetensors file with its weights, their average, Adam’s moments, and the settings: it learns on exactly as if it had never stopped.',
    open: 'Open a network',
    openExplain: 'A file that was saved here. It stays on this machine.',
    tooLarge: (name: string) => `“${name}” is larger than any network of this room; the most is 64 MB.`,
    notSaved: (name: string) =>
      `“${name}” is no network that learned in this room. One that did is saved here, by “Save the network”.`,
    unreadable: (name: string) => `“${name}” cannot be read. Choose it again.`,
  },

  recovery: {
    copied: (step: number, ms: number, steps: number) =>
      `The network that learned here goes on from step ${count(step)}: a copy of it was made ${integer(ms / 1000)} s before the GPU was lost${steps > 0 ? `, ${stepsOf(steps)} ago` : ''}.`,
    studentGone: 'Its student is gone.',
  },

  kept: {
    back: (step: number) =>
      `The network that learned here before is back, at step ${count(step)}: this machine had kept it.`,
    offered: (step: number) =>
      `This machine keeps a network that learned here before, at step ${count(step)}. The link asks for a different one, which replaces it once it learns.`,
    bring: 'Bring it back',
    bringExplain: 'The kept network stands in this room again, with its settings.',
    forget: 'Forget it',
    forgetExplain: 'Deletes the network from this machine. Where it learns, another begins.',
    stands: (step: number) => `This machine keeps the network from visit to visit: step ${count(step)}.`,
    impossible: 'The browser does not let this machine keep the network: save it as a file before you leave.',
  },

  faults: {
    'learn-none': () => 'There is no network yet. Press Learn.',
    'learn-no-points': () => 'There are no points to learn from: draw some, or choose a distribution.',
    'learn-diverged': () => 'The loss has left all bounds. Undo that first.',
    'learn-reflow-early': () => 'Reflow needs a network that has learned: let it learn first, then choose reflow.',
    'learn-reflow-astray': () =>
      'The network’s own flow leads to no numbers yet, so there are no pairs. Let it learn longer, or at a lower learning rate.',
    'learn-student-early': () => 'A student needs a network that has learned: let it learn first.',
    'learn-student-diverged': () =>
      'The student’s loss left all bounds, and the student is gone. Lower the learning rate and distil another.',
    'learn-lost': () =>
      'The GPU was lost before there was a copy of the network. Start again, or open one that was saved.',
    'learn-stopped': (d: Details) => `Learning stopped: ${String(d.message).replace(/\.$/, '')}.`,
  } as Readonly<Record<string, (details: Details) => string>>,
}

import { figure, measurement } from '../format/figures'
import { count, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'

const perCentOf = (share: number) => `${perCent(share)}\u00a0%`

/** The bound of a network, measured live. */
export const bound = {
  viewsName: 'What to look at',
  views: {
    terms: 'The bound',
    weights: 'Weights over t',
    curves: 'Two variances, two schedules',
    skipping: 'Leaving out steps',
  },
  loaded: (title: string, schedule: string) => `Loaded: ${title}, trained with ${schedule}.`,
  schedules: {
    cosine: 'the cosine schedule',
    linear: 'the linear schedule',
    other: 'a schedule of its own',
  },
  twin: (schedule: string) => `Load its twin with ${schedule}`,
  twinExplain:
    'A network trained alike in all but the schedule. What was measured of this one stays in the charts beside it.',
  noTwin: 'Of the page’s networks, the one for digits has a twin that was trained with the linear schedule.',
  /** Why nothing can be measured now. */
  cannot: {
    network: 'The network is not there yet: it is asked as soon as it has loaded.',
    picture: 'The picture is not there yet, or it has another shape than the network’s.',
    data: 'The pictures to compare with are not there yet.',
  },
  work: {
    stop: 'Stop',
    stopExplain: 'What was measured stays, and goes on from there.',
    doing: (doneCount: number, all: number) => `${count(doneCount)} of ${count(all)} network evaluations`,
  },
  /** How measuring ended. */
  ended: {
    stopped: 'Stopped. What was measured stays: press again to go on from there.',
    replaced: 'Another network took the place of this one. What was measured of it stays.',
  },
  terms: {
    intro:
      'How many bits does this picture cost, if it is sent as noise and then corrected step by step? At each t the network’s guess is compared with what one who knows the picture would do. The sum over all t is an upper bound of −log₂ p(x₀).',
    measure: (evaluations: number) => `Measure (${count(evaluations)} evaluations)`,
    more: (evaluations: number) => `Measure more (${count(evaluations)} evaluations)`,
    measureExplain:
      'Draws t from the whole range, adds noise to the picture of the forward walk, and asks the network about it.',
    chart: 'Each step’s share of the bound over t, both axes logarithmic; bars are one standard error.',
    t: 't',
    bits: 'bits/dim',
    prior: 'L_T',
    /** It is too small for the axis. */
    priorBelow: (value: number) => `L_T, ${figure(value)}: far below this axis`,
    picture: 'The picture that is measured',
    another: 'Another picture',
    names: {
      beta: 'variance β',
      'beta-tilde': 'variance β̃',
      learned: 'learned variance',
    },
    of: (name: string, title: string) => `${name}, ${title}`,
    table: 'The bound in bits per dimension',
    columns: {
      variance: 'Reverse variance',
      total: 'Bound',
      decoder: 'L_0',
      steps: 'L_1 + … + L_{T−1}',
      prior: 'L_T',
    },
    value: measurement,
    samples: (n: number, ranges: number) =>
      `${count(n)} ${plural(n, { one: 'state', other: 'states' })} of this picture, one after another from ${integer(ranges)} ranges of t. ± is one standard error.`,
    notYet:
      'Nothing was measured yet. The total comes when every range of t has been looked at once, its error after twice.',
    same: 'All rows come from the same answers of the network.',
    noHead: 'This network has not learned its variance, so there are two rows.',
    first: (share: number, last: number, T: number) =>
      `The first ${integer(last)} of the ${integer(T)} t make ${perCentOf(share)} of the bound: what costs bits is detail too fine to see.`,
    asked: 'The network is asked without a class. As in the papers, x̂₀ is kept within black and white.',
    askedClass: 'The network is asked for the class that is set. As in the papers, x̂₀ is kept within black and white.',
    source: 'Ho et al. 2020, eq. 5; Nichol & Dhariwal 2021, figure 2',
  },
  weights: {
    intro:
      'Training rarely minimises the bound itself. L_{simple} counts the squared error of ε̂ alike at every t. In the bound it counts fifty times more at the first t than in the middle, and more again at the very end, where steps are large.',
    chart: 'How much one squared error counts at each t, compared with t = T/2. Formula only.',
    simple: 'L_{simple}',
    vlb: {
      beta: 'L_{vlb}, variance β',
      'beta-tilde': 'L_{vlb}, variance β̃',
    },
    weight: 'weight, over that of T/2',
    source: 'Ho et al. 2020, eq. 12 and 14',
    importanceTitle: 'Which t to learn from',
    importanceIntro:
      'To learn from the bound after all, t is drawn more often where its terms are large, pₜ ∝ √E[Lₜ²], and each counts less there, by 1/pₜ. So the mean stays right, and its noise becomes small.',
    importance: 'Measured: how often each t would be drawn, and how much it would count, compared with uniform t.',
    probability: 'pₜ, over 1/T',
    inverse: 'weight 1/pₜ, over T',
    ratio: 'times uniform',
    /** @param uniform, drawn standard deviations of an estimate from a single t */
    spread: (uniform: number, importanceDeviation: number) =>
      `From a single t, the estimate of L_{vlb} is off by ${figure(uniform)} bits (one standard deviation) if t is uniform, and by ${figure(importanceDeviation)} if it is drawn so.`,
    notYet: 'This curve needs the bound: measure it first.',
    importanceSource: 'Nichol & Dhariwal 2021, section 3.3',
  },
  curves: {
    ratioTitle: 'The two variances',
    ratioIntro:
      'Between β̃ and β lies every variance that a reverse step could have. The more steps, the sooner they are the same: the choice matters only at the first t, where the bits are.',
    ratio: (schedule: string) => `β̃ₜ/βₜ over t/T, of ${schedule} cut into more and more steps. Formula only.`,
    steps: (T: number) => `T = ${integer(T)}`,
    ratioName: 'β̃ₜ/βₜ',
    time: 't/T',
    ratioSource: 'Nichol & Dhariwal 2021, figure 1',
    signalTitle: 'How much of the picture is left',
    signalIntro:
      'The linear schedule drowns the picture early: its last steps have next to nothing to do. The cosine schedule drowns it more evenly.',
    signal: 'ᾱₜ over t/T. Formula only.',
    signalName: 'ᾱₜ',
    names: { cosine: 'cosine', linear: 'linear', own: 'of this network' },
    signalSource: 'Nichol & Dhariwal 2021, figure 5',
  },
  skipping: {
    intro:
      'If the last steps into noise have nothing to do, the way back can leave them out. Here the same noise is walked down all steps, and without the first ones: it is taken for a state that is already a little less noisy.',
    measure: (pictures: number) => `Walk ${count(pictures)} pictures`,
    more: (pictures: number) => `Walk ${count(pictures)} more`,
    measureExplain: 'Each noise is walked five times: in full, and without a tenth to four tenths of the steps.',
    chart:
      'How much further the pictures that come out are from the starter pictures, as energy distance of their pixels, than if all steps are walked; bars are one standard error.',
    left: 'steps left out, %',
    distance: 'added energy distance',
    table: 'What is left out, and what it costs',
    columns: { left: 'Left out', distance: 'Added energy distance', change: 'Change of each picture' },
    share: perCentOf,
    value: measurement,
    /** @param distance, change with their errors; @param apart mean distance of two starter pictures */
    fifth: (pictures: number, distance: string, change: string, apart: number) =>
      `The first fifth of the steps, left out of ${count(pictures)} walks: the pictures come out ${distance} further from the starter pictures, of which two are ${figure(apart)} apart in the mean. Each changes by ${change} a pixel (root mean square; from black to white it is 2).`,
    how: (steps: number, starters: number, perClass: boolean) =>
      `Measured on ${integer(steps)} DDIM steps without fresh noise, ${perClass ? 'one picture of each class in turn' : 'asked without a class'}, against the ${integer(starters)} starter pictures: few pictures, so small differences mean nothing. The paper measures FID on 50,000.`,
    pictures: 'The first ten: in full, and without the first fifth',
    full: 'In full',
    without: 'Without the first fifth',
    picture: (n: number, full: boolean) =>
      full ? `Picture ${integer(n)}, walked in full` : `Picture ${integer(n)}, without the first fifth of the steps`,
    notYet: 'Nothing was walked yet.',
    source: 'Nichol & Dhariwal 2021, figure 4',
  },
}

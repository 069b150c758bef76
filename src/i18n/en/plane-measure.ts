import { figure } from '../format/figures'
import { exactly, fixed, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'

/** What is measured in the plane: the race of samplers, likelihoods, and what guidance really samples. */
export const planeMeasure = {
  title: 'Measured against the truth',
  cancel: 'Stop',
  cancelExplain: 'Stops, and keeps what is already measured.',
  asTable: 'As a table',
  save: 'Save as CSV',
  saveExplain: 'Saves every figure as a file.',
  stopped: 'Stopped. What was measured stays.',
  stale: 'These figures are out of date: the settings, the points or the network have changed.',
  waiting: 'This can be measured when the room’s engine is ready.',

  race: {
    name: 'Race of the samplers',
    summary: 'quality against network evaluations',
    intro:
      'Each sampler, as it is usually run, turns 1,000 noises into points with more and more evaluations (NFE). Measured is how far the crowd of them is from the data: lower is better. Three seeds each; bars are ± one standard error.',
    samplers: 'Who runs',
    none: 'Choose at least one sampler.',
    start: 'Start the race',
    startExplain: 'Runs every chosen sampler at every number of evaluations, three times.',
    metric: 'Distance',
    metrics: { sliced: 'sliced W₂', energy: 'energy' },
    metricExplain: {
      sliced: 'Sliced Wasserstein: how far points have to be moved, seen from 32 sides. In the picture’s units.',
      energy:
        'Energy distance: how much farther apart points of both crowds are than points of the same crowd. It notices less where points are slightly off their place.',
    },
    chart: (metric: string) =>
      `The distance of particles to the data (${metric}) against network evaluations, both on logarithmic scales, a line for each sampler. The table has the numbers.`,
    evaluations: 'network evaluations',
    floor: 'floor',
    floorExplain:
      'Floor: 1,000 points drawn from the data by chance, against at most 1,000 of the data. At the floor particles cannot be told from data.',
    progress: (doneCount: number, total: number) =>
      `${integer(doneCount)} of ${integer(total)} ${plural(total, { one: 'run', other: 'runs' })}`,
    done: (best: string) => `Done. Nearest to the data at 16 evaluations or fewer: ${best}.`,
    unknown: '–',
    columns: { sampler: 'Sampler', steps: 'Steps', nfe: 'NFE', distance: 'Distance', error: '±', seeds: 'Seeds' },
    ofClass: (label: string) =>
      `Asked for class ${label}: the particles are compared with the points of that class, so what guidance bends counts as error. Guided runs may ask twice a step.`,
    student:
      'The student takes steps of its own, whatever sampler runs: here the lines differ by their noise levels alone.',
    left: 'Left out: RK45, which chooses its steps itself, and plain Langevin, which stays at one noise level.',
    file: 'race.csv',
  },

  likelihood: {
    name: 'Likelihood by the flow',
    summary: 'log q of a point, two ways',
    intro:
      'Run forwards, the probability-flow ODE carries any point to pure noise; how much it squeezes or spreads space on the way, and how likely the noise is where it ends, tell how likely the point was. Here the exact answer is known, so the two can be compared: at the pointer, over the picture or over the maps here, or at what is typed.',
    beside: 'For the second run, where the pointer was.',
    x: 'x, to the right',
    y: 'y, up',
    point: 'Point, in the picture’s coordinates',
    takeChosen: 'Take the chosen particle',
    takeChosenExplain: 'Where the particle that is chosen in the picture stands now.',
    steps: 'Steps of the ODE',
    stepsExplain: 'Runge–Kutta of order 4, even in log SNR.',
    exact: 'exact log q',
    flow: 'by the ODE',
    difference: 'difference',
    nats: (value: number) => `${fixed(value, 3)} nats`,
    /** A difference may be tiny. */
    natsApart: (value: number) => `${figure(value)} nats`,
    noExact: 'not known in closed form: guidance bends the field, and no formula has the density of its flow',
    limited:
      'So near the data the density is all spikes, so it is computed with a little noise left, as the picture is drawn.',
    beyond: 'log q is that of xₜ/√(α² + σ²), as it is drawn: larger by log(α² + σ²) than that of xₜ itself.',
    map: 'Show it on the picture',
    mapExplain: 'The picture’s map becomes the density by the ODE.',
    maps: {
      start: 'Draw maps',
      startExplain: 'log q over the whole view, exactly, by the ODE, and their difference: coarse first, then sharper.',
      progress: (share: number) => `${perCent(share)} % of 97 × 97 places`,
      mixed:
        'The network is learning, so later parts of the map come from a newer network. Pause learning to map a single network.',
      exact: 'Exact log q',
      exactLabel: 'Map of the exact log-density.',
      flow: 'log q by the ODE',
      flowLabel: 'Map of the log-density by the probability flow.',
      difference: 'By the ODE − exact',
      differenceLabel: 'Map of the difference of the two: blue where the flow says less, orange where it says more.',
      nats: 'nats',
      found: (root: number, most: number) =>
        `Where q is at least e⁻¹⁰ of its greatest, the two differ by ${figure(root)} nats (root mean square), ${figure(most)} at the most. Elsewhere no difference is drawn.`,
      lines: (nats: number, side: number) =>
        `A line every ${exactly(nats)} nats. Known at ${integer(side)} × ${integer(side)} places, or less while it is drawn; smooth between them.`,
    },
    measure: 'Measure the error',
    measureExplain: 'Takes 200 noisy points of this level at 4 to 128 steps.',
    chart:
      'The error of log q by the ODE against its steps, both on logarithmic scales, beside a line of order 4. The table has the numbers.',
    error: 'error, nats',
    stepsAxis: 'steps',
    measured: 'measured',
    order: 'order 4',
    observed: (order: number) =>
      `Measured order, once the steps are small enough: ${fixed(order, 1)}. The fall ends where float32 has no more digits.`,
    network:
      'What stays, however many steps are taken, is the difference between the network’s density and the exact one.',
    columns: { steps: 'Steps', error: 'Root mean square error, nats' },
  },

  guidance: {
    name: 'What guidance really samples',
    summary: 'against the true class',
    intro:
      'The data are known, so guided particles can be held against the true points of the class: how many are of it, how far they spread beside these, how far their mean has moved, and the energy distance, which counts everything. 1,000 particles of the room’s own sampler for each w.',
    label: 'Class',
    labels: ['0', '1'],
    noClass: 'These points have one class only: there is nothing to guide towards.',
    student:
      'A student says where the flow ends, not the mean of x₀: its answers cannot be mixed, so there is no guidance of it to measure.',
    start: 'Measure w = 0 … 8',
    startExplain: 'A run of the room’s sampler for each w.',
    truth:
      'w = 1 is the class itself: with exact answers and enough steps the particles are as near to its points as other draws of them. If guidance sampled p(x)·p(y|x)ʷ, as is often said, larger w would change nothing here, since every point belongs to its class for certain. It does change: scores that are right at every noise level for themselves do not add up to those of any one noised distribution. Particles are pushed away from the other class, mostly to the far side of their own: on many data they spread less, and their mean moves.',
    kinds:
      'With exact answers, classifier guidance and classifier-free guidance are the same: the one’s gradient is the difference of the other’s scores.',
    energyChart:
      'Energy distance of the guided particles to the true points of the class, against w. The table has the numbers.',
    spreadChart:
      'Spread of the guided particles against that of the true points, and distance of their means, against w. The table has the numbers.',
    energy: 'energy distance',
    noSpread: 'The class is a single point, which has no spread that another could be held against.',
    spread: 'spread, 1 is true',
    shift: 'shift of the mean',
    floor: 'floor',
    floorExplain: 'Floor: as many of the class’s own points, drawn by chance.',
    figures: 'spread and shift',
    scale: 'w, guidance',
    progress: (doneCount: number, total: number) => `${integer(doneCount)} of ${integer(total)} scales`,
    columns: { scale: 'w', right: 'right class', spread: 'spread', shift: 'shift', energy: 'energy distance' },
    share: (share: number) => `${perCent(share, 1)} %`,
  },
}

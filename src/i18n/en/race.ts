import { figure } from '../format/figures'
import { count, exactly, fixed, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'

const evaluationsOf = (evaluations: number) =>
  `${count(evaluations)} ${plural(evaluations, { one: 'evaluation', other: 'evaluations' })}`
const stepsOf = (steps: number) => `${count(steps)} ${plural(steps, { one: 'step', other: 'steps' })}`
const milliseconds = (ms: number) => (ms < 10 ? fixed(ms, 1) : count(Math.round(ms)))

/** Several runs from the same noise, side by side under one playhead. */
export const race = {
  intro:
    'Two to six walks back from the same noise, side by side under one playhead. Each has spent the same share of its cost, so you see what every network evaluation buys.',
  presetsName: 'Races to begin with',
  presets: {
    own: 'Your walk and a copy',
    noise: 'DDPM against DDIM',
    schedule: 'Linear against cosine training',
    order: 'Orders 1, 2 and 4',
    training: 'After 0 to 4,000 training steps',
    guidance: 'Classifier against classifier-free guidance',
  },
  presetsExplain: {
    own: 'The walk’s own settings twice: change one of the two, and see what it does.',
    noise: 'Fresh noise at every step, or none: the same network, the same start.',
    schedule: 'Two networks that were trained alike but for the schedule.',
    order: 'Euler, Heun, DPM-Solver++ and RK4 on EDM’s levels, of order 1, 2, 2 and 4.',
    training: 'One small network at five moments of its training.',
    guidance:
      'The network asked for the class (w = 1), or led twice as hard (w = 2): by its own two answers, or by a classifier. Both aim at p(x)·p(c | x)².',
  },
  portable:
    'This page is a single file with one network: races between networks are on the page that it was made from.',
  ofBranch: 'A race begins at noise: of a branch it has the last settings.',
  empty: 'Choose a race above. It begins with the walk’s noise and class, and you can change every lane.',
  fairName: 'Equal for all lanes',
  modes: { evaluations: 'evaluations', steps: 'steps', time: 'time', own: 'nothing' },
  modesExplain: {
    evaluations: 'Every lane asks its network equally often. That is what a walk costs, whatever its sampler.',
    steps: 'Every lane takes as many steps. A sampler that asks twice a step costs twice as much.',
    time: 'Every lane gets the time that so many evaluations of the first lane take here. Each network, and each that a classifier leads, is timed when the race begins.',
    own: 'Each lane has steps of its own.',
  },
  budget: {
    evaluations: 'Evaluations of each lane',
    steps: 'Steps of each lane',
    time: 'Evaluations that the first lane has time for',
    own: '',
  },
  even: (evaluations: number, isOneRefused = false) =>
    `Each ${isOneRefused ? 'other lane' : 'lane'} spends ${evaluationsOf(evaluations)}.`,
  uneven: (lanes: readonly (readonly [title: string, asked: number])[], budget: number) =>
    `Not every lane can spend ${evaluationsOf(budget)} to the last: ${lanes
      .map(([title, evaluations]) => `${title} takes ${integer(evaluations)}`)
      .join('; ')}.`,
  makeEven: (budget: number) => `Take ${integer(budget)}, which all can`,
  makeEvenExplain: 'The nearest number of evaluations that every lane can spend to the last.',
  timed: (ms: number, budget: number) =>
    `One evaluation of the first lane takes ${milliseconds(ms)} ms here, so each lane gets the steps that take about ${milliseconds(ms * budget)} ms if it walks alone.`,
  classifierCost: 'The classifier’s own passes are not counted: to count them, give each lane equal time.',
  samples: 'Pictures in each lane',
  newNoise: 'New noise for all',
  newNoiseExplain: 'Draws another noise, the same for all lanes.',
  add: 'Add a lane',
  addExplain: 'A copy of the last lane, to be changed.',
  networks: (networks: number) =>
    `This race keeps ${integer(networks)} networks side by side, each in a worker of its own.`,
  sharedCalls:
    'Lanes of one network share its calls; the milliseconds of a lane are its part of them. All lanes share this machine, so each takes longer here than it takes alone.',
  manyNetworks: 'This device has little memory: a race with fewer networks may run better.',

  play: 'Play',
  playExplain: 'Walks all lanes from noise to data, or shows again what has been walked.',
  pause: 'Pause',
  pauseExplain: 'All lanes wait where they are.',
  restart: 'To the noise',
  restartExplain: 'The playhead goes back to the noise; what was walked stays.',
  stop: 'Stop',
  stopExplain: 'Ends the race’s networks and frees their memory. What was walked stays.',
  playhead: 'Share of the cost that each lane has spent',
  share: (share: number) => `${perCent(share)} %`,
  status: {
    rests: '',
    loads: (title: string) => `Loading: ${title} …`,
    times: 'Timing an evaluation of each network …',
    walks: 'Walking …',
    follows: (doneSteps: number, all: number) => `Following the exact flow: ${count(doneSteps)} of ${count(all)} steps`,
  },
  lost: 'The device was lost; every lane has kept its frames and has gone on from its last.',

  /** A lane's title is made of what differs. */
  title: {
    steps: stepsOf,
    guided: (w: number) => `w = ${exactly(w)}`,
    unguided: 'no guidance',
    asked: (what: string) => `asked for “${what}”, w = 1`,
    classifier: (w: number) => `by a classifier, w = ${exactly(w)}`,
    lane: (place: number, title: string) => `Lane ${integer(place)}: ${title}`,
  },
  shortNetworks: {
    'growing-0': 'after 0 training steps',
    'growing-100': 'after 100 training steps',
    'growing-500': 'after 500 training steps',
    'growing-2000': 'after 2,000 training steps',
    growing: 'after 4,000 training steps',
    'digits-v': 'trained on the cosine schedule',
    'linear-v': 'trained on the linear schedule',
  } as Readonly<Record<string, string>>,
  lanes: 'Lanes',
  picture: (title: string, evaluations: number) => `${title}: the picture after ${evaluationsOf(evaluations)}`,
  film: (title: string) => `${title}: its frames from noise to data`,
  facts: {
    evaluations: 'evaluations',
    step: 'step',
    ms: 'ms, beside the others',
    distance: 'from the flow',
    of: (part: number, all: number | null) => (all === null ? count(part) : `${count(part)} of ${count(all)}`),
    milliseconds,
    distanceOf: figure,
    none: '–',
  },
  refused:
    'This sampler chooses itself how often it asks, so it cannot race at equal evaluations or time. Let the lanes have equal steps, or steps of their own.',
  change: 'Change this lane',
  network: 'Network',
  guidanceScale: 'w, guidance',
  open: 'Open in the walk',
  openExplain: 'The walk above takes over this lane’s settings, and its branches go; undo brings them back.',
  opened: 'The walk above has these settings now. Undo brings back what was there.',
  remove: 'Remove',
  removeExplain: 'Takes this lane out of the race.',

  sheet: {
    title: 'A race from the same noise, at equal shares of each lane’s cost',
    save: 'Save as a sheet',
    saveExplain: 'One page as a PNG: a row for each lane, from noise to data, with the link of each.',
  },

  python: {
    open: 'All lanes as Python …',
    openExplain: 'Shows one Python program that makes the last frame of every lane.',
    title: 'This race in Python',
    intro:
      'The program draws the page’s own noise once for all, and walks lane after lane with its own network, levels and steps; each saves its last frame. The frames agree with the page’s as those of a single walk do: to about three decimals, or to two where a network that predicts ε begins at pure noise and takes few steps.',
    save: 'Save as race.py',
    leftOut: (place: number, title: string, why: string) =>
      `Lane ${integer(place)}, ${title}, is left out of the program. ${why}`,
  },

  flow: {
    title: 'Distance to the exact flow',
    intro:
      'A sampler without fresh noise solves an equation, the probability flow, in few steps. Here the same network walks the same flow from the same noise in 1,000 steps. The curves say how far each lane has left it: the root mean square difference at equal log SNR, both states divided by α.',
    start: (evaluations: number) =>
      evaluations === 0 ? 'Follow the flow' : `Follow the flow (about ${count(evaluations)} evaluations)`,
    startExplain:
      'Walks the flow of each lane in a thousand steps. Lanes that share their flow are compared with the same one.',
    stop: 'Stop',
    stopExplain: 'What was followed stays.',
    done: 'The flow has been followed for all lanes that have one.',
    noLane: 'No lane has a flow to be compared with: all draw fresh noise.',
    chart:
      'Distance of each lane to its exact flow over its evaluations, both from the start of the walk; the vertical axis is logarithmic.',
    x: 'evaluations',
    y: 'distance',
    table: 'Distance where each lane ends',
    lane: 'lane',
    end: 'at the data',
    random: (titles: string) => `Without a curve, because it draws fresh noise: ${titles}.`,
    exact:
      'The exact flow is a walk of 1,000 steps too, by DPM-Solver++ of order 2: distances as small as its own error say nothing.',
  },
}

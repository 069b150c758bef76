import { integer } from '../format/numbers'
import { plural } from '../format/plural'

/** The plane as a room: its panels, settings and what it says of itself. */
export const planeRoom = {
  tagline: 'Diffusion in two dimensions, where the exact answer is known.',
  forwardTitle: 'Into noise',
  reverseTitle: 'Back to data',
  forwardIntro:
    'Drag the timeline to the right: every point drifts along its own fixed noise, and the density melts into one round cloud. At the right end, press play and watch particles find their way back.',
  reverseIntro:
    'Press play: particles begin as noise, and each step moves them a little towards where the data must have been. No network is needed: for finite data the best answer is a formula.',

  panel: {
    name: 'What stands beside the picture',
    tabs: { data: 'Points', experiments: 'Experiments', learning: 'Learning' },
  },

  shown: {
    title: 'What is shown',
    heatMap: 'Map',
    heatMaps: {
      none: 'nothing',
      density: 'density of xₜ',
      class: 'which class',
      error: 'error of the network',
      likelihood: 'likelihood by the flow',
    },
    heatMapExplain: {
      none: 'No map under the particles.',
      density: 'How likely each place is at this noise level, exactly.',
      class: 'From which class a point seen there probably came, by Bayes’ rule.',
      error: 'How far the network’s answer is from the exact one. It needs a network that has learned.',
      likelihood: 'Log-density, computed along the probability flow of the formula or the network that answers.',
    },
    arrows: 'Arrows',
    arrowKinds: { none: 'none', score: 'score', streamlines: 'streamlines', velocity: 'velocity' },
    arrowsExplain: {
      none: 'No arrows.',
      score: '∇ log q(xₜ): uphill to where points are denser.',
      streamlines: 'Lines along the score, so that its valleys and ridges are seen.',
      velocity: 'Where the probability flow carries each place towards data.',
    },
    contours: 'Contours of the density',
    trails: 'Trails of the particles',
    data: 'Data points',
    colour: 'Colour of the particles',
    colours: { start: 'by start', class: 'by class', none: 'all alike' },
    coloursExplain: {
      start: 'Where each began. A deterministic sampler is a map, so colours stay sorted; fresh noise mixes them.',
      class: 'The class that is more likely where they are.',
      none: 'One colour.',
    },
  },

  settings: {
    title: 'How particles go back to data',
    answerer: 'Who answers',
    answerers: { exact: 'Exact', network: 'Network', student: 'Student' },
    answererExplain: {
      exact: 'The formula for these very points: nothing can answer better.',
      network: 'The small network that learns here.',
      student: 'The network that was distilled to answer in few steps.',
    },
    noneLearned: 'A network can answer once it has learned; see Learning.',
    grid: 'Noise levels and process',
    gridMore: 'Grid',
    process: 'Process',
    processTitles: {
      discrete: 'Discrete (DDPM)',
      vp: 'VP',
      'sub-vp': 'Sub-VP',
      ve: 'VE',
      edm: 'EDM',
      flow: 'Flow, straight paths',
      'cosine-interpolant': 'Cosine interpolant',
    },
    processExplain: {
      discrete: 'A thousand small steps of a schedule, α² + σ² = 1.',
      vp: 'Variance preserving, in continuous time: α² + σ² = 1.',
      'sub-vp': 'As VP, with less noise on the way: σ = 1 − α².',
      ve: 'Variance exploding: points stay where they are (α = 1), and noise is piled on them, up to σ = 50. Shown rescaled.',
      edm: 'Points stay where they are (α = 1), and time is the noise level itself: σ = t, up to 80. Shown rescaled.',
      flow: 'Straight from data to noise: xₜ = (1 − t)·x₀ + t·ε, as in rectified flow and flow matching.',
      'cosine-interpolant': 'From data to noise along a quarter circle: α = cos(πt/2), σ = sin(πt/2).',
    },
    schedule: 'Schedule',
    schedules: {
      cosine: 'cosine',
      linear: 'linear β',
      quadratic: 'quadratic β',
      sigmoid: 'sigmoid β',
      constant: 'constant β',
    },
    scheduleExplain: 'How fast the noise comes: with equal signal-to-noise ratio all of them mean the same.',
    langevin:
      'Plain Langevin stays at one noise level, the one below, however long it runs. At a low one it hardly ever crosses between the modes; annealed Langevin comes down from high noise, and does.',
  },

  guidance: {
    title: 'Guidance',
    label: 'Asked for',
    labels: { none: 'any', zero: 'class 0 ●', one: 'class 1 ◆' },
    labelExplain: 'Which of the two classes particles are asked to become, and then how strongly.',
    kind: 'By',
    kinds: { 'classifier-free': 'two answers', classifier: 'a classifier' },
    kindExplain: {
      'classifier-free':
        '(1 − w)·unconditional + w·conditional; w = 1 is the conditional answer alone (in Ho & Salimans 2022 that is w = 0).',
      classifier: 'The unconditional answer, and w times the gradient of the exact log p(class | xₜ).',
    },
    scale: 'Scale w',
    scaleExplain: 'Beyond 1, particles crowd where the class is surest, and no longer follow its true distribution.',
  },

  particles: {
    title: 'Particles',
    count: 'Particles',
    countExplain: 'How many walk back to data.',
    seed: 'Seed',
    seedExplain: 'Decides the points and every noise. The same seed gives the same frames.',
  },

  compare: {
    title: 'Side by side',
    on: 'A second run beside it',
    explain: 'Two runs from the same noise under one playhead, each by the share of its own steps.',
    besideTitle: 'The run beside it',
    film: (slot: number, way: string) => (slot === 0 ? `The run: ${way}` : `The run beside it: ${way}`),
    first: 'The run',
    second: 'Beside it',
    caption: (sampler: string, process: string, steps: number) =>
      `${sampler} · ${process} · ${plural(steps, { one: 'one step', other: `${integer(steps)} steps` })}`,
  },

  status: {
    opening: 'Opening the part that computes …',
    failed: 'Particles cannot walk back here; the way into noise still works.',
    waiting: 'The walk starts when it is ready.',
    /** Of each run. */
    nfe: (evaluations: readonly number[]) =>
      `${evaluations.map(integer).join(' + ')} ${plural(Math.max(...evaluations), { one: 'evaluation', other: 'evaluations' })}`,
    fallback: (why: string, backend: string) =>
      `${why} The plane is computed on ${backend} instead: slower, the same answers.`,
  },

  ownLink: 'The link was made with somebody’s own points, too many for a link to carry: open them again.',
  lost: 'The page lost the GPU (its driver restarted, or the system took it). Every frame is kept, and the page is opening the GPU again.',

  keys: [
    ['Space', 'play or pause'],
    ['← →', 'one step towards data or noise'],
    ['Shift ← →', 'ten steps'],
    ['Home End', 'to data or to noise'],
    ['D', 'change direction'],
    ['N', 'new noise and new points'],
    ['R', 'restart'],
    ['Ctrl Z', 'undo; Cmd on a Mac'],
    ['Ctrl Shift Z', 'redo; or Ctrl Y'],
    ['0 1', 'ask for class 0 or 1'],
    ['X', 'ask for nothing in particular'],
    ['B', 'a second run beside it'],
    ['A', 'other arrows'],
    ['V', 'another map'],
    ['S', 'next speed'],
    ['L', 'copy the link'],
    ['T', 'light or dark'],
    ['P', 'to the other room'],
    ['W', 'the glossary'],
    ['C', 'the lessons'],
    [', . PgUp PgDn', 'in a lesson: the step before, the next'],
    ['?', 'this list'],
  ] as readonly (readonly [string, string])[],
}

import { levelTime, weight } from '../format/figures'
import { count, fixed, perCent, integer } from '../format/numbers'
import { plural } from '../format/plural'

const particlesOf = (particles: number) =>
  `${count(particles)} ${plural(particles, { one: 'particle', other: 'particles' })}`
/** A place of the picture, as far as it is described. */
const place = (value: number) => fixed(value, 1)

/** The picture of the plane: what is seen on it, in words. */
export const planeStage = {
  mean: 'E[x₀ | xₜ]',
  networkMean: 'the network’s x̂₀',
  studentEnd: 'the student’s end of the flow',
  stage: (slot: number) => (slot === 0 ? 'Picture of the plane' : 'Picture of the run beside'),
  keys: 'Arrow keys move a crosshair, with Shift by more; Enter chooses the particle nearest to it, Escape lets it go.',

  particlesForward: (particles: number, t: number) => `${particlesOf(particles)} at t\u00a0=\u00a0${integer(t)}`,
  particlesReverse: (particles: number, t: number, frame: number, total: number) =>
    `${particlesOf(particles)} at t\u00a0=\u00a0${integer(t)}, frame ${integer(frame)} of ${integer(total)}`,
  waiting: 'No particles yet.',
  byStart: 'Their hue says in which direction they began, their lightness how far out.',
  byClass: 'Discs are of class 0, diamonds of class 1.',
  byClassReverse: 'Discs more likely came from class 0, diamonds from class 1.',
  startLegend: 'where each began',
  class: (label: number) => `class ${label}`,
  oneClass: (label: number) => `These points have one class only: ${label}.`,
  data: (points: number) =>
    plural(points, {
      one: 'The small mark is the one data point.',
      other: `The small marks are the ${count(points)} data points.`,
    }),
  dataAre: (name: string) => `The data: ${name}.`,
  dataOfClasses: (zero: number, one: number) => `${count(zero)} are of class 0, ${count(one)} of class 1.`,
  extent: (what: string, left: number, right: number, low: number, high: number) =>
    `${what} reach from ${place(left)} to ${place(right)} across and from ${place(low)} to ${place(high)} upwards;`,
  dataWhat: 'The points',
  particlesWhat: 'The particles',
  mostLie: (places: string) => `most are ${places}.`,
  share: (share: number, where: string) => `${where} (${perCent(share)}\u00a0%)`,
  ninths: [
    'at the top left',
    'at the top',
    'at the top right',
    'at the left',
    'in the middle',
    'at the right',
    'at the bottom left',
    'at the bottom',
    'at the bottom right',
  ],
  dataByClass: (points: number) =>
    `The small marks are the ${count(points)} data points: discs of class 0, diamonds of class 1.`,

  heat: {
    density: 'exact density of xₜ',
    likelihood: 'density by the probability flow',
    error: 'error of ε̂',
    class: 'p(class 1 | xₜ)',
  },
  heatExplain: {
    density: (points: number) =>
      `How likely each xₜ is, computed from ${plural(points, { one: 'the one data point', other: `all ${count(points)} data points` })}; by its square root, so that the tails are seen. The number is the density of the fullest colour, per unit of area.`,
    likelihood: () =>
      'How likely each xₜ is by the probability flow’s own account; by its square root, so that the tails are seen. The number is the density of the fullest colour, per unit of area.',
    error: () =>
      '‖ε̂ − ε̂*‖: how far the network’s noise is from the exact answer; by its square root, so that small errors are seen.',
    class: () => 'How likely xₜ came from a point of class 1, by Bayes’ rule.',
  },
  drawing: (share: number) => `(${perCent(share)}\u00a0%)`,
  errorFull: (full: number) => `≥ ${integer(full)}`,
  student: 'A student says where the flow ends, not the mean of x₀: it has no score, no error of ε̂ and no likelihood.',
  errorWaits: 'There is no network yet whose error could be shown.',
  arrowsWait: 'There is no network yet whose arrows could be drawn.',
  contours: 'contours',
  contoursExact: 'contours of the exact density',
  contoursExplain: 'Of a single Gaussian they would lie ½, 1, 1½, 2, 2½ and 3 standard deviations from its middle.',
  arrows: {
    score: 'score ∇ log q(xₜ)',
    streamlines: 'streamlines of the score',
    velocity: 'velocity of the probability flow',
  },
  arrowsOf: { exact: 'exact', network: 'the network’s' },
  arrowsExplain: {
    score: (half: number) =>
      `Where density grows fastest. An arrow of half the longest length means ‖s‖ = ${fixed(half, 2)}; longer ones mean more, but never reach the full length.`,
    streamlines: () => 'Lines along the score: they say where to, not how fast.',
    velocity: (half: number) =>
      `Where the deterministic walk goes towards data, by the angle arctan(σ/α). An arrow of half the longest length means ${fixed(half, 2)}.`,
  },
  halfArrow: (half: number) => `= ${fixed(half, 2)}`,
  limited: (noise: number) =>
    `Fields are drawn with at least σ = ${fixed(noise, 2)}: with less noise each point’s peak is narrower than the picture can show.`,
  beyond:
    'Points, scores and densities are those of xₜ/√(α² + σ²): the variance of this process grows, and xₜ itself would leave the picture.',
  failed: 'The field could not be computed here.',

  probe: {
    at: (x: number, y: number) => `xₜ = (${fixed(x, 2)}, ${fixed(y, 2)})`,
    mean: (x: number, y: number) => `E[x₀ | xₜ] = (${fixed(x, 2)}, ${fixed(y, 2)})`,
    score: (x: number, y: number) => `score (${fixed(x, 2)}, ${fixed(y, 2)})`,
    logDensity: (value: number) => `log q = ${fixed(value, 2)}`,
    flow: 'log q by the flow',
    exact: 'exactly',
    difference: 'difference',
    nats: (value: number) => `${fixed(value, 3)} nats`,
    unknown: 'no formula',
    lines: (lineCount: number, points: number, share: number) =>
      `${count(lineCount)} of ${count(points)} points carry ${weight(share)} % of the weight`,
    oneLine: (share: number) => `one point carries ${weight(share)} % of the weight`,
    hint: 'Point at the picture, or tap it: what would xₜ there be taken for? A click on a particle follows it.',
  },

  chosen: {
    title: (number: number) => `Particle ${integer(number)}`,
    intro: 'The step that led here, with its numbers.',
    release: 'Let go',
    releaseExplain: 'Follows no particle.',
    next: 'Another',
    nextExplain: 'Follows the next particle.',
    none: 'Click a particle, or press Enter on the picture, and its step is spelled out here.',
    forward: 'On the way into noise a particle only follows its own fixed noise. Walk back to data to see steps.',
    start: 'This is its start: no step has been taken yet.',
    adaptive: 'RK45 takes as many small steps as its tolerance asks: no one sum leads here.',
    rest: 'looked at in between',
    restExplain: 'What the sampler saw at other looks within the step; only one look is recorded.',
    sum: 'sum',
    coefficient: 'coefficient',
    part: 'part',
    value: 'its numbers',
    product: 'product',
    earlier: (t: number) => `at t = ${levelTime(t)}`,
    own: 'The numbers are the process’s own; the picture divides them by √(α² + σ²).',
    vectors: 'On the picture: dashed, from xₜ to x̂₀ and along ε̂; solid, the step, and the noise that was added.',
  },
}

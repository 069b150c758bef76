/** The picture of the plane: what is seen on it, in words. */
export const planeStage = {
  mean: 'E[x₀ | xₜ]',
  networkMean: 'the network’s x̂₀',
  studentEnd: 'the student’s end of the flow',
  stage: (slot: number) => (slot === 0 ? 'Picture of the plane' : 'Picture of the run beside'),
  keys: 'Arrow keys move a crosshair, with Shift by more; Enter chooses the particle nearest to it, Escape lets it go.',

  particlesForward: (count: string, t: string) => `${count} particles at t\u00a0=\u00a0${t}`,
  particlesReverse: (count: string, t: string, frame: string, total: string) =>
    `${count} particles at t\u00a0=\u00a0${t}, frame ${frame} of ${total}`,
  waiting: 'No particles yet.',
  byStart: 'Their hue says in which direction they began, their lightness how far out.',
  byClass: 'Discs are of class 0, diamonds of class 1.',
  byClassReverse: 'Discs more likely came from class 0, diamonds from class 1.',
  startLegend: 'where each began',
  class: (label: number) => `class ${label}`,
  oneClass: (label: number) => `These points have one class only: ${label}.`,
  data: (count: string) => `The small marks are the ${count} data points.`,
  dataAre: (name: string) => `The data: ${name}.`,
  dataOfClasses: (zero: string, one: string) => `${zero} are of class 0, ${one} of class 1.`,
  extent: (what: string, left: string, right: string, low: string, high: string) =>
    `${what} reach from ${left} to ${right} across and from ${low} to ${high} upwards;`,
  dataWhat: 'The points',
  particlesWhat: 'The particles',
  mostLie: (places: string) => `most are ${places}.`,
  share: (percent: string, where: string) => `${where} (${percent}\u00a0%)`,
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
  dataByClass: (count: string) =>
    `The small marks are the ${count} data points: discs of class 0, diamonds of class 1.`,

  heat: {
    density: 'exact density of xₜ',
    likelihood: 'density by the probability flow',
    error: 'error of ε̂',
    class: 'p(class 1 | xₜ)',
  },
  heatExplain: {
    density: (points: string) =>
      `How likely each xₜ is, computed from all ${points} data points; by its square root, so that the tails are seen. The number is the density of the fullest colour, per unit of area.`,
    likelihood: () =>
      'How likely each xₜ is by the probability flow’s own account; by its square root, so that the tails are seen. The number is the density of the fullest colour, per unit of area.',
    error: () =>
      '‖ε̂ − ε̂*‖: how far the network’s noise is from the exact answer; by its square root, so that small errors are seen.',
    class: () => 'How likely xₜ came from a point of class 1, by Bayes’ rule.',
  },
  drawing: (percent: string) => `(${percent}\u00a0%)`,
  errorFull: (full: string) => `≥ ${full}`,
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
    score: (half: string) =>
      `Where density grows fastest. An arrow of half the longest length means ‖s‖ = ${half}; longer ones mean more, but never reach the full length.`,
    streamlines: () => 'Lines along the score: they say where to, not how fast.',
    velocity: (half: string) =>
      `Where the deterministic walk goes towards data, by the angle arctan(σ/α). An arrow of half the longest length means ${half}.`,
  },
  halfArrow: (half: string) => `= ${half}`,
  limited: (noise: string) =>
    `Fields are drawn with at least σ = ${noise}: with less noise each point’s peak is narrower than the picture can show.`,
  beyond:
    'Points, scores and densities are those of xₜ/√(α² + σ²): the variance of this process grows, and xₜ itself would leave the picture.',
  failed: 'The field could not be computed here.',

  probe: {
    at: (x: string, y: string) => `xₜ = (${x}, ${y})`,
    mean: (x: string, y: string) => `E[x₀ | xₜ] = (${x}, ${y})`,
    score: (x: string, y: string) => `score (${x}, ${y})`,
    logDensity: (value: string) => `log q = ${value}`,
    flow: 'log q by the flow',
    exact: 'exactly',
    difference: 'difference',
    nats: (value: string) => `${value} nats`,
    unknown: 'no formula',
    lines: (drawn: string, points: string, share: string) =>
      `${drawn} of ${points} points carry ${share} % of the weight`,
    oneLine: (share: string) => `one point carries ${share} % of the weight`,
    hint: 'Point at the picture, or tap it: what would xₜ there be taken for? A click on a particle follows it.',
  },

  chosen: {
    title: (number: string) => `Particle ${number}`,
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
    earlier: (t: string) => `at t = ${t}`,
    own: 'The numbers are the process’s own; the picture divides them by √(α² + σ²).',
    vectors: 'On the picture: dashed, from xₜ to x̂₀ and along ε̂; solid, the step, and the noise that was added.',
  },
}

import { count, fixed, perCent } from '../format/numbers'

type Details = Readonly<Record<string, string | number | undefined>>

/** The plane's data: choosing, drawing, reading and saving points; and the experiments. */
export const planeData = {
  title: 'Points',
  gallery: 'Where the points come from',
  ownShown: 'your own',
  textShown: 'your text',
  distributions: {
    moons: 'Two moons',
    rings: 'Two rings',
    'swiss-roll': 'Swiss roll',
    spirals: 'Two spirals',
    pinwheel: 'Pinwheel',
    checkerboard: 'Checkerboard',
    gaussians: 'Eight Gaussians',
    grid: '25 Gaussians',
    'two-blobs': 'Two far blobs',
    'one-gaussian': 'One Gaussian',
    letters: 'Letters',
    heart: 'Heart',
    face: 'Face',
    wave: 'Wave',
    triangle: 'Sierpiński’s triangle',
  } as Readonly<Record<string, string>>,
  count: 'Points',
  countExplain: 'The exact answer knows nothing but these points.',
  countOwn: 'You gave these points, so their number is fixed.',
  ofClasses: (zero: number, one: number) => `${count(zero)} of class 0, ${count(one)} of class 1.`,
  dice: 'Other points',
  diceExplain: 'The next seed: other points of the same kind, and other noise.',
  text: 'Your text',
  textExplain: 'Turns its ink into points; the classes alternate.',
  textHint: 'type a word',

  draw: 'Draw points',
  drawExplain: 'Turns the picture into a sheet to spray points on.',
  drawn: 'Done drawing',
  read: 'Paste or open',
  readExplain:
    'Points of your own: a table, JSON, .npy, or what numpy prints. Dropping a file on the page does the same.',
  drop: 'Drop the file to take its points.',

  brush: {
    sheet:
      'Sheet for points. Arrow keys move the crosshair, Space sprays there, with Shift in the other class; Delete erases, U takes back, Escape ends.',
    help: 'Press and drag on the picture; with Shift for the other class. By keys: arrows and Space.',
    empty: 'An empty sheet: press and drag to spray points.',
    tool: 'Brush',
    tools: { draw0: '● class 0', draw1: '◆ class 1', erase: 'Eraser' },
    toolTitles: {
      draw0: 'Spray points of class 0, discs',
      draw1: 'Spray points of class 1, diamonds',
      erase: 'Erase points',
    },
    width: 'Width of the spray',
    widthValue: (width: number) => `±${fixed(width, 2)}`,
    undo: 'Undo',
    undoExplain: 'Takes the last stroke back; before strokes, what was set last.',
    fresh: 'Empty sheet',
    freshExplain: 'Begins without any points.',
    full: (most: number) => `The sheet is full: ${count(most)} points are the most.`,
  },

  paste: {
    title: 'Points of your own',
    help: 'Two columns of numbers, and a third for two classes if you have any. Commas, semicolons, tabs or spaces between them; a header or none; JSON; or what pandas, R, numpy or PyTorch print.',
    area: 'Points',
    example: ['x, y, label', '0.4, 1.2, 0', '−0.7, 0.1, 1'],
    open: 'Open a file',
    openExplain: 'CSV, TSV, text, JSON, .npy or .npz. It stays on this machine.',
    use: 'Use these points',
  },

  reading: {
    pasted: 'what was pasted',
    progress: (name: string) => `Reading ${name}`,
    share: (name: string, share: number) => `Reading ${name}: ${perCent(share)}\u00a0%`,
    cancel: 'Stop reading',
    cancelExplain: 'The points stay as they are.',
  },

  taken: {
    points: (points: number) => `${count(points)} points were read.`,
    one: 'One point was read. It stands in the middle.',
    classes: (zero: string, one: string) => `Class 0 is “${zero}”, class 1 is “${one}”.`,
    thinned: (read: number, keptRows: number) =>
      `Of ${count(read)} rows, ${count(keptRows)} were drawn at random, because the page cannot answer for more at every pixel.`,
    distinct: (distinct: number) =>
      `Only ${count(distinct)} of them differ; the others lie on top of each other, and count as often as they are there.`,
    allOne: 'All of them lie on one spot.',
    scaled: 'They are centred and scaled to fit the view; an export gives them as they came.',
    oneSpot: 'They lie nearer to each other than numbers here can tell apart, and are shown on one spot.',
    undo: 'Undo',
    undoExplain: 'Brings back the points that were there before.',
    asData: 'Read it as data',
    asDataExplain: 'Reads the same again, with what was left out.',
    left: {
      header: (text: string) => `The first line was read as the names of the columns: “${text}”.`,
      index: (text: string) =>
        text === ''
          ? 'The first column counts or names the rows, and was left out.'
          : `The column “${text}” counts or names the rows, and was left out.`,
      count: (text: string) => `The first line, “${text}”, says how many rows there are, and was left out.`,
      decimal: (text: string) =>
        `In “${text}” and the others the ${text.includes(',') ? 'comma' : 'point'} was read as the decimal mark. If it separates thousands, press “Read it as data”.`,
      columns: (text: string) => `Other columns were left out: ${text}.`,
      doubt: (text: string) =>
        `The first line, “${text}”, was read as a point. If it names the columns, delete it and read the rest again.`,
      gap: () => 'Rows are missing where “…” stands: whatever printed the table left them out.',
      arrays: (text: string) => `Other arrays of the file were left out: ${text}.`,
    } as Readonly<Record<string, (text: string) => string>>,
    rounded:
      'A link has no room for all their digits: it carries each rounded to 1/32,767 of the farthest. Here, and in the CSV, they are as they came.',
    cameRounded: 'They came by a link, which rounds each to 1/32,767 of the farthest.',
    noLink: (most: number) =>
      `A link carries ${count(most)} points at most, so these stay on this machine until the page is closed.`,
  },

  save: {
    title: 'Take away',
    points: 'Points as CSV',
    pointsExplain: 'x, y and class of every data point, in the coordinates in which they came.',
    particles: 'Particles as CSV',
    particlesExplain:
      'x and y of every particle as it stands now, in the units of the points; a line above them says how to convert them to the process’s own.',
    noParticles: 'There are no particles yet.',
    python: 'Copy for Python',
    pythonExplain: 'Copies the data points as two lists.',
    copied: 'Copied.',
    notCopied: 'The browser did not allow copying: take the CSV instead.',
  },

  /** Why points could not be read; `at` is a line, or an entry of a list. */
  problems: {
    nothing: () => 'There is no row of numbers in it. Two numbers a line are what is needed: x and y.',
    long: (d: Details) => `It is ${d.megabytes} MB long; the most is ${d.most} MB. Take fewer rows.`,
    json: (d: Details) =>
      `It begins like JSON or a Python list, but ${d.reason === 'ends' ? 'ends too early' : d.reason === 'deep' ? 'its brackets go too deep' : `has “${d.found}” where a value should be`}.`,
    entry: (d: Details) =>
      `Entry ${d.at} is ${d.found === '' ? 'empty' : `“${d.found}”`} where a point should be: [x, y], [x, y, class] or an object of x, y and label.`,
    header: (d: Details) =>
      `The first line names ${d.found} columns, and the rows have ${d.width}. Give each column a name, x and y among them, or take the first line away.`,
    'not-class': (d: Details) =>
      `The third column has numbers such as ${d.found}, which are no classes. Two columns are needed, or a first line that says which are x and y.`,
    columns: (d: Details) =>
      `Line ${d.at} has ${d.found} ${d.found === 1 ? 'column' : 'columns'}; 2 or 3 are needed: x, y and perhaps a class. Of more, a first line can say which are x and y.`,
    'not-number': (d: Details) =>
      `Line ${d.at} has ${d.found === '' ? 'nothing' : `“${d.found}”`} where a number should be.`,
    'too-large': (d: Details) => `Line ${d.at} has ${d.found}, which is too large a number: 10¹⁵ is the most.`,
    classes: (d: Details) =>
      `Line ${d.at} is of a third class, “${d.found}”, after “${d.first}” and “${d.second}”. There may be two.`,
    'no-ink': () => 'This text leaves no ink. Type a letter.',
    private: () =>
      'The points of a text cannot be made here: this browser protects you from being tracked, so it gives pages noise instead of the pixels that they read. Allow this page to use canvas data (Firefox and Tor Browser ask beside the address; in Brave, lower its shield for this page) and type again; or draw points with the brush.',
    kind: (d: Details) => `“${d.found}” holds no points.`,
    'array-type': (d: Details) =>
      `The values of “${d.found}” are neither numbers nor words. Save it again as numbers, with points.astype(float).`,
    'array-shape': (d: Details) =>
      `No points are found in arrays of ${d.found}: N × 2 numbers are needed, or two lists x and y.`,
    reader: () => 'The part of the page that reads files did not load. Check the connection, and open the file again.',
    unreadable: (d: Details) => `“${d.found}” cannot be read. Open it again, or paste what is in it.`,
  } as Readonly<Record<string, (details: Details) => string>>,

  experiments: {
    title: 'Experiments',
    intro: 'Each sets everything up; then press Play. Your seed stays, and what was set before comes back by Undo.',
    set: (title: string) => `“${title}” is set up.`,
    undo: 'Undo',
    undoExplain: 'Brings back what was set before.',
    list: {
      map: {
        title: 'A map, or not',
        watch:
          'Left an ODE, right an SDE, from the same starts. The colours say where each particle began: left they stay in order, for each start has one end; right they mix.',
      },
      'same-paths': {
        title: 'Curved or straight',
        watch:
          'Left variance-preserving diffusion, right the flow. Between one point and one noise the first walks an arc, the second a straight line; where many points pull, neither is straight: the flow makes for the middle of them all before it makes for one (reflow, in Learning, straightens it). And yet it is one map: nearly every start comes to the same end.',
      },
      'few-steps': {
        title: 'Six steps, two ways',
        watch:
          'Both look six times, at the same levels. Left Euler cuts the corners and ends too near the middle; right DPM-Solver++ remembers the step before, and lands on the arms.',
      },
      'one-step': {
        title: 'One step is the mean of everything',
        watch:
          'From pure noise the best guess is the mean of all points, so one step takes everybody to the middle, where no data are. Twenty steps reach the rings. Let a network learn and distil a student from it: how far does one step take that one?',
      },
      langevin: {
        title: 'Langevin, stuck and set free',
        watch:
          'Left plain Langevin, at one low noise level: particles fall into the nearer blob and stay. Right annealed Langevin begins in much noise: all colours reach both blobs, a third of them the smaller one.',
      },
      posterior: {
        title: 'What the best guess is made of',
        watch:
          'Point at the picture. The lines lead to the points that xₜ may have come from, the heavier the likelier; E[x₀\u00a0|\u00a0xₜ] is their mean. Try 1, 10 and 1,000 points, and less noise.',
      },
      'ten-points': {
        title: 'Ten points, by heart',
        watch:
          'The exact answer for ten points is to give back those ten: nothing new comes of it. Let a network learn the same ten: how near does it come to that, and when?',
      },
      class: {
        title: 'Whose is it?',
        watch:
          'The colours of the plane say how likely each place came from either class. Drag the timeline: of 100 noised points the likelier class is the right one for about 95 at t\u00a0=\u00a0100, for 73 at t\u00a0=\u00a0300, and for little more than half at t\u00a0=\u00a0800.',
      },
      classifier: {
        title: 'A classifier is enough',
        watch:
          'Only the gradient of log p(class 1 | xₜ) is added to the score of all points, and at scale 1 every particle ends on the outer ring. Ask classifier-free, at scale 1: the same ends.',
      },
      'over-guidance': {
        title: 'Too much guidance',
        watch:
          'Class 1, asked for six times over. The particles crowd where class 0 is far, and leave much of class 1 empty. At scale 1 they fill it.',
      },
      learning: {
        title: 'Watch a network learn',
        watch:
          'Let it learn: the map shows how far its noise is from the exact answer, the arrows are its own. It is right first where there is much noise: after 300 steps its ε̂ is off by about 0.05 at t\u00a0=\u00a0800, and by more than five times as much at t\u00a0=\u00a0100. Drag the timeline, and see the rest follow.',
      },
      likelihood: {
        title: 'Density from a flow',
        watch:
          'Each colour is counted along the path that leads from there into noise; no density was asked. And yet it is the exact density, to a few thousandths of a nat: point at the picture. Maps of both, and of their difference, are under Likelihood, below.',
      },
    } as Readonly<Record<string, { readonly title: string; readonly watch: string }>>,
  },
}

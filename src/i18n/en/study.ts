/** What a fault says of itself. */
type Given = Readonly<Record<string, string | number | undefined>>

/** The studies of a network, below the walk. */
export const study = {
  title: 'Study this network',
  intro:
    'Beyond one walk: many walks from one noise or one moment, and questions about pictures that you choose. The walk above changes only with the schedule, and where a button here says so.',
  names: {
    race: 'Race samplers',
    learned: 'How it learned',
    schedules: 'Schedules',
    bound: 'What it costs in bits',
    decided: 'When is it decided?',
    differ: 'Where does mine differ?',
  },
  explain: {
    race: 'Two to six walks from the same noise, side by side: samplers, networks and guidance at equal cost.',
    learned: 'Training beside sampling: both algorithms live on this network, and its loss over t.',
    schedules: 'How fast the noise comes, there and back: choose among the published schedules, or draw one.',
    bound: 'The variational bound of a picture, measured live, and which t it comes from.',
    decided: 'Sixteen continuations from each of four moments: what they still can become there.',
    differ: 'Compares your own program with this walk: the first step that differs, and why.',
  },
  faults: {
    'ask-states': (d: Given) =>
      `The network cannot be asked about these pictures: it takes 1 to ${d.most} at once, each with a time of its own.`,
    'ask-network': () =>
      'There is no network that could answer, or its pictures have another shape. Try again when the network is there.',
    'ask-lost': () =>
      'The device was lost while the network was being asked. What came before that is kept: try again when the network is back.',
  } as Readonly<Record<string, (details: Given) => string>>,
}

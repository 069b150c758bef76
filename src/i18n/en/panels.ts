/** What a fault says of itself. */
type Given = Readonly<Record<string, string | number | undefined>>

/** What the panels beside the picture share: they come with the first of them. */
export const panels = {
  faults: {
    'ask-states': (d: Given) =>
      `The network cannot be asked about these pictures: it takes 1 to ${d.most} at once, each with a time of its own.`,
    'ask-network': () =>
      'There is no network that could answer, or its pictures have another shape. Try again when the network is there.',
    'ask-lost': () =>
      'The device was lost while the network was being asked. What came before that is kept: try again when the network is back.',
  } as Readonly<Record<string, (details: Given) => string>>,
}

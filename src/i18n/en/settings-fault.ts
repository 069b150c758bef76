type Details = Readonly<Record<string, string | number | undefined>>

/** Why a run cannot be changed as its settings say, by the fault's code. */
export const faults: Readonly<Record<string, (details: Details) => string>> = {
  'change-unknown': (d: Details) =>
    `This run is to be changed by “${d.kind}”, which is not known here. Load the page anew, or set the run up again.`,
  'change-order': (d: Details) =>
    `This run is to be changed by “${d.kind}” after “${d.before}”, and only the other order has a meaning. Set the run up again.`,
  'classifier-missing': () =>
    'A classifier leads this walk, and it did not load. Try again under “Guidance”, or let the network guide itself.',
  'classifier-wrong': (d: Details) =>
    `The classifier computes wrong numbers on this machine (off by ${d.worst}), so it is not used.`,
}

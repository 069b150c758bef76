type Details = Readonly<Record<string, string | number | undefined>>

/** Why the plane's engine does not answer, by its code. */
export const planeFault = {
  'plane-no-points': () => 'There are no points: draw some, or choose a distribution.',
  'plane-many-points': (d: Details) => `There are ${d.found} points; the most is ${d.most}. Take fewer.`,
  'plane-labels': (d: Details) =>
    `There are ${d.points} points and ${d.labels} classes for them; there must be one class for each point.`,
  'plane-coordinates': (d: Details) =>
    `A coordinate is ${d.found}; it must be a number between −${d.most} and ${d.most}.`,
  'plane-no-class': (d: Details) => `No point belongs to class ${d.label}, so nothing can be asked of it.`,
  'plane-particles': (d: Details) =>
    `There are ${d.found} particles where there may be 1 to ${d.most}, as many as the run has.`,
  'plane-level': (d: Details) => `No process has a noise level of signal ${d.signal} and noise ${d.noise}.`,
  'plane-levels': (d: Details) => `A run cannot stand where it is asked to: it has ${d.found} noise levels.`,
  'plane-no-noise': () =>
    'On the data themselves, where there is no noise, points have no density and no score. Move into the noise a little.',
  'plane-no-network': () => 'No network has learned here yet. Let one learn first, or ask for the exact answer.',
  'plane-no-student': () => 'No student has been distilled yet. Distil one first, or ask the network.',
  'plane-student-end': () =>
    'A student says where the flow ends, not the mean of x₀: that gives no score and no likelihood.',
  'plane-student-guided': () =>
    'A student answers for all points or for one class: a mixture of two ends of the flow is the end of none. Take w = 1, or ask the network.',
  'plane-diverged': () =>
    'The computation left the range of numbers, so nothing of it is shown. Take smaller steps, or less guidance.',
  'plane-closed': () => 'The part of the page that computes is not open. Load the page again.',
  'plane-lost': (d: Details) => `The GPU was lost before it had answered (${String(d.message).replace(/\.$/, '')}).`,
  'plane-stopped': (d: Details) => `The computation stopped: ${String(d.message).replace(/\.$/, '')}.`,
}

import { asChosen, megabytes, integer } from '../format/numbers'
import { plural } from '../format/plural'

/** The tree of runs under the timeline. */
export const tree = {
  title: 'Branches',
  branch: 'Branch here',
  branchExplain: 'From this frame on another way: it keeps the past, and what you then change counts from here.',
  branchNowhere: 'There is no step left that could be taken otherwise: go back to an earlier frame first.',
  intro: 'One past, several ways on. What you change counts for the chosen run, from where it left the other.',
  note: (name: string, leaves: string, frame: number, what: string) =>
    `${name} leaves ${leaves} at frame ${integer(frame)}${what ? ` (${what})` : ''}. What you set counts from there.`,
  noteAlone: (name: string, frame: number) =>
    `${name} was made with other settings up to frame ${integer(frame)}, by a run that is no longer here. What you set counts from there.`,
  noNoise: 'Its sampler draws no fresh noise, so the branch asks for something else.',
  noteFirst: (name: string) => `${name}: branches have left it. What you set counts for it alone.`,
  toTree: 'To the branches',
  toTreeExplain: 'They stand below the timeline.',
  run: (number: number) => `Run ${integer(number)}`,
  chooseExplain: 'Shows this run in the large picture; the playhead stays at its noise level.',
  atPlayhead: 'All runs at the playhead',
  picture: (name: string) => `${name} at the playhead`,
  strip: (name: string) => `Film of ${name}`,
  leaves: (name: string, frame: number) => `leaves ${name} at frame ${integer(frame)}`,
  begins: 'from its own start',
  pastUntil: (frame: number) => `other settings up to frame ${integer(frame)}`,
  same: 'nothing changed yet',
  complete: 'complete',
  frames: (recorded: number, total: number) => `${integer(recorded)} of ${integer(total)} frames`,
  notKept: 'not kept: computed again when you show it',
  again: {
    bits: 'computed again, the same to the last bit',
    close: 'computed again, equal to 0.001: another back end, or other kernels, computed it first',
  },
  show: 'Show',
  hide: 'Hide',
  showRun: (name: string) => `Show ${name}`,
  hideRun: (name: string) => `Hide ${name}`,
  showExplain: 'Shows or hides its film and its picture at the playhead.',
  rename: (name: string) => `Rename ${name}`,
  renameShort: 'Rename',
  name: 'Name',
  remove: (name: string) => `Delete ${name}`,
  removeShort: 'Delete',
  removeExplain: 'Takes it out of the tree. Runs that left it keep what they share with it; undo brings it back.',
  finish: 'Compute all to the end',
  progress: (name: string, doneFrames: number, total: number) =>
    `${name}: ${integer(doneFrames)} of ${integer(total)} frames`,
  finishExplain: 'Computes what is missing of each run, one after another.',
  stop: 'Stop',
  stopExplain: 'What has been computed is kept.',
  clear: 'Keep only the chosen run',
  clearExplain: 'Takes all others out of the tree; undo brings them back.',
  memory: (bytes: number, most: number) =>
    `Frames kept: ${megabytes(bytes)} of at most ${megabytes(most)}\u00a0MB. Beyond that the oldest are dropped; their seeds stay, and the page computes them again when you show them: the same bits on the same machine, elsewhere the same to about 0.001.`,
  dropped:
    'The last change cannot follow the past of this run: it needs as many pictures, of the same shape, process and schedule. So this run now begins by itself. Undo brings its past back.',
  leftOut: (count: number, most: number) =>
    `A link carries at most ${integer(most)} runs, and none of your own networks: that of this page leaves ${integer(count)} ${plural(count, { one: 'run', other: 'runs' })} out.`,
  anew: 'A multistep sampler begins anew where a run branches.',
  differs: {
    seed: () => 'other noise',
    steps: (steps: number) => `grid of ${integer(steps)} ${plural(steps, { one: 'step', other: 'steps' })}`,
    eta: (eta: number) => `η\u00a0=\u00a0${asChosen(eta)}`,
    guidance: (scale: number) => `guidance ${asChosen(scale)}`,
    anyClass: 'no class asked for',
    other: 'other settings',
  },
}

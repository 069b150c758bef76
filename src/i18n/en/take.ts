import { figure, levelTime } from '../format/figures'
import { count, fixed, megabytes, integer } from '../format/numbers'
import { plural } from '../format/plural'

const pictures = (of: number) => `${count(of)} ${plural(of, { one: 'picture', other: 'pictures' })}`
const frames = (of: number) => `${count(of)} ${plural(of, { one: 'frame', other: 'frames' })}`
const pixels = (width: number, height: number) => `${integer(width)} × ${integer(height)} pixels`

/** What can be taken away from a walk. */
export const take = {
  title: 'Take it away',
  intro: 'Every file carries the link that opens this walk again.',
  what: 'What',
  kinds: { picture: 'A picture', sheet: 'A sheet', film: 'A film', numbers: 'The numbers' },
  /** Lines below a picture. */
  facts: {
    t: (t: number) => `t\u00a0=\u00a0${levelTime(t)}`,
    evaluations: (of: number) => `${count(of)} ${plural(of, { one: 'evaluation', other: 'evaluations' })}`,
    logSnr: (value: number) => `log SNR\u00a0=\u00a0${fixed(value, 2)}`,
    sigma: (value: number) => `σ̂\u00a0=\u00a0${figure(value)}`,
  },
  captions: {
    name: 'Captions',
    options: { t: 't', evaluations: 'evaluations', logSnr: 'log SNR', sigma: 'σ̂', equation: 'equation' },
  },
  picture: {
    explain: 'The picture that the walk shows now, or a part of its step, as a PNG without loss.',
    part: 'Which',
    parts: {
      main: 'xₜ, the large picture',
      x0: 'x₀, the picture',
      eps: 'ε, the noise',
      x0Hat: 'x̂₀, the network’s guess of the picture',
      epsHat: 'ε̂, its guess of the noise',
      change: 'the change of this step',
      added: 'fresh noise of this step',
    },
    absent: 'This frame has no such part.',
    scale: 'Enlarged',
    times: (scale: number) => `${integer(scale)}×`,
    scaling: 'Pixels',
    scalings: { nearest: 'squares', smooth: 'smooth' },
    size: pixels,
    save: 'Save as PNG',
  },
  sheet: {
    tree: 'A tree of walks back to data',
    of: 'Of',
    ofTree: 'all branches that are shown',
    ofRun: 'the chosen run',
    columns: 'Pictures of each',
    explain: 'Frames of the walk on one page, with captions, as a PNG.',
    forward: 'Into noise',
    reverse: 'Back to data',
    pictures: 'Pictures',
    size: 'Size',
    sizes: { 2: 'small', 4: 'medium', 8: 'large' },
    save: 'Save as PNG',
    fewer: (shownCount: number, wantedCount: number) =>
      `A sheet cannot be larger: it shows ${count(shownCount)} of ${pictures(wantedCount)}, evenly chosen, and smaller ones.`,
    smaller: 'A sheet cannot be larger: its pictures are smaller than you chose.',
  },
  film: {
    explain: 'The walk as a film.',
    kind: 'As',
    kinds: { gif: 'GIF', mp4: 'MP4', webm: 'WebM' },
    noVideo: 'This browser has no encoder for video, so the film is a GIF.',
    only: (kind: string, missing: string) => `This browser cannot write ${missing}: take ${kind} or a GIF.`,
    frames: 'Frames',
    size: 'Size',
    sizes: { 256: 'small', 512: 'medium', 1024: 'large' },
    rate: 'Frames a second',
    summary: (of: number, width: number, height: number, seconds: number) =>
      `${frames(of)}, ${pixels(width, height)}, ${fixed(seconds, 1)} seconds. The last frame stays a little.`,
    smaller: 'So many frames of this size are too much for this device: the film is smaller than you chose.',
    tooLarge: 'So many frames are too much for this device. Choose fewer.',
    save: (kind: string) => `Save as ${kind}`,
  },
  missingRuns: (runs: number) =>
    `${integer(runs)} ${plural(runs, { one: 'branch has', other: 'branches have' })} not been computed to the end: the sheet would lack their pictures.`,
  missing: (recorded: number, end: number) =>
    `The walk has computed ${count(recorded)} of ${count(end)} steps; what you save ends with them.`,
  computeRest: 'Compute the rest',
  computeRestExplain: 'Walks on to the last frame.',
  numbers: {
    explain:
      'The whole walk back for Python: xₜ of every frame, and of every step x̂₀, ε̂ and the fresh noise, as exact float32. The page walks it once more for this, because it keeps less than that.',
    forward: 'These are the numbers of a walk back to data. Change the direction first.',
    waiting: 'The network is not there yet.',
    size: (bytes: number, of: number) => `${megabytes(bytes)} MB, ${frames(of)}.`,
    tooLarge: (bytes: number, most: number) =>
      `These would be ${megabytes(bytes)} MB, and this device takes at most ${megabytes(most)}. Choose fewer steps or fewer pictures.`,
    save: 'Save as .npz',
    python: 'Python that reads it',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser did not allow copying: select the text.',
    same: 'Every frame has the same bits as the page’s own.',
    differs: (most: number) =>
      `The frames differ from the page’s by at most ${figure(most)}: this machine does not compute the same sums twice.`,
  },
  doing: (doneFrames: number, all: number) => `${count(doneFrames)} of ${frames(all)}`,
  preparing: 'Preparing …',
  cancel: 'Cancel',
  cancelExplain: 'Gives it up; nothing is saved.',
  stopped: 'Given up: nothing was saved.',
  saved: (name: string, bytes: number) =>
    `Saved ${name}, ${bytes < 1e5 ? `${integer(Math.ceil(bytes / 1000))} kB` : `${megabytes(bytes)} MB`}.`,
  faults: {
    'take-canvas': () =>
      'Your browser keeps the page from reading its own pictures, as a protection against being recognised. Allow this page to read canvases, and try again; the numbers can be saved all the same.',
    'take-broken': ({ message }: Readonly<Record<string, string | number | undefined>>) =>
      `The browser could not make the file (${message ?? ''}). Try a smaller size, or another kind of file.`,
  },
}

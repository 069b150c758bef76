import { figure, levelTime } from '../format/figures'
import { count, megabytes, perCent, significant, integer } from '../format/numbers'
import { plural } from '../format/plural'

type Details = Readonly<Record<string, string | number | undefined>>

const rows = (of: number) => `${count(of)} ${plural(of, { one: 'state', other: 'states' })}`
const small = (value: number) => (value >= 1e-3 ? significant(value, 2) : figure(value))

/** The study that compares a student's own program with the walk. */
export const differ = {
  intro:
    'Write a sampler yourself, let it start from the noise below, and save xₜ of every step. Drop the file here: the page lays it beside this walk, time by time. It names the first step that differs, and what would explain it.',
  start: {
    title: '1. Begin as the page does',
    save: 'Save start.npz',
    saveExplain: 'The noise at the start, the fresh noise of every step, and t, α and σ of every frame.',
    python: 'Python that begins there and saves your states',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser did not allow copying: select the text.',
  },
  file: {
    title: '2. Bring what your program made',
    open: 'Open your .npz',
    openExplain: 'Or drop it anywhere on the page. It stays on this machine.',
    reading: (name: string) => `Reading ${name} …`,
    name: (name: string) => `From ${name}`,
    used: (array: string, of: number) => `${array === '' ? 'Its array' : `Its array ${array}`} has ${rows(of)}.`,
    turned: 'It has the data first; the page turned it round.',
    readings: {
      t: 't is read as the file has it.',
      'from-zero': 't is read as counted from 0: one more is the page’s t.',
      share: 't is read as a share of 1,000.',
      sigma: 't is read from σ̂ = σ/α.',
      assumed: 'It has no t, so the page assumes this walk’s own times.',
    },
    ours: 'This page saved the file: it holds a whole walk.',
    openWalk: 'Open this walk',
    openWalkExplain: 'Shows the walk with the very frames of the file; nothing is computed.',
  },
  compare: {
    title: '3. Where it differs',
    forward: 'Compared is the walk back to data.',
    missing: (recorded: number, total: number) =>
      `The walk has computed ${count(recorded)} of ${count(total)} steps; all of them are needed.`,
    compute: 'Compute the rest',
    computeExplain: 'Walks on to the last frame.',
    recording: 'A recording is shown until the network is there; its numbers are rounded.',
    page: 'This walk',
    student: 'Yours',
    difference: 'Difference',
    differenceNote: 'Difference: grey is none; its contrast is stretched to the largest.',
    curve: 'The root mean square of the difference of every frame, over t',
    rms: 'difference (rms)',
    t: 't',
    rounding: 'rounding, at most',
    here: 'first',
    none: (of: number) => `No common time: the file and this walk share none of ${count(of)} times.`,
  },
  verdict: {
    identical: 'Your file has the very numbers of this walk, to the last bit.',
    same: (most: number) =>
      `Your program agrees with this walk in every frame; the largest difference is ${small(most)}, which is rounding.`,
    start: (rms: number) =>
      `The two begin with other noise: they differ by ${small(rms)} before the first step. Start from the file above.`,
    spacing: (name: string | undefined, shift: number) =>
      `Your program visits other times than this walk${name === undefined ? '' : `: its spacing is “${name}”${shift === 0 ? '' : `, shifted by ${integer(shift)}`}`}. Choose the same spacing and number of steps in both, and compare again.`,
    half: 'Your numbers are float16: each is rounded to three digits. Compute and save in float32, and compare again.',
    step: (frame: number, from: number, to: number, rms: number) =>
      `The first step that differs is step ${count(frame)}, from t\u00a0=\u00a0${levelTime(from)} to t\u00a0=\u00a0${levelTime(to)}: by ${small(rms)}.${frame > 1 ? ' Before it, all is rounding.' : ''}`,
    gap: (frame: number, t: number) =>
      `Frame ${count(frame)}, at t\u00a0=\u00a0${levelTime(t)}, is the first that differs. Your file skips the frame before it, so no single step can be examined.`,
  },
  diagnosis: {
    asking: 'The network is asked about this step …',
    waiting: 'When the network is there, the page looks for the cause in this step.',
    failed: 'The network did not answer, so the cause is not looked for.',
    certain: 'This explains it, to rounding:',
    nearest: (share: number) =>
      `Nothing explains it to rounding. The nearest, which leaves ${perCent(share, 0)}\u00a0% of the difference:`,
    fitted: (signs: readonly string[]) =>
      `Your step is the same sum with ${plural(signs.length, { one: 'another factor', other: 'other factors' })} before ${signs.join(', ')}; no mistake that this page knows by name makes just that.`,
    none: 'None of the mistakes that this page knows explains it. The coefficients below may say more.',
    unnamed: 'Of this sampler the page knows no mistakes by name; the coefficients say which term is off.',
    many: 'The page examined the first picture alone.',
    fit: 'Which coefficients fit your state best',
    fitNote: (rest: number) => `With them, ${small(rest)} stays unexplained.`,
    term: 'Term',
    pageHas: 'This walk',
    yours: 'Yours',
    off: 'differs',
  },
  causes: {
    'time-early':
      'Off by one: your ᾱ is that of t − 1, at both ends of the step. Is your list of ᾱ without the 1 of t = 0?',
    'time-late': 'Off by one: your ᾱ is that of t + 1, at both ends of the step.',
    'from-early': 'Off by one: where the step begins, your ᾱ is that of t − 1.',
    'from-late': 'Off by one: where the step begins, your ᾱ is that of t + 1.',
    'to-early': 'Off by one: where the step ends, your ᾱ is that of one time earlier.',
    'to-late': 'Off by one: where the step ends, your ᾱ is that of one time later.',
    'root-estimate': 'A root is missing in x̂₀: it is divided by ᾱₜ in the place of √ᾱₜ.',
    'root-x0': 'A root is missing before x̂₀: its factor has ᾱ in the place of √ᾱ.',
    'root-eps': 'A root is missing before ε̂: its factor has 1 − ᾱ in the place of √(1 − ᾱ).',
    'variance-as-deviation': 'The fresh noise is multiplied by the variance σ², not by the deviation σ.',
    'no-noise': 'Your step adds no fresh noise.',
    'noise-at-end': 'Your step adds fresh noise where there should be none: the last step adds none.',
    sign: 'The sign of ε̂ is turned round.',
    clipped: 'Your program clips x̂₀ to black and white; this walk does not.',
    'not-clipped': 'Your program does not clip x̂₀ to black and white; this walk does.',
    'eps-not-derived':
      'After x̂₀ is clipped, your ε̂ is still the network’s own; here it follows from the clipped x̂₀. (diffusers: use_clipped_model_output.)',
    beta: 'The variance of your fresh noise is β; here it is β̃.',
    'beta-tilde': 'The variance of your fresh noise is β̃; here it is β.',
    'eta-one': 'Your η is 1: your DDIM adds as much fresh noise as DDPM.',
    'eta-zero': 'Your η is 0: your DDIM adds no fresh noise.',
    'alpha-for-alpha-bar': 'Your αₜ is that of a single step, 1 − βₜ, where the product ᾱₜ of all of them is meant.',
    'mean-root': 'A root is missing before the mean: it is divided by αₜ in the place of √αₜ.',
    'no-class': 'Your network is asked for no class; this walk asks for one.',
    'no-guidance': 'Your network is asked without guidance; this walk is guided.',
    half: 'Your state is rounded to float16.',
    'own-noise':
      'Your step is right, but its fresh noise is another draw of the same size. Take z of this step from start.npz.',
    'noise-added': 'Your step adds noise where this walk adds none.',
  },
  faults: {
    'arrays-broken': (d: Details) => `${d.file} is damaged, or ends too early. Save it again with np.savez.`,
    'arrays-large': (d: Details) =>
      `${d.file} has ${megabytes(Number(d.bytes))} MB of numbers; the most is ${megabytes(Number(d.most))}. Save fewer steps or pictures.`,
    'arrays-bomb': (d: Details) =>
      `${d.file} claims ${megabytes(Number(d.bytes))} MB, more than can be packed into its ${integer(Number(d.packed))} bytes. It was not unpacked.`,
    'arrays-object': (d: Details) =>
      `${d.file} holds Python objects; save it with plain arrays: np.savez("mine.npz", xt=np.stack(xt), t=np.array(t)).`,
    'arrays-type': (d: Details) =>
      `${d.file} holds values of type ${d.found}; save numbers instead, for example with .astype("float32").`,
    'arrays-rank': (d: Details) => `${d.file} has too many axes (${d.found}); the most is ${d.most}.`,
    'differ-shape': (d: Details) =>
      `No array in the file holds states of this walk: it needs [steps, samples, ${d.channels}, ${d.size}, ${d.size}], and the file has ${d.found}. Points are opened in the other room, “The plane”.`,
    'differ-times': (d: Details) =>
      `The file says no times, and its ${d.rows} states are not the ${d.frames} frames of this walk. Save t beside them: np.savez("mine.npz", xt=…, t=…).`,
    'differ-numbers': (d: Details) =>
      `${d.name} holds values that are no finite numbers, first in state ${Number(d.row) + 1}. Your program divided by 0 there, or overflowed.`,
    'differ-settings': () => 'The frames of this file are not those of its settings, so the walk was not opened.',
    'differ-own-network': () =>
      'This walk was made by somebody’s own network, which the file does not hold. Open that network first.',
  } as Readonly<Record<string, (details: Details) => string>>,
  parts: {
    xt: 'xₜ',
    x0Hat: 'x̂₀',
    epsHat: 'ε̂',
    z: 'z',
    fresh: 'z',
    earlier: (sign: string, back: number) => `${sign}, ${count(back)} earlier`,
    more: (sign: string, look: number) => `${sign}, look ${count(look + 1)}`,
  },
}

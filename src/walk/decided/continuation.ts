import { comparesAnswers, levelAt, match } from '../../diffusion'
import type { RunSpec } from '../../engine/protocol/pictures'
import { modelOf } from '../model/models'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import { changesOf } from '../run/changes'
import type { State, Subject } from './subject'

// From one xₜ DDPM walks to data many times, each time with fresh noise of its own: approximately samples of p(x₀ | xₜ). With an
// exact network, and every step left, they would be exact ones.

/** Continuations from a moment. */
export const SAMPLES = 16
/** Steps of a continuation that the visitor can choose; fewer where fewer are left. */
export const STEP_COUNTS = [25, 50, 100] as const
type StepCount = (typeof STEP_COUNTS)[number]

/** How the moments are continued. */
export interface Asking {
  readonly steps: StepCount
  /** For which class: the walk's own, with its guidance, or none. */
  readonly askedClass: 'walk' | 'none'
  /** Number of the draw: another one has other noise. */
  readonly draw: number
}

/**
 * The times of a continuation, evenly from t to 0: whole ones after the first.
 *
 * @param t in (0, T]; between two steps a fraction
 * @returns at most `steps` steps, and none that is shorter than 1, but that of a t below 2
 */
export function timesFrom(t: number, steps: number): readonly number[] {
  const n = Math.max(1, Math.min(steps, Math.floor(t)))
  return Array.from({ length: n + 1 }, (_, i) => (i === 0 ? t : Math.round(t * (1 - i / n))))
}

/** Whether the walk asks for something, and the network could be asked for nothing instead. */
export const canAskForNone = (settings: Settings): boolean =>
  modelOf(settings).hasNullClass &&
  (settings.label !== null || changesOf(settings).some(({ kind }) => kind.startsWith('classifier')))

/** The settings of the walk, as they ask for a continuation. */
const askedSettings = (settings: Settings, { askedClass }: Asking): Settings =>
  askedClass === 'none' && canAskForNone(settings)
    ? { ...settings, label: null, negative: null, guide: 'classifier-free', guidance: 1 }
    : settings

/** The class that the continuations are asked for, if any. */
export const askedLabel = (settings: Settings, asking: Asking): number | null => askedSettings(settings, asking).label

/** Whether the moment is a state of another process, which is brought to the network's own at equal log-SNR: x·α′/α. */
export const isBrought = ({ kind, settings }: Pick<Subject, 'kind' | 'settings'>): boolean =>
  kind === 'run' && settings.process !== 'discrete'

/** The state on the discrete process on which it is continued, and its t there. */
function onDiscrete(subject: Subject, { xt, at }: State) {
  const { settings } = subject
  if (!isBrought(subject)) {
    const { process, spec } = scheduleOf(settings)
    return { xt, t: at.t, process, schedule: spec }
  }
  const { training } = modelOf(settings)
  const { ownLevel, c } = match(training, at)
  return { xt: xt.map((value) => c * value), t: ownLevel.t, process: training, schedule: undefined }
}

/** The seed of a draw: far from the walk's own and its branches', whose noise is in xₜ already. Steps of 2³²/φ are all different. */
const seedOf = ({ seed }: Settings, draw: number): number => (seed + Math.imul(0x9e3779b9, draw + 1)) >>> 0

/** The run that continues a moment sixteen times, and its start: the same xₜ sixteen times. */
export function continuationOf(
  subject: Subject,
  state: State,
  asking: Asking,
): { readonly spec: RunSpec; readonly start: Float32Array } {
  const settings = askedSettings(state.settings, asking)
  const { xt, t, process, schedule } = onDiscrete(subject, state)
  const start = new Float32Array(SAMPLES * xt.length)
  for (let sample = 0; sample < SAMPLES; sample++) start.set(xt, sample * xt.length)
  const spec: RunSpec = {
    process: 'discrete',
    ...(schedule && { schedule }),
    levels: timesFrom(t, asking.steps).map((time) => levelAt(process, time)),
    sampler: { id: 'ddpm', variance: modelOf(settings).learned ? 'learned' : 'beta-tilde' },
    changes: changesOf(settings),
    label: settings.label,
    seed: seedOf(settings, asking.draw),
    samples: SAMPLES,
  }
  return { spec, start }
}

/** Network evaluations of a continuation, each of one picture: two a step where guidance compares two answers. */
export function evaluationsOf({ levels, samples, changes }: RunSpec): number {
  const guidance = changes.find((change) => change.kind === 'classifier-free')
  const twice = guidance && comparesAnswers(guidance.scale, guidance.rescaleOutput, guidance.rescaleX0)
  return (levels.length - 1) * samples * (twice ? 2 : 1)
}

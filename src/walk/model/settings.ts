import type { AnySamplerId, ProcessId } from '../../diffusion'
import { type ChosenModel, FIRST, isOwn, modelOf, valuesOf } from './models'
import type { Direction, Speed } from '../../runs/playback'
import { runDefaults } from '../../runs/run-defaults'
import type { ScheduleChoice } from './schedules'
import { type GridId, parameterDefaults, type SamplerParameters } from '../../runs/sampler-settings'

export const GALLERY = 20
export const SAMPLE_COUNTS = [1, 4, 9, 16] as const
/** How x̂₀ is kept within black and white: not at all, clipped, or by Imagen's dynamic thresholding. */
export const CLIPS = ['off', 'on', 'dynamic'] as const
/** Guidance: scales that the control offers, and beyond which a link is clamped. */
export const GUIDANCE = { min: -2, max: 15, step: 0.1, digits: 1 } as const
/** σ̂ = σ/α up to which guidance can be limited. */
export const SIGMA_MOST = 80

/** By the network's own answers with and without the class, or by a classifier of noisy pictures. */
export const GUIDES = ['classifier-free', 'classifier'] as const
/** Studies of the network that can be opened below the walk. */
export const STUDIES = ['race', 'learned', 'schedules', 'bound', 'decided', 'differ'] as const
export type Study = (typeof STUDIES)[number]
export type SampleCount = (typeof SAMPLE_COUNTS)[number]
type Clip = (typeof CLIPS)[number]

/** Where x₀ of the forward walk comes from: the gallery, or the visitor's own bytes (0 black … 255 white), [C·H·W] in base64url. */
export type PictureRef =
  | { readonly kind: 'gallery'; readonly index: number }
  | { readonly kind: 'own'; readonly pixels: string }

/** One serialisable object: all that the visitor has set. It is what the link carries; only controls write it. */
export interface Settings extends SamplerParameters, Required<ChosenModel> {
  readonly direction: Direction
  /** Playhead of the forward walk, 0..T. */
  readonly t: number
  readonly picture: PictureRef
  /** Seed of every noise: the forward walk's ε, x_T, and the fresh noise of each step. */
  readonly seed: number
  /**
   * The reverse walk starts from pure noise, from the forward walk's xₜ at this t, or from x₀ itself, which DDIM inversion
   * first walks up into noise.
   */
  readonly from: 'noise' | 'inverted' | number
  /** The class that is asked for (`classes.ts`), or null for any. */
  readonly label: number | null
  readonly sampler: AnySamplerId
  /** Of the forward walk, of the timeline, and of a run whose process is the discrete one. */
  readonly schedule: ScheduleChoice
  readonly process: ProcessId
  /** Times of the process that a run visits; one of `gridsOf(process)`. */
  readonly grid: GridId
  /** ρ of the Karras grid. */
  readonly rho: number
  readonly steps: number
  /** First steps of the grid that are left out. */
  readonly skip: number
  readonly guide: (typeof GUIDES)[number]
  /** w. Classifier-free: 1 is the conditional network alone. By a classifier: 0 is the unconditional one. */
  readonly guidance: number
  /** Guide only where σ̂ is in [guideMin, guideMax]; SIGMA_MOST as upper end is no end. */
  readonly guideMin: number
  readonly guideMax: number
  /** φ, how far guidance's standard deviation is brought back: of the network's output (Lin et al. 2024), and of x̂₀. */
  readonly rescaleOutput: number
  readonly rescaleX0: number
  /** What guidance leads away from: a class, or none in particular. */
  readonly negative: number | null
  readonly clip: Clip
  readonly samples: SampleCount
  /** Whether a classifier reads each frame. */
  readonly judge: boolean
  /** Frames shown a second while playing, at most. */
  readonly speed: Speed
  /** Frame of the reverse walk that is shown, 0..steps (..2·steps if it is inverted first). A link opens at it. */
  readonly frame: number
  /** The inspector of a step is open. */
  readonly inspecting: boolean
  /** The study of the network that is open. */
  readonly study: Study | null
  /** What the run shares with the one that it left: the settings of each stretch before these. Empty, unless it is a branch. */
  readonly past: readonly Stretch[]
  /** Every run of the tree, the chosen one among them; empty while there is no branch. */
  readonly branches: readonly Branch[]
  /** Which of them is chosen: the rest of the settings are its. */
  readonly branch: number
  /** The race of the study of that name; null before one is chosen. */
  readonly race: RaceSettings | null
}

/** What does not decide a run by itself: how it is looked at, what it shares with others, and which others there are. */
const ASIDE = [
  'direction',
  't',
  'judge',
  'speed',
  'frame',
  'inspecting',
  'study',
  'past',
  'branches',
  'branch',
  'race',
] as const satisfies readonly (keyof Settings)[]

/** What decides a run, but for the past that it shares with another one. */
export type RunSettings = Omit<Settings, (typeof ASIDE)[number]>

const aside: ReadonlySet<string> = new Set(ASIDE)

/** Of settings, those that decide a run. */
export const choiceOf = (settings: Settings): RunSettings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !aside.has(key))) as unknown as RunSettings

/** A stretch of a run that was made with settings which are no longer the run's own. */
export interface Stretch {
  readonly chosen: RunSettings
  /** Its last frame. */
  readonly until: number
}

/** A run of the tree. */
export interface Branch {
  readonly id: number
  /** The visitor's name for it; empty where they gave none. */
  readonly name: string
  readonly isShown: boolean
  readonly chosen: RunSettings
  readonly past: readonly Stretch[]
}

/** What is set of a race: what each lane walks, and what is equal for all of them. */
export interface RaceSettings {
  readonly mode: 'evaluations' | 'steps' | 'time' | 'own'
  /** Evaluations, steps, or the time of so many evaluations of the first lane; in [1, T]. */
  readonly budget: number
  readonly lanes: readonly RunSettings[]
  /** Which of the races that are one press away it is; null where its lanes were changed. */
  readonly preset: string | null
}

/** What a visit without a link begins with. */
export const defaults: Settings = {
  ...parameterDefaults,
  model: FIRST.id,
  own: null,
  direction: 'forward',
  t: 0,
  picture: { kind: 'gallery', index: 3 },
  // Ordinary noise: none of its 784 values is beyond 3.3σ. A larger one stays a grey pixel in what DDIM makes of it.
  seed: 10,
  from: 'noise',
  label: 3,
  sampler: 'ddim',
  schedule: 'own',
  process: 'discrete',
  grid: 'trailing',
  rho: 7,
  steps: 50,
  skip: 0,
  guide: 'classifier-free',
  guidance: 1,
  guideMin: 0,
  guideMax: SIGMA_MOST,
  rescaleOutput: 0,
  rescaleX0: 0,
  negative: null,
  clip: 'on',
  samples: 1,
  judge: false,
  speed: 12,
  frame: 0,
  inspecting: false,
  study: null,
  past: [],
  branches: [],
  branch: 0,
  race: null,
}

/**
 * What a walk begins with, given its network, sampler and process: for menus and links alike. What a network is asked for first,
 * and how strongly, is its own; levels and parameters are the sampler's on the process.
 */
export function defaultsOf({
  model = defaults.model,
  own: ownNetwork = null,
  sampler = defaults.sampler,
  process,
}: Partial<Pick<Settings, 'model' | 'own' | 'sampler' | 'process'>>): Settings {
  const { first, guidance } = modelOf({ model, own: ownNetwork })
  return { ...defaults, ...runDefaults(sampler, process), model, own: ownNetwork, label: first, guidance }
}

/** Another network: what the first one was asked for, and how strongly, means nothing to it, nor does a picture of another shape. */
export function withModel(settings: Settings, chosenModel: ChosenModel): Partial<Settings> {
  const [before, after] = [modelOf(settings), modelOf(chosenModel)]
  const sameWords = JSON.stringify(before.menus) === JSON.stringify(after.menus)
  const sameShape = valuesOf(before) === valuesOf(after)
  return {
    model: chosenModel.model,
    own: chosenModel.own ?? null,
    // Clipping and variance are those of its scheduler, where a network of the visitor's has one.
    ...(isOwn(settings.model) && { clip: defaults.clip, variance: defaults.variance }),
    ...(chosenModel.own && { clip: chosenModel.own.info.clip, variance: chosenModel.own.info.variance }),
    ...(after.classifier === null && { guide: defaults.guide }),
    ...(!sameWords && { label: after.first, guidance: after.guidance, negative: null }),
    ...(!sameShape && settings.picture.kind === 'own' && { picture: defaults.picture }),
  }
}

/** Settings that decide a run's frames; when one changes, the run is another run. `own` goes with the id of the network, and a picture counts where a walk begins with it. */
export const RUN_KEYS = (Object.keys(choiceOf(defaults)) as (keyof RunSettings)[]).filter(
  (key) => key !== 'own' && key !== 'picture',
)

const alike = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Whether two runs would be the same if neither had a past. */
export const sameChoice = (a: RunSettings, b: RunSettings): boolean =>
  (a.from === 'noise' || alike(a.picture, b.picture)) && RUN_KEYS.every((key) => a[key] === b[key])

export const sameRun = (a: Settings, b: Settings): boolean => sameChoice(a, b) && alike(a.past, b.past)

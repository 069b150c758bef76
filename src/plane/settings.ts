import type { AnySamplerId } from '../diffusion'
import type { Answerer, PlaneScheduleId } from '../engine/protocol/plane'
import type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../engine/protocol/learning'
import { type PlaneGuidance, unguided } from './changes'
import type { GridId, SamplerParameters } from '../runs/sampler-settings'
import { parameterDefaults } from '../runs/sampler-settings'
import { runDefaults } from '../runs/run-defaults'
import type { Direction, Speed } from '../runs/playback'
import type { ProcessId } from '../diffusion'

/** Distributions that are drawn by a formula; `data/distributions.ts` has the formulas. */
export const DISTRIBUTIONS = [
  'moons',
  'rings',
  'swiss-roll',
  'spirals',
  'pinwheel',
  'checkerboard',
  'gaussians',
  'grid',
  'two-blobs',
  'one-gaussian',
  'letters',
  'heart',
  'face',
  'wave',
  'triangle',
] as const
export type DistributionId = (typeof DISTRIBUTIONS)[number]

/** Where the points come from. The link carries the visitor's own points while they are few (base64url of int16 pairs and labels). */
export type PointsRef =
  | { readonly kind: 'distribution'; readonly id: DistributionId }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'own'; readonly packed: string }

export const ANSWERERS = ['exact', 'network', 'student'] as const satisfies readonly Answerer[]
export const SCHEDULES = [
  'cosine',
  'linear',
  'quadratic',
  'sigmoid',
  'constant',
] as const satisfies readonly PlaneScheduleId[]
/** Which vectors are drawn over the plane. */
export const ARROWS = ['none', 'score', 'streamlines', 'velocity'] as const
export type Arrows = (typeof ARROWS)[number]
/** What the heat map shows. */
export const HEAT_MAPS = ['none', 'density', 'class', 'error', 'likelihood'] as const
export type HeatMap = (typeof HEAT_MAPS)[number]
/** What the colour of a particle means. */
export const COLOURS = ['start', 'class', 'none'] as const

/** How one run walks back; two can be watched side by side. */
export interface RunChoice extends SamplerParameters {
  readonly answerer: Answerer
  readonly process: ProcessId
  readonly schedule: PlaneScheduleId
  readonly sampler: AnySamplerId
  readonly grid: GridId
  readonly rho: number
  readonly steps: number
}

/** All that the visitor has set, as one serialisable object. The link carries it; controls and the player write it. */
export interface PlaneSettings extends RunChoice {
  readonly points: PointsRef
  /** How many points are drawn from a distribution. */
  readonly pointCount: number
  /** The seed of the points and of all noise. */
  readonly seed: number
  readonly direction: Direction
  /** Playhead of the forward direction, 0..T. */
  readonly t: number
  /** Playhead of the reverse direction: a frame. */
  readonly frame: number
  readonly particles: number
  readonly guidance: PlaneGuidance
  /** The second run; null where one is watched alone. */
  readonly beside: RunChoice | null
  readonly arrows: Arrows
  readonly heatMap: HeatMap
  readonly contours: boolean
  readonly trails: boolean
  readonly dataShown: boolean
  readonly colourBy: (typeof COLOURS)[number]
  /** The particle whose numbers are spelled out; null for none. */
  readonly chosen: number | null
  readonly speed: Speed
  readonly prediction: LearnedPrediction
  readonly weighting: LossWeighting
  readonly timeSampling: TimeSampling
  readonly pairing: Pairing
  readonly width: number
  readonly depth: number
  readonly batch: number
  readonly learningRate: number
  readonly dropClass: number
  /** Whether the particles are walked again from their noise while the network learns. */
  readonly samplesFollow: boolean
}

export const defaults: PlaneSettings = {
  ...parameterDefaults,
  variance: 'beta-tilde', // the networks here have no head for another
  points: { kind: 'distribution', id: 'moons' },
  pointCount: 1000,
  seed: 1,
  direction: 'forward',
  t: 0,
  frame: 0,
  particles: 1000,
  answerer: 'exact',
  process: 'discrete',
  schedule: 'cosine',
  sampler: 'ddim',
  grid: 'trailing',
  rho: 7,
  steps: 50,
  guidance: unguided,
  beside: null,
  arrows: 'none',
  heatMap: 'density',
  contours: true,
  trails: true,
  dataShown: true,
  colourBy: 'start',
  chosen: null,
  speed: 12,
  prediction: 'v_prediction', // from ε at pure noise, x̂₀ would be mostly the network's error, multiplied by σ/α
  weighting: 'simple',
  timeSampling: 'uniform',
  pairing: 'independent',
  width: 64,
  depth: 3,
  batch: 512,
  learningRate: 4e-3,
  dropClass: 0.2,
  samplesFollow: true,
}

/** The settings with which a run of this sampler and process begins, for menus and links alike. */
export const defaultsOf = ({
  sampler = defaults.sampler,
  process,
}: Partial<Pick<RunChoice, 'sampler' | 'process'>>): PlaneSettings => ({
  ...defaults,
  ...runDefaults(sampler, process),
  variance: defaults.variance,
})

/** The ranges that controls offer and a link may use. */
export const limits = {
  pointCount: [1, 20_000],
  particles: [1, 4000],
  steps: [1, 500],
  scale: [-2, 15],
  width: [4, 512],
  depth: [1, 8],
  batch: [1, 4096],
  learningRate: [1e-6, 100],
  dropClass: [0.1, 1], // at 0 the network would never learn the unconditional answer, which the room asks for
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** The settings that belong to a run. */
const RUN_KEYS = [
  'answerer',
  'process',
  'schedule',
  'sampler',
  'grid',
  'rho',
  'steps',
  ...Object.keys(parameterDefaults),
] as readonly (keyof RunChoice)[]

/** The choice of the first run, without the other settings. */
export const runOf = (settings: RunChoice): RunChoice =>
  Object.fromEntries(RUN_KEYS.map((key) => [key, settings[key]])) as unknown as RunChoice

const sameChoice = (a: RunChoice | null, b: RunChoice | null): boolean =>
  a === b || (a !== null && b !== null && RUN_KEYS.every((key) => a[key] === b[key]))

/** Whether two settings give the same frames, if their points are the same. */
export function sameRuns(a: PlaneSettings, b: PlaneSettings): boolean {
  const sameGuidance = a.guidance === b.guidance || JSON.stringify(a.guidance) === JSON.stringify(b.guidance)
  return (
    sameChoice(a, b) &&
    sameChoice(a.beside, b.beside) &&
    sameGuidance &&
    a.particles === b.particles &&
    a.seed === b.seed
  )
}

/** Whether these settings mean the same points. */
export const samePoints = (a: PlaneSettings, b: PlaneSettings): boolean =>
  a.pointCount === b.pointCount &&
  a.seed === b.seed &&
  (a.points === b.points || JSON.stringify(a.points) === JSON.stringify(b.points))

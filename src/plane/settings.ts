import type { AnySamplerId } from '../diffusion'
import type { Answerer, PlaneGuidance, PlaneScheduleId } from '../engine/plane/protocol'
import type { LearnedPrediction, LossWeighting, Pairing, TimeSampling } from '../engine/plane/learning-protocol'
import type { GridId, SamplerParameters } from '../rooms/sampler-settings'
import { parameterDefaults } from '../rooms/sampler-settings'
import type { ProcessId } from '../diffusion'

/** Distributions that are drawn by formula; `data/index.ts` has them. */
export const DISTRIBUTIONS = [
  'moons', 'rings', 'swiss-roll', 'spirals', 'pinwheel', 'checkerboard', 'gaussians', 'grid', 'two-blobs', 'one-gaussian', 'letters', 'heart', 'face', 'wave', 'triangle',
] as const
export type DistributionId = (typeof DISTRIBUTIONS)[number]

/** Where the points come from; the visitor's own are in the link while they are few (`own` is base64url of int16 pairs and labels). */
export type PointsRef =
  | { readonly kind: 'distribution'; readonly id: DistributionId }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'own'; readonly packed: string }

export type Direction = 'forward' | 'reverse'

/** How the exact answer is drawn. */
export type Arrows = 'none' | 'score' | 'streamlines' | 'velocity'
/** What the heat map shows. */
export type HeatMap = 'none' | 'density' | 'error' | 'likelihood' | 'class'

/** One of two runs that are watched side by side. */
export interface RunChoice extends SamplerParameters {
  readonly answerer: Answerer
  readonly process: ProcessId
  readonly schedule: PlaneScheduleId
  readonly sampler: AnySamplerId
  readonly grid: GridId
  readonly rho: number
  readonly steps: number
}

/** One serialisable object: all that the visitor has set. It is what the link carries; only controls write it. */
export interface PlaneSettings extends RunChoice {
  readonly points: PointsRef
  /** Number of points that are drawn of a distribution. */
  readonly count: number
  /** Seed of the points and of every noise. */
  readonly seed: number
  readonly direction: Direction
  /** Playhead of the forward direction, 0..T. */
  readonly t: number
  /** Frame of the reverse one. */
  readonly frame: number
  readonly particles: number
  readonly guidance: PlaneGuidance
  /** The run beside it; null where one is watched alone. */
  readonly beside: RunChoice | null
  readonly arrows: Arrows
  readonly heatMap: HeatMap
  readonly contours: boolean
  readonly trails: boolean
  readonly dataShown: boolean
  readonly colourBy: 'start' | 'class' | 'none'
  /** The particle whose numbers are spelled out; null for none. */
  readonly chosen: number | null
  readonly speed: 1 | 4 | 12 | 60
  readonly prediction: LearnedPrediction
  readonly weighting: LossWeighting
  readonly timeSampling: TimeSampling
  readonly pairing: Pairing
  readonly width: number
  readonly depth: number
  readonly batch: number
  readonly learningRate: number
  readonly dropClass: number
}

export const defaults: PlaneSettings = {
  ...parameterDefaults,
  points: { kind: 'distribution', id: 'moons' },
  count: 1000,
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
  guidance: { kind: 'classifier-free', label: null, scale: 1 },
  beside: null,
  arrows: 'score',
  heatMap: 'density',
  contours: true,
  trails: true,
  dataShown: true,
  colourBy: 'start',
  chosen: null,
  speed: 12,
  prediction: 'epsilon',
  weighting: 'simple',
  timeSampling: 'uniform',
  pairing: 'independent',
  width: 128,
  depth: 3,
  batch: 512,
  learningRate: 2e-3,
  dropClass: 0.2,
}

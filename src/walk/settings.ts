import type { SamplerSpec } from '../diffusion'

/** T of the network's training schedule: the timeline goes from t = 0 (data) to t = T (noise). */
export const T = 1000
export const SIZE = 28
export const GALLERY = 20
export const MAX_SEED = 0xffffffff
export const SAMPLE_COUNTS = [1, 4, 9, 16] as const
export const SPEEDS = [1, 4, 12, 60] as const

export type Direction = 'forward' | 'reverse'
export type SampleCount = (typeof SAMPLE_COUNTS)[number]
export type Speed = (typeof SPEEDS)[number]

/** Where x₀ of the forward walk comes from: the gallery, or the visitor's own 28×28 bytes (0 black … 255 white). */
export type PictureRef = { readonly kind: 'gallery'; readonly index: number } | { readonly kind: 'own'; readonly pixels: string }

/** One serialisable object: all that the visitor has set. It is what the link carries; only controls write it. */
export interface Settings {
  readonly direction: Direction
  /** Playhead of the forward walk, 0..T. */
  readonly t: number
  readonly picture: PictureRef
  /** Seed of every noise: the forward walk's ε, x_T, and the fresh noise of each step. */
  readonly seed: number
  /** The reverse walk starts from pure noise, or from the forward walk's xₜ at this t. */
  readonly from: 'noise' | number
  readonly label: number | null
  readonly sampler: 'ddim' | 'ddpm'
  readonly variance: 'learned' | 'beta' | 'beta-tilde'
  readonly eta: number
  readonly steps: number
  readonly clip: boolean
  readonly samples: SampleCount
  /** Frames shown a second while playing, at most. */
  readonly speed: Speed
  /** Frame of the reverse walk that is shown, 0..steps. A link opens at it. */
  readonly frame: number
}

export const defaults: Settings = {
  direction: 'forward',
  t: 0,
  picture: { kind: 'gallery', index: 3 },
  seed: 1,
  from: 'noise',
  label: 3,
  sampler: 'ddim',
  variance: 'learned',
  eta: 0,
  steps: 50,
  clip: true,
  samples: 1,
  speed: 12,
  frame: 0,
}

export function samplerSpec(settings: Settings): SamplerSpec {
  return settings.sampler === 'ddim' ? { id: 'ddim', eta: settings.eta } : { id: 'ddpm', variance: settings.variance }
}

/** The settings that decide a run's frames; when one changes, the run is another run. */
export const RUN_KEYS = ['seed', 'from', 'label', 'sampler', 'variance', 'eta', 'steps', 'clip', 'samples'] as const satisfies readonly (keyof Settings)[]

export function sameRun(a: Settings, b: Settings): boolean {
  const samePicture = a.from === 'noise' || JSON.stringify(a.picture) === JSON.stringify(b.picture)
  return samePicture && RUN_KEYS.every((key) => a[key] === b[key])
}

/**
 * What changes a step of a run, as plain data. A run has an ordered list of changes; the worker composes them in that order
 * around the denoiser (`engine/worker/changes.ts`, which says which orders have a meaning). An empty list leaves the network
 * alone, asked for what the run asks for.
 */
export type Change = ClassifierFreeGuidance | ClassifierGuidance | Clipping | Thresholding

/** Guidance by the network's own answers with and without the class. */
export interface ClassifierFreeGuidance {
  readonly kind: 'classifier-free'
  /** w: 1 is the conditional network alone, 0 the unconditional (or negative) one. */
  readonly scale: number
  /** σ̂ between which it guides; elsewhere the conditional network stands alone. */
  readonly interval: readonly [low: number, high: number]
  /** φ, in [0, 1], of the network's output (Lin et al. 2024). */
  readonly rescaleOutput: number
  /** φ, in [0, 1], of x̂₀. */
  readonly rescaleX0: number
  /** The class to lead away from, or null for none in particular. */
  readonly negative: number | null
}

/** Guidance of the network without a class by the gradient of a classifier of noisy states, towards the run's class. */
interface ClassifierGuidance {
  readonly kind: 'classifier'
  /** w: 0 is the unconditional network. */
  readonly scale: number
}

/** x̂₀ clipped to the range that the network's scheduler says, [−1, 1] where it says none. */
interface Clipping {
  readonly kind: 'clip'
}

/** x̂₀ limited by dynamic thresholding (Imagen), within the limits that the network's scheduler says. */
interface Thresholding {
  readonly kind: 'threshold'
}

/** Classifier-free guidance at every noise level, of which nothing is rescaled. */
export const plainGuidance = (scale: number, negative: number | null = null): ClassifierFreeGuidance => ({
  kind: 'classifier-free',
  scale,
  interval: [0, Infinity],
  rescaleOutput: 0,
  rescaleX0: 0,
  negative,
})

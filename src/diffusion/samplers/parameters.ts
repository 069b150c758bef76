/** The variance of DDPM's reverse step: β, β̃, or between them as the network says. */
export type Variance = 'beta' | 'beta-tilde' | 'learned'

/** Or the best one that is the same for every pixel, if `StepInput.meanSquaredError` is given. */
export type ReverseVariance = Variance | 'analytic'

/** The parameters of all samplers; each sampler has some of them, and says which. */
export interface SamplerParameters {
  /** DDPM's Σ. */
  readonly variance: ReverseVariance
  /** Share of fresh noise of DDIM and of Euler ancestral. */
  readonly eta: number
  /** Of DPM-Solver++ (1–3), its SDE form (1–2) and LMS (1–4). */
  readonly order: number
  /** Heun's γ = S_churn/N, where σ̂ is in [churnMin, churnMax], with noise of deviation S_noise. */
  readonly churn: number
  readonly churnMin: number
  readonly churnMax: number
  readonly churnNoise: number
  /** r of the predictor–corrector. */
  readonly snr: number
  /** Langevin steps a level: of the predictor–corrector and of annealed Langevin. */
  readonly count: number
  /** r of Langevin's δ = r·σ². */
  readonly delta: number
  /** The one level at which plain Langevin stays when it starts from noise, as t of the timeline. */
  readonly stay: number
  /** RK45's tolerance, absolute and relative, as its power of ten. */
  readonly tolerance: number
}

export type ParameterName = keyof SamplerParameters
export type NumberName = Exclude<ParameterName, 'variance'>

export const variances = ['learned', 'beta-tilde', 'beta', 'analytic'] as const satisfies readonly ReverseVariance[]

export const parameterDefaults: SamplerParameters = {
  variance: 'learned',
  eta: 0,
  order: 2,
  churn: 0,
  churnMin: 0.05,
  churnMax: 50,
  churnNoise: 1.003,
  snr: 0.16,
  count: 1,
  delta: 0.5,
  stay: 700,
  tolerance: -3,
}

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly digits: number
}

/** What a control offers and a link may say, of the samplers that allow the most. */
export const parameterRanges: Readonly<Record<NumberName, NumberRange>> = {
  eta: { min: 0, max: 1, step: 0.05, digits: 2 },
  order: { min: 1, max: 4, step: 1, digits: 0 },
  churn: { min: 0, max: 0.41, step: 0.01, digits: 2 },
  churnMin: { min: 0, max: 80, step: 0.05, digits: 2 },
  churnMax: { min: 0, max: 80, step: 0.05, digits: 2 },
  churnNoise: { min: 0.9, max: 1.1, step: 0.001, digits: 3 },
  snr: { min: 0.01, max: 0.5, step: 0.01, digits: 2 },
  count: { min: 1, max: 20, step: 1, digits: 0 },
  delta: { min: 0.01, max: 2, step: 0.01, digits: 2 },
  stay: { min: 1, max: 1000, step: 1, digits: 0 },
  tolerance: { min: -6, max: -1, step: 1, digits: 0 },
}

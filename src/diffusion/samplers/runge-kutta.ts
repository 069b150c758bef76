import type { Level } from '../level'
import { levelAt, type Process } from '../processes/process'
import { processOf, type Denoised, type SamplerStep, type StepInput } from '../step'

/** An explicit Runge–Kutta method: stage i looks at t + c_i·Δt, after Σ_j a_ij·k_j; the step is Σ_j b_j·k_j. */
export interface Tableau {
  readonly c: readonly number[]
  readonly a: readonly (readonly number[])[]
  readonly b: readonly number[]
}

/** What one look along the way gives. */
export interface Slope<X> {
  readonly denoised: Denoised<X>
  /** dx/dt. */
  readonly velocity: X
}

/**
 * The probability-flow ODE in the process's own time, without a division:
 *
 *     dx/dt = f·x − ½g²·∇log p_t(x) = α'(t)·x̂₀ + σ'(t)·ε̂
 *
 * Song et al. 2021 (score SDE), eq. 13; in this form, the marginal velocity of flow matching with an affine path (Lipman et
 * al. 2023, theorem 1). On the straight path it is ε̂ − x̂₀.
 */
export function slope<X>({ algebra, denoise }: StepInput<X>, process: Process, x: X, at: Level): Slope<X> {
  const { dSignal, dNoise } = process.scales(at.t)
  const denoised = denoise(x, at)
  return { denoised, velocity: algebra.combine([dSignal, denoised.x0Hat], [dNoise, denoised.epsHat]) }
}

/** The slopes of all stages of a step over Δt from x at `from`; `first` is that of stage 0, if it is known already. */
export function stages<X>(
  input: StepInput<X>,
  process: Process,
  { c, a }: Tableau,
  dt: number,
  first?: Slope<X>,
): Slope<X>[] {
  const { algebra, xt, from } = input
  const slopes: Slope<X>[] = []
  for (const [i, row] of a.entries()) {
    const t = Math.min(Math.max(from.t + (c[i] ?? NaN) * dt, 0), process.tMax)
    const terms = slopes
      .map(({ velocity }, j) => [dt * (row[j] ?? 0), velocity] as const)
      .filter(([weight]) => weight !== 0)
    const x = i === 0 ? xt : algebra.combine([1, xt], ...terms)
    slopes.push((i === 0 && first) || slope(input, process, x, i === 0 ? from : levelAt(process, t)))
  }
  return slopes
}

/** x + Δt·Σ b_j·k_j. */
export function advanced<X>(
  { algebra, xt }: StepInput<X>,
  weights: readonly number[],
  dt: number,
  slopes: readonly Slope<X>[],
): X {
  return algebra.combine([1, xt], ...slopes.map(({ velocity }, j) => [dt * (weights[j] ?? 0), velocity] as const))
}

/** A method on the probability-flow ODE in the process's own time; its step to data is x̂₀. */
export function inOwnTime(name: string, tableau: Tableau): SamplerStep {
  return (input) => {
    const { xt, from, to, denoise } = input
    const process = processOf(input, name)
    if (to.noise === 0) {
      const { x0Hat, epsHat } = denoise(xt, from)
      return { next: x0Hat, x0Hat, epsHat, mean: x0Hat }
    }
    const slopes = stages(input, process, tableau, to.t - from.t)
    const next = advanced(input, tableau.b, to.t - from.t, slopes)
    const { x0Hat, epsHat } = slopes[0]?.denoised ?? denoise(xt, from)
    return { next, x0Hat, epsHat, mean: next }
  }
}

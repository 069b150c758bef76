import {
  levelAt,
  mostMemory,
  sample,
  type Algebra,
  type Denoised,
  type Level,
  type Process,
  type SamplerStep,
  type Step,
} from '../../src/diffusion'
import { affineAlgebra, exactDenoiser, freshNormals, type Affine, type Gaussian } from './gaussian'

export interface Hop {
  readonly from: Level
  readonly to: Level
}

/** The steps between the levels of a grid. */
export function hopsOf(process: Process, times: readonly number[]): Hop[] {
  return times.slice(1).map((t, i) => ({ from: levelAt(process, times[i] ?? NaN), to: levelAt(process, t) }))
}

export interface Walk<X> {
  readonly algebra: Algebra<X>
  readonly process?: Process
  readonly start: X
  readonly denoise: (x: X, at: Level, step: number) => Denoised<X>
  readonly normal: (step: number, draw: number) => X
}

/** All steps of a run. */
export function walked<X>(
  sampler: SamplerStep,
  path: readonly Hop[],
  { algebra, process, start, denoise, normal }: Walk<X>,
): (Step<X> & Hop)[] {
  const levels = [...path.slice(0, 1).map(({ from }) => from), ...path.map(({ to }) => to)]
  const steps: (Step<X> & Hop)[] = []
  const answers = { denoise: (x: X, at: Level) => denoise(x, at, steps.length), normal }
  for (const step of sample(
    sampler,
    { algebra, process, levels, memory: mostMemory },
    { index: 0, xt: start, history: [] },
    answers,
  ))
    steps.push(step)
  return steps
}

/** The variance of x_t under Gaussian data. */
export const marginalVariance = ({ s }: Gaussian, { signal, noise }: Level) => (signal * s) ** 2 + noise ** 2

/** A run of the exact denoiser from the true marginal; states are exact affine functions of the noise. */
export function exactWalk(
  sampler: SamplerStep,
  of: Gaussian,
  process: Process,
  path: readonly Hop[],
): (Step<Affine> & Hop)[] {
  const first = path[0]?.from ?? levelAt(process, process.tMax)
  const fresh = freshNormals(2)
  const start: Affine = [first.signal * of.m, Math.sqrt(marginalVariance(of, first))]
  return walked(sampler, path, {
    algebra: affineAlgebra,
    process,
    start,
    denoise: exactDenoiser(affineAlgebra, of, [1]),
    normal: fresh,
  })
}

/** The slope of log error against log N by least squares, with its sign turned: the order of convergence. */
export function regressedOrder(steps: readonly number[], errors: readonly number[]): number {
  const [x, y] = [steps.map(Math.log), errors.map(Math.log)]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? NaN) - my), 0)
  return -covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
}

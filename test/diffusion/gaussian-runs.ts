import { cosineSchedule, level, timeGrid, type SamplerStep, type Schedule, type Step } from '../../src/diffusion'
import { affineAlgebra, exactDenoiser, exactHead, freshNormals, type Affine, type Gaussian } from './gaussian'
import { marginalVariance, type Hop } from './runs'

// Runs of Gaussian data with the exact denoiser, as the tests of samplers take them.

export const schedule = cosineSchedule()

export const data: Gaussian = { m: 0.3, s: 0.5 }

/** The steps of a run, from a level to the next. */
export function hops(process: Schedule, steps: number): Hop[] {
  const grid = timeGrid('trailing', process.T, steps)
  return grid.slice(1).map((t, i) => ({ from: level(process, grid[i] ?? NaN), to: level(process, t) }))
}

/** All steps of a run from the true marginal with the exact denoiser; states are exact affine functions of the noise. */
export function exactRun(sampler: SamplerStep, of: Gaussian, path: readonly Hop[]): (Step<Affine> & Hop)[] {
  const normal = freshNormals(2)
  const start = path[0]?.from ?? level(schedule, 0)
  let xt: Affine = [start.signal * of.m, Math.sqrt(marginalVariance(of, start))]
  return path.map(({ from, to }) => {
    const head = () => (to.noise > 0 ? exactHead(of, from, to) : 0)
    const step = sampler({
      algebra: affineAlgebra,
      xt,
      from,
      to,
      normal,
      denoise: exactDenoiser(affineAlgebra, of, [1], head),
    })
    xt = step.next
    return { ...step, from, to }
  })
}

import {
  arrayAlgebra,
  type Course,
  cosineSchedule,
  dataSetOracle,
  discreteProcess,
  type Level,
  levelAt,
  makeSampler,
  mixtureOracle,
  normalArray,
  oracleDenoiser,
  type Oracle,
  sample,
  type SamplerSpec,
  timeGrid,
} from '../../src/diffusion'

/** The schedule of the page's digits, and its levels at so many steps, noise first. */
export const schedule = cosineSchedule(1000)
export const process = discreteProcess(schedule)
export const levelsOf = (steps: number): readonly Level[] =>
  timeGrid('trailing', 1000, steps).map((t) => levelAt(process, t))

/** The two levels of a step, of so many. @param i 0 is the first step, from pure noise */
export function stepOf(steps: number, i: number): readonly [from: Level, to: Level] {
  const [from, to] = levelsOf(steps).slice(i, i + 2)
  if (!from || !to) throw new RangeError(`There is no step ${i} of ${steps}.`)
  return [from, to]
}

/** Four points of the plane, spread as data in [−1, 1] are. */
export const points = Float64Array.from([-0.8, -0.2, -0.3, 0.7, 0.5, -0.6, 0.9, 0.4])
export const oracle: Oracle = dataSetOracle(points, 2)

/** The same with a little breadth, so that no walk ends in a point to the last digit. */
const broad = mixtureOracle(
  [0, 1, 2, 3].map((i) => ({ weight: 1, mean: points.slice(2 * i, 2 * i + 2), covariance: 0.04 })),
)

/** The points in which walks of an exact denoiser end, [count·2]. @param noises the seed of the steps' fresh noise */
export function walked(sampler: SamplerSpec, steps: number, noises = 7, count = 64): Float32Array {
  const levels = levelsOf(steps)
  const course: Course<Float32Array> = {
    algebra: arrayAlgebra,
    levels,
    process,
    memory: 0,
    meanSquaredError: undefined,
  }
  const xt = normalArray({ seed: 7, purpose: 'start', step: 0, sample: 0 }, count * 2)
  const answers = {
    denoise: oracleDenoiser(broad),
    normal: (step: number) => normalArray({ seed: noises, purpose: 'step', step, sample: 0 }, count * 2),
  }
  let end = xt
  for (const { next } of sample(makeSampler(sampler), course, { index: 0, xt, history: [] }, answers)) end = next
  return end
}

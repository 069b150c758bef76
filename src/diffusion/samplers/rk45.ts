import type { MeasuredAlgebra } from '../algebra'
import { realAbove } from '../bounds'
import type { Level } from '../level'
import { levelAt, type Process } from '../processes/process'
import { processOf, type Denoised, type Step, type StepInput } from '../step'
import { byKarras, deterministic, type Sampler } from './descriptor'
import { advanced, slope, stages, type Slope, type Tableau } from './runge-kutta'

/** Dormand & Prince 1980, RK5(4)7M: the last stage is the next step's first. */
const tableau: Tableau = {
  c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  b: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0],
}
/** The solution of order 5 less that of order 4. */
const error = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]

export interface Tolerance {
  /** In [1e-7, 1]; 1e-5 in Song et al. */
  readonly absolute: number
  /** In [1e-7, 1]. */
  readonly relative: number
}

/** The step of an adaptive sampler: its algebra must measure, and it waits for what is measured. */
export type MeasuredSamplerStep = <X>(input: MeasuredStepInput<X>) => Promise<Step<X>>

export interface MeasuredStepInput<X> extends StepInput<X> {
  readonly algebra: MeasuredAlgebra<X>
}

const mostTrials = 10_000

/** The state at time `end`, from x at `from`, by as many steps as the tolerance takes. */
async function integrated<X>(
  input: MeasuredStepInput<X>,
  process: Process,
  end: number,
  first: Slope<X>,
  { absolute, relative }: Tolerance,
): Promise<{ x: X; at: Level }> {
  let [x, at, firstSlope] = [input.xt, input.from, first]
  let dt = end - at.t
  for (let trial = 0; trial < mostTrials; trial++) {
    const last = 1.01 * Math.abs(dt) >= Math.abs(end - at.t) // downwards or up
    if (last) dt = end - at.t
    const here = { ...input, xt: x, from: at }
    const slopes = stages(here, process, tableau, dt, firstSlope)
    const next = advanced(here, tableau.b, dt, slopes)
    const wrong = input.algebra.combine(
      [0, x],
      ...slopes.map(({ velocity }, j) => [dt * (error[j] ?? 0), velocity] as const),
    )
    const size = await input.algebra.errorNorm(wrong, x, next, absolute, relative)
    if (Number.isNaN(size)) throw new RangeError(`The flow must be finite, and is not near t = ${at.t}.`)
    if (size <= 1) {
      if (last) return { x: next, at: levelAt(process, end) }
      at = levelAt(process, at.t + dt)
      x = next
      firstSlope = slopes.at(-1) ?? firstSlope
    }
    dt *= Math.min(10, Math.max(0.2, 0.9 * size ** -0.2)) // Hairer, Nørsett & Wanner, section II.4
  }
  throw new RangeError(
    `The flow must be solvable to the tolerance in ${mostTrials} steps, and is not near t = ${at.t}.`,
  )
}

/**
 * The probability-flow ODE by an adaptive Runge–Kutta method of order 5(4) (RK45, Dormand–Prince) in the process's own time:
 * between two levels as many steps as the tolerance takes, each chosen by the estimated error of the one before.
 *
 *     dx/dt = α'·x̂₀ + σ'·ε̂,   tolerated: √mean((e_i/(absolute + relative·|x_i|))²) ≤ 1
 *
 * Dormand & Prince 1980; Song et al. 2021 (score SDE), section 4.3 and appendix D.4. Deterministic; network evaluations: 6 a
 * step tried, and one. Needs the process. To data it goes to the process's tMin, and from there to x̂₀. The error is that of the
 * whole batch, so a sample's last digits, within the tolerance, depend on which others are with it.
 *
 * The step is asynchronous, also over arrays: each step tried waits for one number, `MeasuredAlgebra.errorNorm`, which over
 * tensors is a read-back. Nothing else waits, and nothing is disposed here: what is made on the way belongs to the caller's
 * scope, which has to stay open until the promise is settled, and is about 10 states a step tried.
 *
 * @returns a promise of the step; rejected with a RangeError if the tolerance cannot be kept or the flow is not finite.
 * @throws RangeError if a tolerance is out of its range.
 */
export function rk45(tolerance: Tolerance = { absolute: 1e-5, relative: 1e-5 }): MeasuredSamplerStep {
  realAbove('absolute', tolerance.absolute, 0.99e-7, 1)
  realAbove('relative', tolerance.relative, 0.99e-7, 1)
  return async <X>(input: MeasuredStepInput<X>): Promise<Step<X>> => {
    const process = processOf(input, 'rk45')
    const toData = input.to.noise === 0
    const first = slope(input, process, input.xt, input.from)
    const { x0Hat, epsHat }: Denoised<X> = first.denoised
    const end = toData ? process.tMin : input.to.t
    if (toData && input.from.t <= end) return { next: x0Hat, x0Hat, epsHat, mean: x0Hat }
    const { x, at } = await integrated(input, process, end, first, tolerance)
    const next = toData ? input.denoise(x, at).x0Hat : x
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const rk45Sampler: Sampler<{ readonly id: 'rk45' } & Tolerance, MeasuredSamplerStep> = {
  id: 'rk45',
  group: 'ode',
  step: rk45,
  info: () =>
    deterministic(5, {
      nfe: 7,
      adaptive: true,
      needsProcess: true,
      source: 'Dormand & Prince 1980; Song et al. 2021 (score SDE), section 4.3',
    }),
  parameters: ['tolerance'],
  specOf: ({ tolerance }) => ({ id: 'rk45', absolute: 10 ** tolerance, relative: 10 ** tolerance }),
  usual: { ...byKarras, tolerance: -3 },
}

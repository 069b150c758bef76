import { describe, expect, it } from 'vitest'
import {
  constantSchedule,
  cosineSchedule,
  edmProcess,
  exponentialSchedule,
  karrasTimes,
  levelAt,
  linearSchedule,
  logSnrTimes,
  noiseToSignal,
  quadraticSchedule,
  scaledLinearSchedule,
  sectionGrid,
  sigmoidSchedule,
  uniformTimes,
  vpProcess,
  zeroTerminalSnr,
  type Schedule,
} from '../../src/diffusion'
import golden from '../golden/schedules.json'

const makers: Readonly<Record<string, (T: number) => Schedule>> = {
  linear: linearSchedule,
  cosine: cosineSchedule,
  quadratic: quadraticSchedule,
  constant: (T) => constantSchedule(T, 0.01),
  exponential: exponentialSchedule,
  sigmoid: sigmoidSchedule,
  'scaled-linear': scaledLinearSchedule,
}

/** Largest |a/e − 1|, small numbers as well as large; infinite where anything is NaN, or 0 on one side only. */
function largestRatioError(actual: readonly (number | undefined)[], expected: readonly number[]): number {
  const errors = expected.map((e, i) => {
    const error = e === 0 ? Math.abs(actual[i] ?? NaN) : Math.abs((actual[i] ?? NaN) / e - 1)
    return Number.isNaN(error) ? Infinity : error
  })
  return Math.max(...errors, actual.length === expected.length ? 0 : Infinity)
}

describe("the authors' schedules and diffusers'", () => {
  it.each(golden.schedules)('$schedule, T = $T', ({ schedule, T, timesteps, beta, alphaBar, zeroTerminal }) => {
    const ours = makers[schedule]?.(T) ?? linearSchedule(1)
    const at = (values: Float64Array) => timesteps.map((t) => values[t + 1])
    const tolerance = schedule === 'scaled-linear' ? 1e-5 : 1e-9 // diffusers has it in float32 only
    expect(largestRatioError(at(ours.beta), beta)).toBeLessThan(tolerance)
    expect(largestRatioError(at(ours.alphaBar), alphaBar)).toBeLessThan(tolerance)
    expect(largestRatioError(at(zeroTerminalSnr(ours).alphaBar), zeroTerminal)).toBeLessThan(10 * tolerance)
  })

  it.each(golden.sections)('Improved DDPM cuts $T steps by $sections', ({ T, sections, timesteps }) => {
    expect(sectionGrid(T, sections)).toEqual([...timesteps.map((t) => t + 1), 0])
  })

  it.each(golden.sigmas)('k-diffusion has the same σ: $kind, ρ = $rho', ({ kind, rho, sigmas }) => {
    const process = kind === 'vp' ? vpProcess() : edmProcess()
    const grids: Readonly<Record<string, () => number[]>> = {
      karras: () => karrasTimes(process, sigmas.length - 1, { rho: rho ?? 7 }),
      exponential: () => logSnrTimes(process, sigmas.length - 1),
      vp: () => uniformTimes(process, sigmas.length - 1),
    }
    const times = grids[kind]?.() ?? []
    expect(
      largestRatioError(
        times.map((t) => noiseToSignal(levelAt(process, t))),
        sigmas,
      ),
    ).toBeLessThan(1e-9)
  })
})

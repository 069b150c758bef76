import { timeOf, type Process } from '../processes/process'
import { sigmaData } from '../preconditioning'
import { normalQuantile } from '../random/quantile'
import type { LogSnr, Time } from '../scalars'
import { pointDeviation } from './target'

/**
 * How noise levels are drawn for learning:
 *
 *     uniform       t uniform between the process's ends                 Ho et al. 2020, algorithm 1
 *     importance    p_t ∝ √E[L²] of the losses seen lately, each divided by p_t   Nichol & Dhariwal 2021, section 3.3
 *     log-normal    ln σ̂ ~ N(−1.2 + ln(σ_d/½), 1.2²), σ_d that of the points   Karras et al. 2022, table 1, where σ_d = ½
 *     logit-normal  t between the ends as 1/(1 + e^−z), z ~ N(0, 1)       Esser et al. 2024, section 3.1
 *
 * Importance leaves the objective as it is. The other two change it, as their authors mean them to.
 */
export type TimeSampling = 'uniform' | 'importance' | 'log-normal' | 'logit-normal'

/** Importance sampling draws times by this many equal parts of [tMin, tMax]. */
export const timeParts = 64

/** From u in (0, 1) to a time: the inverse of its distribution function. */
export type Quantile = (u: number) => Time

const knots = 512

/** σ̂'s own quantile, by its time at 512 of them and straight lines between: bisection for each example would cost more than a step. */
function logNormalTimes(process: Process): Quantile {
  const timeAt = (u: number) => Math.max(process.tMin, timeOf(process, -2 * (-1.2 + Math.log(pointDeviation / sigmaData) + 1.2 * normalQuantile(u))))
  const times = Float64Array.from({ length: knots }, (_, i) => timeAt((i + 0.5) / knots))
  return u => {
    const at = Math.min(Math.max(u * knots - 0.5, 0), knots - 1)
    const below = Math.floor(at)
    const low = times[below] ?? NaN
    return low + (at - below) * ((times[below + 1] ?? low) - low)
  }
}

/** Of a process's times. @param sampling all but importance, whose distribution is learned. */
export function timeQuantile(sampling: Exclude<TimeSampling, 'importance'>, process: Process): Quantile {
  const { tMin, tMax } = process
  switch (sampling) {
    case 'uniform': return u => tMin + u * (tMax - tMin)
    case 'log-normal': return logNormalTimes(process)
    case 'logit-normal': return u => tMin + (tMax - tMin) / (1 + Math.exp(-normalQuantile(u)))
  }
}

/**
 * The quantile of importance sampling and what an example at a time is worth: 1/(p·64), so that the mean over examples is
 * that of uniform times.
 *
 * @param probabilities [64], sum 1.
 */
export function importanceTimes({ tMin, tMax }: Process, probabilities: Float64Array): { quantile: Quantile; worth: (t: number) => number } {
  const cumulated = new Float64Array(timeParts + 1)
  probabilities.forEach((p, i) => { cumulated[i + 1] = (cumulated[i] ?? NaN) + p })
  const width = (tMax - tMin) / timeParts
  return {
    quantile: u => {
      const above = cumulated.findIndex((sum, i) => i > 0 && sum > u)
      const part = above < 0 ? timeParts - 1 : above - 1 // where rounding left the sum below u
      const p = probabilities[part] ?? NaN
      const within = p > 0 ? Math.min(1, Math.max(0, (u - (cumulated[part] ?? NaN)) / p)) : 0
      return tMin + (part + within) * width
    },
    worth: t => 1 / ((probabilities[partOf({ tMin, tMax }, t)] ?? NaN) * timeParts),
  }
}

/** In which of the parts a time lies, 0…63. */
export function partOf({ tMin, tMax }: Pick<Process, 'tMin' | 'tMax'>, t: number): number {
  return Math.min(timeParts - 1, Math.max(0, Math.floor((timeParts * (t - tMin)) / (tMax - tMin))))
}

/**
 * n times, one of each n-th part of the distribution, all shifted by one uniform number: as good as n independent ones, and the
 * loss that they give is steadier. Kingma et al. 2021 (VDM), appendix I.1.
 *
 * @param shift in [0, 1).
 */
export function drawTimes(quantile: Quantile, shift: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => quantile((i + shift + 2 ** -25) / n))
}

/** λ within ±20: there is nothing to be learned beyond, and no infinity to be told. */
export const clampedLogSnr = (lambda: LogSnr): LogSnr => Math.min(20, Math.max(-20, lambda))

import { learnedLogVariance } from '../learned-variance'
import type { Level } from '../level'
import { posterior } from '../posterior'
import { analyticVariance } from '../samplers/ddpm'
import type { ReverseVariance } from '../samplers/parameters'

/** Neighbouring levels of a discrete process: [0] is the data, and each is noisier than the one before. */
export type Ladder = readonly Level[]

/** log β and log β̃ of a step, both finite: between them lies the variance of the reverse step. */
export interface VarianceRange {
  readonly logBeta: number
  readonly logBetaTilde: number
  /** Of `Posterior.upper`: log β where α² + σ² = 1. */
  readonly logUpper: number
}

/** The step down from level t of the ladder to the one below. @throws RangeError if there is none. */
export function stepDown(ladder: Ladder, t: number): { from: Level; to: Level } {
  const [to, from] = [ladder[t - 1], ladder[t]]
  if (from && to) return { from, to }
  throw new RangeError(`t must be an integer in [1, ${ladder.length - 1}], not ${t}.`)
}

/**
 * log β_t and log β̃_t. β̃_1 is 0; as in the paper's code, its neighbour β̃_2 stands in for it, and where there is only one
 * step, β_1.
 *
 * @param t an integer in [1, T].
 */
export function varianceRange(ladder: Ladder, t: number): VarianceRange {
  const { from, to } = stepDown(ladder, t)
  const { beta, betaTilde, upper } = posterior(from, to)
  const [logBeta, logUpper] = [Math.log(beta), Math.log(upper)]
  if (betaTilde > 0) return { logBeta, logUpper, logBetaTilde: Math.log(betaTilde) }
  return {
    logBeta,
    logUpper,
    logBetaTilde: ladder.length > t + 1 ? varianceRange(ladder, t + 1).logBetaTilde : logBeta,
  }
}

/**
 * The log variance of p(x_{t−1} | x_t), for one number of the head's output.
 *
 *     'beta'        log β_t, at t = 1 log β̃_2 ("to get a better decoder log likelihood", say the paper's authors' code)
 *     'beta-tilde'  log β̃_t, at t = 1 log β̃_2
 *     'learned'     f·log β_t + (1 − f)·log β̃_t, f = (v + 1)/2
 *     'analytic'    log(β̃_t + c₀²·E‖x₀ − x̂₀‖²/d), also at t = 1
 *
 * Nichol & Dhariwal 2021, eq. 15, with log β̃_1 replaced by log β̃_2 as in its code.
 *
 * @returns a function of v (not looked at unless learned), of any real value; the head's own range is [−1, 1].
 * @param meanSquaredError for 'analytic', as in `StepInput`.
 * @throws Error if the variance is learned and v is missing, or analytic and the error is.
 */
export function reverseLogVariance(
  ladder: Ladder,
  t: number,
  variance: ReverseVariance,
  meanSquaredError?: (at: Level) => number,
): (v: number | undefined) => number {
  const { logBeta, logBetaTilde, logUpper } = varianceRange(ladder, t)
  switch (variance) {
    case 'beta':
      return () => (t === 1 ? logBetaTilde : logBeta)
    case 'beta-tilde':
      return () => logBetaTilde
    case 'learned': {
      const { middle, slope } = learnedLogVariance(logUpper, logBetaTilde)
      return (v) => {
        if (v === undefined)
          throw new Error('The learned variance needs a network with a variance head, and this one has none.')
        return middle + slope * v
      }
    }
    case 'analytic': {
      const { from, to } = stepDown(ladder, t)
      const logVariance = Math.log(analyticVariance(posterior(from, to), from, meanSquaredError))
      return () => logVariance
    }
  }
}

import { discreteProcess, type Level, matchedLevel, type Schedule } from '../../../diffusion'
import type { DenoisingError } from '../../../network'

/**
 * E‖x₀ − x̂₀‖²/d at any level of any process, from what was measured of a network at some t of its own schedule: at equal
 * log-SNR it is the same question. Between two measured levels its logarithm is taken as linear in t.
 */
export function meanSquaredErrorOf({ t, meanSquared }: DenoisingError, schedule: Schedule): (at: Level) => number {
  const training = discreteProcess(schedule)
  const logs = meanSquared.map(Math.log)
  return (at) => {
    const matchedTime = matchedLevel(training, at).t
    const above = t.findIndex((time) => time >= matchedTime)
    if (above === 0) return meanSquared[0] ?? NaN
    if (above < 0) return meanSquared.at(-1) ?? NaN
    const [low, high] = [t[above - 1] ?? NaN, t[above] ?? NaN]
    const part = (matchedTime - low) / (high - low)
    return Math.exp((1 - part) * (logs[above - 1] ?? NaN) + part * (logs[above] ?? NaN))
  }
}

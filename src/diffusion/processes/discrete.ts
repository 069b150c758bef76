import type { Schedule } from '../schedules/schedule'
import type { Process, Scales } from './process'

/**
 * A discrete schedule in continuous time t ∈ [0, T]: log ᾱ is linear between two integers (as in DPM-Solver's discrete
 * `NoiseScheduleVP`). That is exactly the variance-preserving SDE with the rate β(t) = −log(1 − β_⌈t⌉), constant over each
 * step, so at integers nothing is approximated. Derivatives at an integer are those of the step that leads to it.
 *
 * The last step of a schedule with zero terminal SNR, where log ᾱ → −∞, is linear in α instead.
 */
export function discreteProcess(schedule: Schedule): Process {
  const { T } = schedule
  const logs = schedule.alphaBar.map(Math.log)
  return { id: 'discrete', tMin: Math.min(1, T), tMax: T, scales: (t) => scalesOf(logs, t) }
}

function scalesOf(logs: Float64Array, t: number): Scales {
  const step = Math.max(1, Math.ceil(t)) // t lies in (step − 1, step], or is 0
  const [low = NaN, high = NaN] = logs.subarray(step - 1, step + 1)
  const start = Math.exp(low / 2)
  const [signal, dSignal] = Number.isFinite(high)
    ? powerBetween(low, high, t - (step - 1))
    : [start * (step - t), -start]
  const noise = Number.isFinite(high)
    ? Math.sqrt(Math.abs(Math.expm1(low + (high - low) * (t - (step - 1)))))
    : Math.sqrt(1 - signal * signal)
  return { signal, noise, dSignal, dNoise: (-signal * dSignal) / noise }
}

/** α and α' at a fraction of the step between two values of log ᾱ. */
function powerBetween(low: number, high: number, fraction: number): [number, number] {
  const signal = Math.exp((low + (high - low) * fraction) / 2)
  return [signal, (signal * (high - low)) / 2]
}

import { cosineSchedule, discreteProcess, level, type Level, noised, normalArray } from '../diffusion'
import { type Settings, SIZE, T } from './settings'

/** The schedule that the network was trained on, so that both walks share one timeline. */
export const schedule = cosineSchedule(T)
/** The same in continuous time. */
export const training = discreteProcess(schedule)

export interface ForwardFrame {
  readonly x0: Float32Array
  readonly eps: Float32Array
  readonly xt: Float32Array
  readonly level: Level
}

/**
 * xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε in closed form (DDPM eq. 4), from one fixed ε a seed: dragging back returns the same picture.
 * ε is drawn once a seed, and xt is written in place: a drag allocates nothing.
 */
export function createForward() {
  let seed: number | undefined
  let eps = new Float32Array(SIZE * SIZE)
  const xt = new Float32Array(SIZE * SIZE)
  return (x0: Float32Array, settings: Pick<Settings, 'seed'>, t: number): ForwardFrame => {
    if (seed !== settings.seed) {
      seed = settings.seed
      eps = new Float32Array(normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, x0.length))
    }
    const at = level(schedule, t)
    return { x0, eps, xt: noised(x0, eps, at, xt), level: at }
  }
}

import { level, type Level, noised, normalArray } from '../../diffusion'
import type { ChosenModel } from './models'
import { scheduleOf } from './schedules'
import type { Settings } from './settings'

export interface ForwardFrame {
  readonly x0: Float32Array
  readonly eps: Float32Array
  readonly xt: Float32Array
  readonly level: Level
}

/**
 * xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε in closed form (DDPM eq. 4), on the schedule of the timeline, which both walks share, and
 * from one fixed ε a seed: dragging back returns the same picture. ε is drawn once a seed and a size, and xt is written in
 * place: a drag allocates nothing.
 */
export function createForward() {
  let seed: number | undefined
  let eps = new Float32Array()
  let xt = new Float32Array()
  return (x0: Float32Array, settings: ChosenModel & Pick<Settings, 'seed' | 'schedule'>, t: number): ForwardFrame => {
    if (seed !== settings.seed || eps.length !== x0.length) {
      seed = settings.seed
      eps = new Float32Array(normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, x0.length))
      xt = new Float32Array(x0.length)
    }
    const at = level(scheduleOf(settings).schedule, t)
    return { x0, eps, xt: noised(x0, eps, at, xt), level: at }
  }
}

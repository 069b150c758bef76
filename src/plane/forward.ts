import { noised, normalArray } from '../diffusion'
import type { PointSet } from '../engine/protocol/plane'
import { levelOnTimeline } from './path'
import type { StageFrame } from './player-context'
import type { RunChoice } from './settings'

/**
 * Returns a function that computes x_t = α·x₀ + σ·ε of all points in closed form, on the main thread. Each seed has one fixed ε,
 * so that dragging back finds the same points. The function writes x_t in place, so that a drag allocates nothing.
 */
export function createForward() {
  let noise: { readonly seed: number; readonly eps: Float32Array } | undefined
  let latest: { readonly key: readonly unknown[]; readonly frame: StageFrame } | undefined
  let xt = new Float32Array()
  return (points: PointSet, choice: RunChoice, seed: number, t: number): StageFrame => {
    const key = [points, choice.process, choice.schedule, seed, t]
    if (latest?.key.every((value, i) => value === key[i])) return latest.frame
    const { length } = points.xy
    if (noise?.seed !== seed || noise.eps.length !== length)
      noise = { seed, eps: normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, length) }
    if (xt.length !== length) xt = new Float32Array(length)
    const at = levelOnTimeline(choice, t)
    latest = { key, frame: { xt: noised(points.xy, noise.eps, at, xt), at, index: -1 } }
    return latest.frame
  }
}

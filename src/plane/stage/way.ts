import { dataLevel, type Level, levelOfSigma, type Process } from '../../diffusion'
import { planeScale } from '../scale'
import type { RunPath } from '../player-context'
import { placeAt, type Way } from './trails'
import type { View } from '../view/view'

/** The path of a run's particles in pixels; each frame is scaled by its level. */
export function wayOf({ frames, levels }: Pick<RunPath, 'frames' | 'levels'>, { side, half }: View): Way {
  const perUnit = side / (2 * half)
  const scales = frames.map((_, i) => perUnit * planeScale(levels[i] ?? dataLevel))
  const middle = side / 2
  return {
    frames: frames.length,
    particles: (frames[0]?.xt.length ?? 0) / 2,
    x: (frame, particle) => middle + (frames[frame]?.xt[2 * particle] ?? NaN) * (scales[frame] ?? NaN),
    y: (frame, particle) => middle - (frames[frame]?.xt[2 * particle + 1] ?? NaN) * (scales[frame] ?? NaN),
  }
}

/** Writes the places of all particles at a frame, or between two, into `out`, [particles·2]. */
export function placesAt(way: Way, frame: number, out: Float32Array): Float32Array {
  for (let i = 0; i < way.particles; i++) {
    const [x, y] = placeAt(way, frame, i)
    out[2 * i] = x
    out[2 * i + 1] = y
  }
  return out
}

/** The steps in which the path into noise is drawn: equal angles from data to pure noise. */
const ARCS = 48

/** The step at which a level stands, with a fraction: on any process, x_t is parallel to cos φ·x₀ + sin φ·ε with tan φ = σ/α. */
export const arcOf = ({ signal, noise }: Level): number => (Math.atan2(noise, signal) / (Math.PI / 2)) * ARCS

/** The path of points [N·2] into noise along their fixed ε [N·2]: an arc, or on a flow a straight line. */
export function forwardWay(process: Process, x0: Float32Array, eps: Float32Array, { side, half }: View): Way {
  const perUnit = side / (2 * half)
  const levels = Array.from({ length: ARCS + 1 }, (_, i) => levelOfSigma(process, Math.tan((i / ARCS) * (Math.PI / 2))))
  const scales = levels.map((at) => perUnit * planeScale(at))
  const along = (frame: number, k: number) => {
    const { signal, noise } = levels[frame] ?? dataLevel
    return (scales[frame] ?? NaN) * (signal * (x0[k] ?? NaN) + noise * (eps[k] ?? NaN))
  }
  return {
    frames: ARCS + 1,
    particles: x0.length / 2,
    x: (frame, particle) => side / 2 + along(frame, 2 * particle),
    y: (frame, particle) => side / 2 - along(frame, 2 * particle + 1),
  }
}

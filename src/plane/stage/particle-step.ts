import { planeScale } from '../scale'
import type { RunPath } from '../player-context'
import type { Place } from './probe'

/** The step of one particle to a frame, in shown coordinates; x̂₀ is in those of the data. */
export interface ParticleStep {
  readonly from: Place
  readonly to: Place
  /** x̂₀ of the answerer at `from`. */
  readonly x0Hat: Place
  /** α·x̂₀, as it is shown. Because `from` = α·x̂₀ + σ·ε̂, the arrow from here to `from` is σ·ε̂. */
  readonly foot: Place
  /** The end of the step without its fresh noise; equal to `to` if there was none. */
  readonly mean: Place
}

/** A particle's two numbers in a part of a frame. */
export const of = (part: Float32Array | undefined, particle: number): Place => [
  part?.[2 * particle] ?? NaN,
  part?.[2 * particle + 1] ?? NaN,
]

const scalePlace = ([x, y]: Place, by: number): Place => [x * by, y * by]

/** The step of a particle that led to a frame; undefined at the start, or where the frame is not recorded. */
export function particleStep(
  { frames, levels }: Pick<RunPath, 'frames' | 'levels'>,
  frame: number,
  particle: number,
): ParticleStep | undefined {
  const [before, now, at, to] = [frames[frame - 1], frames[frame], levels[frame - 1], levels[frame]]
  if (!before || !now?.x0Hat || !at || !to || 2 * particle >= now.xt.length) return undefined
  const x0Hat = of(now.x0Hat, particle)
  const [x, y] = of(now.xt, particle)
  const noise = now.added ? of(now.added, particle) : ([0, 0] as const)
  const [scaleFrom, scaleTo] = [planeScale(at), planeScale(to)]
  return {
    from: scalePlace(of(before.xt, particle), scaleFrom),
    to: scalePlace([x, y], scaleTo),
    x0Hat,
    foot: scalePlace(x0Hat, at.signal * scaleFrom),
    mean: scalePlace([x - noise[0], y - noise[1]], scaleTo),
  }
}

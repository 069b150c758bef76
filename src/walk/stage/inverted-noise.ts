import { correlationOf, varianceOf } from '../../diffusion'
import { modelOf, valuesOf } from '../model/models'
import { pictureValues } from '../model/pictures'
import { type Player, watchedRun } from '../run/player'
import type { WalkState } from '../run/store'

/** How much the noise that an inversion made resembles the picture from which it came. */
interface Likeness {
  /** Pearson's correlation between the values of noise and picture, in [−1, 1]. */
  readonly correlation: number
  /** The standard error of that correlation for independent noise of n values: 1/√n. */
  readonly byChance: number
  /** Standard deviation of the noise; that of true noise is 1. */
  readonly deviation: number
}

/** Compares noise with a picture of the same length. */
export const likenessOf = (noise: Float32Array, picture: Float32Array): Likeness => ({
  correlation: correlationOf(noise, picture),
  byChance: 1 / Math.sqrt(noise.length),
  deviation: Math.sqrt(varianceOf(noise)),
})

/** A frame counts as noise alone if the picture has at most this share of its variance. */
const MOST_SIGNAL = 0.01

/**
 * For the frame of an inverted walk that should be noise alone: how much that noise, (xₜ − α·x₀)/σ, resembles the picture.
 * undefined for any other frame. Of several pictures it takes the first, because all come from one picture.
 */
export function invertedLikeness(player: Player, { settings }: Pick<WalkState, 'settings'>): Likeness | undefined {
  const level = watchedRun(player).levels[settings.frame]
  const xt = watchedRun(player).frames[settings.frame]?.xt
  if (settings.direction !== 'reverse' || settings.from !== 'inverted' || !level || !xt) return undefined
  if (level.signal ** 2 > MOST_SIGNAL * (level.signal ** 2 + level.noise ** 2)) return undefined
  const x0 = pictureValues(settings.picture, player.gallery)
  if (!x0) return undefined
  const noise = xt
    .slice(0, valuesOf(modelOf(settings)))
    .map((value, i) => (value - level.signal * (x0[i] ?? NaN)) / level.noise)
  return likenessOf(noise, x0)
}

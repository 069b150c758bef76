import { modelOf, valuesOf } from '../model/models'
import { pictureValues } from '../model/pictures'
import { type Player, watchedRun } from '../run/player'
import type { WalkState } from '../run/store'

/** How far what an inversion made resembles the picture that it came from. */
interface Likeness {
  /** Pearson's correlation of noise and picture over their values, in [−1, 1]. */
  readonly correlation: number
  /** What independent noise of as many values has as its standard error: 1/√n. */
  readonly byChance: number
  /** Standard deviation of the noise; that of true noise is 1. */
  readonly deviation: number
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length

/** @param noise and picture, of one length */
export function likenessOf(noise: Float32Array, picture: Float32Array): Likeness {
  const [noiseMean, pictureMean] = [mean(noise), mean(picture)]
  const noiseFrom = noise.map((value) => value - noiseMean)
  const pictureFrom = picture.map((value) => value - pictureMean)
  const deviation = Math.sqrt(mean(noiseFrom.map((value) => value ** 2)))
  const spread = Math.sqrt(mean(pictureFrom.map((value) => value ** 2)))
  const together = mean(noiseFrom.map((value, i) => value * (pictureFrom[i] ?? NaN)))
  return {
    correlation: deviation * spread === 0 ? 0 : together / (deviation * spread),
    byChance: 1 / Math.sqrt(noise.length),
    deviation,
  }
}

/** Share of the variance that a picture has at most where it is said that noise should be all. */
const MOST_SIGNAL = 0.01

/**
 * Of an inverted walk's frame that should be nothing but noise: how far that noise, (xₜ − α·x₀)/σ, resembles the picture.
 * undefined where the frame is no such one. Of several pictures it is the first: all of them come from one.
 */
export function invertedLikeness(player: Player, { settings }: Pick<WalkState, 'settings'>): Likeness | undefined {
  const at = watchedRun(player).levels[settings.frame]
  const xt = watchedRun(player).frames[settings.frame]?.xt
  if (settings.direction !== 'reverse' || settings.from !== 'inverted' || !at || !xt) return undefined
  if (at.signal ** 2 > MOST_SIGNAL * (at.signal ** 2 + at.noise ** 2)) return undefined
  const x0 = pictureValues(settings.picture, player.gallery)
  if (!x0) return undefined
  const noise = xt
    .slice(0, valuesOf(modelOf(settings)))
    .map((value, i) => (value - at.signal * (x0[i] ?? NaN)) / at.noise)
  return likenessOf(noise, x0)
}

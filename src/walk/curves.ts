import { levelAt, logSnr } from '../diffusion'
import type { Model } from './models'
import { T } from '../rooms/timeline'

/** Log-SNR beyond ±this is drawn at the edge; at t = 0 it is infinite. */
export const LOG_SNR_EDGE = 12
/** Height of the drawing's coordinates; their width is T. */
export const HEIGHT = 100

const along = (model: Model, height: (model: Model, t: number) => number): string =>
  Array.from({ length: T / 4 + 1 }, (_, i) => `${i === 0 ? 'M' : 'L'}${4 * i} ${height(model, 4 * i).toFixed(2)}`).join('')

export const heightOfAlphaBar = ({ training }: Model, t: number): number => HEIGHT * (1 - levelAt(training, t).signal ** 2)

export const heightOfLogSnr = ({ training }: Model, t: number): number => {
  const limited = Math.max(-LOG_SNR_EDGE, Math.min(LOG_SNR_EDGE, logSnr(levelAt(training, t))))
  return (HEIGHT / 2) * (1 - limited / LOG_SNR_EDGE)
}

/** SVG path of ᾱₜ: 1 at the top, 0 at the bottom. */
export const alphaBarPath = (model: Model): string => along(model, heightOfAlphaBar)
/** SVG path of log-SNR: 0, as much noise as signal, in the middle. */
export const logSnrPath = (model: Model): string => along(model, heightOfLogSnr)

/** The first t at which noise is no weaker than signal. */
export const equalT = ({ training }: Model): number => Array.from({ length: T }, (_, i) => i + 1).find((t) => logSnr(levelAt(training, t)) <= 0) ?? T

import { levelAt, logSnr, type Process } from '../diffusion'
import { T } from './timeline'

/** Log-SNR beyond ±this is drawn at the edge; at t = 0 it is infinite. */
const LOG_SNR_EDGE = 12
/** Height of the drawing's coordinates; their width is T. */
export const HEIGHT = 100

const along = (height: (t: number) => number): string =>
  Array.from({ length: T / 4 + 1 }, (_, i) => `${i === 0 ? 'M' : 'L'}${4 * i} ${height(4 * i).toFixed(2)}`).join('')

export const heightOfAlphaBar = (timeline: Process, t: number): number =>
  HEIGHT * (1 - levelAt(timeline, t).signal ** 2)

export const heightOfLogSnr = (timeline: Process, t: number): number => {
  const limited = Math.max(-LOG_SNR_EDGE, Math.min(LOG_SNR_EDGE, logSnr(levelAt(timeline, t))))
  return (HEIGHT / 2) * (1 - limited / LOG_SNR_EDGE)
}

/** SVG path of ᾱₜ: 1 at the top, 0 at the bottom. */
export const alphaBarPath = (timeline: Process): string => along((t) => heightOfAlphaBar(timeline, t))
/** SVG path of log-SNR: 0, as much noise as signal, in the middle. */
export const logSnrPath = (timeline: Process): string => along((t) => heightOfLogSnr(timeline, t))

/** The first t at which noise is no weaker than signal. */
export const equalT = (timeline: Process): number =>
  Array.from({ length: T }, (_, i) => i + 1).find((t) => logSnr(levelAt(timeline, t)) <= 0) ?? T

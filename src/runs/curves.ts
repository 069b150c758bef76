import { levelAt, logSnr, type Process } from '../diffusion'
import { T } from './timeline'

/** A log-SNR beyond ±12 is drawn at the edge; at t = 0 it is infinite. */
const LOG_SNR_EDGE = 12
/** Height of the drawing in its own coordinates; its width is T. */
export const HEIGHT = 100

const pathOf = (height: (t: number) => number): string =>
  Array.from({ length: T / 4 + 1 }, (_, i) => `${i === 0 ? 'M' : 'L'}${4 * i} ${height(4 * i).toFixed(2)}`).join('')

export const heightOfAlphaBar = (timeline: Process, t: number): number =>
  HEIGHT * (1 - levelAt(timeline, t).signal ** 2)

export const heightOfLogSnr = (timeline: Process, t: number): number => {
  const limited = Math.max(-LOG_SNR_EDGE, Math.min(LOG_SNR_EDGE, logSnr(levelAt(timeline, t))))
  return (HEIGHT / 2) * (1 - limited / LOG_SNR_EDGE)
}

/** SVG path of ᾱₜ: 1 at the top, 0 at the bottom. */
export const alphaBarPath = (timeline: Process): string => pathOf((t) => heightOfAlphaBar(timeline, t))
/** SVG path of log-SNR. In the middle it is 0: as much noise as signal. */
export const logSnrPath = (timeline: Process): string => pathOf((t) => heightOfLogSnr(timeline, t))

/** The first t at which noise is no weaker than signal; undefined where it never is. */
export const equalT = (timeline: Process): number | undefined =>
  Array.from({ length: T }, (_, i) => i + 1).find((t) => logSnr(levelAt(timeline, t)) <= 0)

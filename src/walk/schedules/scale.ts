import { alphaBarOf, DRAWN_MOST } from '../../diffusion'
import { EDGE } from './shares'

/** A chart's upright scale: what it shows of a log-SNR, and the log-SNR of a place on it. */
interface Scale {
  readonly of: (lambda: number) => number
  /** @param place from 0, its lower end, to 1. @returns a log-SNR that can be drawn */
  readonly at: (place: number) => number
  /** From 0 to 1. */
  readonly placeOf: (lambda: number) => number
  /** By how much of the scale a key moves a point. */
  readonly step: number
}

const drawable = (lambda: number) => Math.max(-DRAWN_MOST, Math.min(DRAWN_MOST, lambda))
const share = (place: number) => Math.max(0, Math.min(1, place))

export const scales = {
  alphaBar: {
    of: alphaBarOf,
    at: (place) => drawable(Math.log(share(place)) - Math.log1p(-share(place))),
    placeOf: alphaBarOf,
    step: 0.02,
  },
  logSnr: {
    of: (lambda) => Math.max(-EDGE, Math.min(EDGE, lambda)),
    at: (place) => drawable(2 * EDGE * place - EDGE),
    placeOf: (lambda) => share((lambda + EDGE) / (2 * EDGE)),
    step: 0.25 / (2 * EDGE),
  },
} as const satisfies Readonly<Record<string, Scale>>

export type ScaleName = keyof typeof scales

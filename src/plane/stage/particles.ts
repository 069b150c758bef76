import { css } from '../view/colour'
import type { Palette } from '../view/palette'

/** Angles and distances that particles are told apart by. */
const ANGLES = 24
const RINGS = 3

/** A look of particles: its colour and the class whose shape it has. */
export interface Look {
  readonly colour: string
  readonly shape: 0 | 1
}

/** Which look each particle has. */
export interface Crowd {
  readonly looks: readonly Look[]
  /** [particles], index of its look. */
  readonly lookOf: Uint8Array
  /** Particles of each look, by their number. */
  readonly members: readonly Uint32Array[]
}

function crowdOf(looks: readonly Look[], lookOf: Uint8Array): Crowd {
  const members: number[][] = looks.map(() => [])
  for (const [particle, look] of lookOf.entries()) members[look]?.push(particle)
  return { looks, lookOf, members: members.map((of) => Uint32Array.from(of)) }
}

/** Where a start lies on the colour wheel, as the index of its look: by its angle, and how far out. Starts have variance 1 or so. */
export function lookOfStart(x: number, y: number): number {
  const turn = Math.atan2(y, x) / (2 * Math.PI) + 1
  const ring = Math.min(RINGS - 1, Math.floor(Math.hypot(x, y) / 0.8))
  const angle = Math.round(turn * ANGLES) % ANGLES
  return Number.isNaN(angle) ? 0 : ring * ANGLES + angle
}

/**
 * Colours by where each particle began: its angle is the hue, its distance how light. Neighbours at the start have like
 * colours; wherever they mix later, the way there was no map.
 *
 * @param starts [particles·2], in shown coordinates.
 */
export function byStart(starts: Float32Array, { start }: Palette): Crowd {
  const looks = Array.from({ length: ANGLES * RINGS }, (_, i): Look => ({
    colour: css(start(((i % ANGLES) / ANGLES) * 2 * Math.PI, Math.floor(i / ANGLES) / (RINGS - 1))),
    shape: 0,
  }))
  const lookOf = Uint8Array.from({ length: starts.length / 2 }, (_, i) =>
    lookOfStart(starts[2 * i] ?? NaN, starts[2 * i + 1] ?? NaN),
  )
  return crowdOf(looks, lookOf)
}

/** Discs and diamonds. @param labels [particles] */
export function byClass(labels: Uint8Array, { ofClass }: Palette): Crowd {
  return crowdOf(
    [
      { colour: ofClass[0], shape: 0 },
      { colour: ofClass[1], shape: 1 },
    ],
    labels.map((label) => (label > 0 ? 1 : 0)),
  )
}

export const allAlike = (particles: number, { ink }: Palette): Crowd =>
  crowdOf([{ colour: ink, shape: 0 }], new Uint8Array(particles))

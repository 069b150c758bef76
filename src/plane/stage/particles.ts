import { css } from '../view/colour'
import type { Palette } from '../view/palette'

/** How many angles and distances from the middle the colours of particles distinguish. */
const ANGLES = 24
const RINGS = 3

/** How a particle looks: its colour, and the class whose shape it has. */
export interface Look {
  readonly colour: string
  readonly shape: 0 | 1
}

/** The looks of all particles. */
export interface Crowd {
  readonly looks: readonly Look[]
  /** [particles], the index of its look. */
  readonly lookOf: Uint8Array
  /** The indices of the particles of each look. */
  readonly members: readonly Uint32Array[]
}

function crowdOf(looks: readonly Look[], lookOf: Uint8Array): Crowd {
  const members: number[][] = looks.map(() => [])
  for (const [particle, look] of lookOf.entries()) members[look]?.push(particle)
  return { looks, lookOf, members: members.map((particles) => Uint32Array.from(particles)) }
}

/** The index of the look of a particle that began here: by its angle on the colour wheel and its distance. Starts have a variance of about 1. */
export function lookOfStart(x: number, y: number): number {
  const turn = Math.atan2(y, x) / (2 * Math.PI) + 1
  const ring = Math.min(RINGS - 1, Math.floor(Math.hypot(x, y) / 0.8))
  const angle = Math.round(turn * ANGLES) % ANGLES
  return Number.isNaN(angle) ? 0 : ring * ANGLES + angle
}

/**
 * Colours each particle by where it began: the angle gives the hue, the distance the lightness. Neighbours at the start have
 * similar colours; where unlike colours mix later, the path was not a smooth map.
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

/** Colours particles by class, as discs and diamonds. @param labels [particles] */
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

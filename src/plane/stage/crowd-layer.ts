import type { Sheet } from './paint-field'
import type { Crowd } from './particles'
import { makeSprites, type Sprites } from './sprites'
import { paintStamped } from './stamped'
import { type Drawn, drawnAfter, strokesTo, strokeTrails, wandering, type Way } from './trails'
import { toPixels } from './view'
import { placesAt } from './way'

/** Radius of a particle in CSS pixels on a picture of 600, smaller the more there are. */
export const radiusOf = (particles: number): number => (particles <= 20 ? 4.5 : particles <= 200 ? 3 : particles <= 1000 ? 2.2 : 1.8)
/** How much of a trail shows: of many, and of those that wander to and fro, each a little. */
const trailAlpha = (particles: number, wanders: number): number => Math.max(0.03, Math.max(0.2, Math.min(0.75, 7 / Math.sqrt(particles))) / wanders ** 2)

const NONE: Drawn = { known: 0, at: 0 }

/** Particles and their trails, on a canvas each. What was drawn is remembered: a step on draws the step, not the way. */
export interface CrowdLayer {
  /** Draws the trails up to a frame of their way; returns whether some are still to be drawn. */
  trails(sheet: Sheet, way: Way, frame: number): boolean
  /** Draws the particles where they are at a frame, which may lie between two. */
  particles(sheet: Sheet, way: Way, frame: number): void
  /** Draws particles at x_t, [particles·2], scaled by `scale` to be shown. */
  states(sheet: Sheet, xt: Float32Array, scale: number): void
  /** Where the particles were drawn last, in pixels, [particles·2]. */
  places(): Float32Array
  /** The trails are to be drawn again from the start. */
  forget(): void
  /** Other colours for as many particles; trails that are drawn keep theirs. */
  dress(crowd: Crowd): void
}

export function createCrowdLayer(first: Crowd, half: number, outline: string): CrowdLayer {
  const particles = first.lookOf.length
  let crowd = first
  let places: Float32Array = new Float32Array(2 * particles)
  let drawn = NONE
  let sprites: { readonly made: Sprites; readonly radius: number } | undefined
  const put = (sheet: Sheet) => {
    const { ratio, side } = sheet
    const radius = radiusOf(particles) * ratio * Math.max(0.75, Math.min(1.25, side / ratio / 600))
    if (sprites?.radius !== radius) sprites = { made: makeSprites(crowd.looks, { radius, outline }), radius }
    paintStamped(sheet, sprites.made, places, crowd.lookOf)
  }
  return {
    trails: ({ context, side, ratio }, way, frame) => {
      const strokes = strokesTo(drawn, frame, particles)
      if (strokes.clear || drawn.known === 0) context.clearRect(0, 0, side, side)
      context.globalAlpha = trailAlpha(particles, wandering(way, frame))
      context.lineWidth = (particles <= 20 ? 1.6 : 1) * ratio
      strokeTrails(context, way, crowd, strokes)
      drawn = drawnAfter(strokes)
      return drawn.known < particles
    },
    particles: (sheet, way, frame) => {
      placesAt(way, frame, places)
      put(sheet)
    },
    states: (sheet, xt, scale) => {
      places = toPixels({ half, side: sheet.side }, xt, scale, places)
      put(sheet)
    },
    places: () => places,
    forget: () => { drawn = NONE },
    dress: (other) => {
      if (other.looks !== crowd.looks) sprites = undefined
      crowd = other
    },
  }
}

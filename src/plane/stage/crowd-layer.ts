import type { Sheet } from './layers'
import type { Crowd } from './particles'
import { makeSprites, type Sprites } from './sprites'
import { paintSprites } from './paint-sprites'
import { createTrailLayer } from './trail-layer'
import type { Way } from './trails'
import { toPixels } from '../view/view'
import { placesAt } from './way'

/** The radius of a particle in CSS pixels, on a picture of 600 pixels; the more particles, the smaller. */
const radiusOf = (particles: number): number =>
  particles <= 20 ? 4.5 : particles <= 200 ? 3 : particles <= 1000 ? 2.2 : 1.8

/** Particles and their trails, on a canvas each. */
export interface CrowdLayer {
  /** Draws the trails up to a frame of their way; returns whether some are still to be drawn. */
  trails(sheet: Sheet, way: Way, frame: number): boolean
  /** Draws the particles where they are at a frame, which may lie between two. */
  particles(sheet: Sheet, way: Way, frame: number): void
  /** Draws particles at x_t, [particles·2], scaled by `scale` to be shown. */
  states(sheet: Sheet, xt: Float32Array, scale: number): void
  /** Where the particles were drawn last, in pixels, [particles·2]. */
  places(): Float32Array
  /** Makes the next drawing of the trails begin at their start. */
  forget(): void
  /** Gives the same particles other paths. The new trails replace the old ones when all are drawn, so that nothing flickers. */
  renew(): void
  /** Gives the particles other colours; trails that are drawn already keep their colours. */
  dress(crowd: Crowd): void
}

export function createCrowdLayer(first: Crowd, half: number, outline: string): CrowdLayer {
  const particles = first.lookOf.length
  const trails = createTrailLayer(particles)
  let crowd = first
  let places: Float32Array = new Float32Array(2 * particles)
  let sprites: { readonly pictures: Sprites; readonly radius: number } | undefined
  const paint = (sheet: Sheet) => {
    const { ratio, side } = sheet
    const radius = radiusOf(particles) * ratio * Math.max(0.75, Math.min(1.25, side / ratio / 600))
    if (sprites?.radius !== radius) sprites = { pictures: makeSprites(crowd.looks, { radius, outline }), radius }
    paintSprites(sheet, sprites.pictures, places, crowd.lookOf)
  }
  return {
    trails: (sheet, way, frame) => trails.draw(sheet, crowd, way, frame),
    particles: (sheet, way, frame) => {
      placesAt(way, frame, places)
      paint(sheet)
    },
    states: (sheet, xt, scale) => {
      places = toPixels({ half, side: sheet.side }, xt, scale, places)
      paint(sheet)
    },
    places: () => places,
    forget: trails.forget,
    renew: trails.renew,
    dress: (other) => {
      if (other.looks !== crowd.looks) sprites = undefined
      crowd = other
    },
  }
}

import type { Sheet } from './layers'
import type { Crowd } from './particles'
import { makeSprites, type Sprites } from './sprites'
import { paintStamped } from './stamped'
import { type Drawn, drawnAfter, strokesTo, strokeTrails, wandering, type Way } from './trails'
import { toPixels } from '../view/view'
import { placesAt } from './way'

/** Radius of a particle in CSS pixels on a picture of 600, smaller the more there are. */
export const radiusOf = (particles: number): number =>
  particles <= 20 ? 4.5 : particles <= 200 ? 3 : particles <= 1000 ? 2.2 : 1.8
/** How much of a trail shows: of many, and of those that wander to and fro, each a little. */
const trailAlpha = (particles: number, wanders: number): number =>
  Math.max(0.03, Math.max(0.2, Math.min(0.75, 7 / Math.sqrt(particles))) / wanders ** 2)

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
  /** Other ways of the same particles: their trails take the place of those that stand when all are drawn, so that nothing flickers. */
  renew(): void
  /** Other colours for as many particles; trails that are drawn keep theirs. */
  dress(crowd: Crowd): void
}

/** A sheet of the same size that nobody sees. */
function sheetLike(sheet: Sheet): Sheet {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = sheet.side
  return { ...sheet, context: canvas.getContext('2d') ?? sheet.context }
}

export function createCrowdLayer(first: Crowd, half: number, outline: string): CrowdLayer {
  const particles = first.lookOf.length
  let crowd = first
  let places: Float32Array = new Float32Array(2 * particles)
  let drawn = NONE
  /** Trails that are drawn aside, of which nothing is seen yet. */
  let aside: { sheet: Sheet | undefined; drawn: Drawn } | undefined
  let sprites: { readonly made: Sprites; readonly radius: number } | undefined
  const put = (sheet: Sheet) => {
    const { ratio, side } = sheet
    const radius = radiusOf(particles) * ratio * Math.max(0.75, Math.min(1.25, side / ratio / 600))
    if (sprites?.radius !== radius) sprites = { made: makeSprites(crowd.looks, { radius, outline }), radius }
    paintStamped(sheet, sprites.made, places, crowd.lookOf)
  }
  /** Draws some more of the trails; returns how far they are drawn then. */
  const draw = ({ context, side, ratio }: Sheet, way: Way, frame: number, before: Drawn): Drawn => {
    const strokes = strokesTo(before, frame, particles)
    if (strokes.clear || before.known === 0) context.clearRect(0, 0, side, side)
    context.globalAlpha = trailAlpha(particles, wandering(way, frame))
    context.lineWidth = (particles <= 20 ? 1.6 : 1) * ratio
    strokeTrails(context, way, crowd, strokes)
    return drawnAfter(strokes)
  }
  const drawAside = (
    sheet: Sheet,
    way: Way,
    frame: number,
    { drawn: before, sheet: own = sheetLike(sheet) }: NonNullable<typeof aside>,
  ): boolean => {
    aside = { sheet: own, drawn: draw(own, way, frame, before) }
    if (aside.drawn.known < particles) return true
    sheet.context.clearRect(0, 0, sheet.side, sheet.side)
    sheet.context.globalAlpha = 1
    sheet.context.drawImage(own.context.canvas, 0, 0)
    drawn = aside.drawn
    aside = undefined
    return false
  }
  const forget = () => {
    drawn = NONE
    aside = undefined
  }
  return {
    trails: (sheet, way, frame) => {
      if (aside && frame !== drawn.at) forget() // the playhead has moved: what stands is not of this frame
      if (aside) return drawAside(sheet, way, frame, aside)
      drawn = draw(sheet, way, frame, drawn)
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
    forget,
    renew: () => {
      aside = { sheet: undefined, drawn: NONE }
    },
    dress: (other) => {
      if (other.looks !== crowd.looks) sprites = undefined
      crowd = other
    },
  }
}

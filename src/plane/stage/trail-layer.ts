import type { Sheet } from './layers'
import type { Crowd } from './particles'
import { type Drawn, drawnAfter, strokesTo, strokeTrails, wandering, type Way } from './trails'

/** Opacity of a trail: little if there are many trails, or if they wander to and fro. */
const trailAlpha = (particles: number, wanders: number): number =>
  Math.max(0.03, Math.max(0.2, Math.min(0.75, 7 / Math.sqrt(particles))) / wanders ** 2)

const NONE: Drawn = { trailCount: 0, at: 0 }

/** A sheet of the same size that is not on the page. */
function sheetLike(sheet: Sheet): Sheet {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = sheet.side
  return { ...sheet, context: canvas.getContext('2d') ?? sheet.context }
}

/** Draws the trails of so many particles. It remembers what it has drawn, so that one more step draws only that step. */
export function createTrailLayer(particles: number) {
  let extent = NONE
  /** Trails that are drawn out of sight; they replace the visible ones when all are drawn. */
  let hidden: { sheet: Sheet | undefined; drawn: Drawn } | undefined
  /** Draws some more of the trails; returns how far they are drawn then. */
  const drawMore = ({ context, side, ratio }: Sheet, crowd: Crowd, way: Way, frame: number, before: Drawn): Drawn => {
    const strokes = strokesTo(before, frame, particles)
    if (strokes.clear || before.trailCount === 0) context.clearRect(0, 0, side, side)
    context.globalAlpha = trailAlpha(particles, wandering(way, frame))
    context.lineWidth = (particles <= 20 ? 1.6 : 1) * ratio
    strokeTrails(context, way, crowd, strokes)
    return drawnAfter(strokes)
  }
  const drawHidden = (
    sheet: Sheet,
    crowd: Crowd,
    way: Way,
    frame: number,
    { drawn: before, sheet: hiddenSheet = sheetLike(sheet) }: NonNullable<typeof hidden>,
  ): boolean => {
    hidden = { sheet: hiddenSheet, drawn: drawMore(hiddenSheet, crowd, way, frame, before) }
    if (hidden.drawn.trailCount < particles) return true
    sheet.context.clearRect(0, 0, sheet.side, sheet.side)
    sheet.context.globalAlpha = 1
    sheet.context.drawImage(hiddenSheet.context.canvas, 0, 0)
    extent = hidden.drawn
    hidden = undefined
    return false
  }
  const forget = () => {
    extent = NONE
    hidden = undefined
  }
  return {
    /** Draws the trails up to a frame of their way; returns whether some are still to be drawn. */
    draw: (sheet: Sheet, crowd: Crowd, way: Way, frame: number): boolean => {
      if (hidden && frame !== extent.at) forget() // the playhead has moved: the visible trails are not of this frame
      if (hidden) return drawHidden(sheet, crowd, way, frame, hidden)
      extent = drawMore(sheet, crowd, way, frame, extent)
      return extent.trailCount < particles
    },
    forget,
    renew: () => {
      hidden = { sheet: undefined, drawn: NONE }
    },
  }
}

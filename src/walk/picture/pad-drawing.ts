import type { Point, Stroke } from './stroke-ink'

/** The strokes on the drawing pad, and their history for undo and redo. */
interface PadDrawing {
  readonly strokes: readonly Stroke[]
  /** The strokes before each change, oldest first. */
  readonly past: readonly (readonly Stroke[])[]
  /** The strokes that were undone, the latest last. */
  readonly future: readonly (readonly Stroke[])[]
}

export const emptyPad: PadDrawing = { strokes: [], past: [], future: [] }

const withChange = ({ strokes, past }: PadDrawing, to: readonly Stroke[]): PadDrawing => ({
  strokes: to,
  past: [...past, strokes],
  future: [],
})

export const addStroke = (drawing: PadDrawing, stroke: Stroke): PadDrawing =>
  withChange(drawing, [...drawing.strokes, stroke])
export const clearPad = (drawing: PadDrawing): PadDrawing =>
  drawing.strokes.length === 0 ? drawing : withChange(drawing, [])

/** Continues the last stroke to a point. */
export const extendStroke = (drawing: PadDrawing, point: Point): PadDrawing => ({
  ...drawing,
  strokes: [...drawing.strokes.slice(0, -1), [...(drawing.strokes.at(-1) ?? []), point]],
})

/** Discards the last stroke, which was begun by mistake, without a step of the history. */
export function discardStroke(drawing: PadDrawing): PadDrawing {
  const strokes = drawing.past.at(-1)
  return strokes ? { ...drawing, strokes, past: drawing.past.slice(0, -1) } : drawing
}

export function undo({ strokes, past, future }: PadDrawing): PadDrawing {
  const before = past.at(-1)
  return before ? { strokes: before, past: past.slice(0, -1), future: [...future, strokes] } : { strokes, past, future }
}

export function redo({ strokes, past, future }: PadDrawing): PadDrawing {
  const after = future.at(-1)
  return after ? { strokes: after, past: [...past, strokes], future: future.slice(0, -1) } : { strokes, past, future }
}

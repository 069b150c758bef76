import type { Point, Stroke } from './stroke-ink'

/** What is drawn on a pad, and what was and will be again, by undo and redo. */
interface Drawn {
  readonly strokes: readonly Stroke[]
  /** What was drawn before each change, oldest first. */
  readonly past: readonly (readonly Stroke[])[]
  /** What was undone, the last one last. */
  readonly future: readonly (readonly Stroke[])[]
}

export const nothingDrawn: Drawn = { strokes: [], past: [], future: [] }

const changed = ({ strokes, past }: Drawn, to: readonly Stroke[]): Drawn => ({
  strokes: to,
  past: [...past, strokes],
  future: [],
})

export const withStroke = (drawn: Drawn, stroke: Stroke): Drawn => changed(drawn, [...drawn.strokes, stroke])
export const cleared = (drawn: Drawn): Drawn => (drawn.strokes.length === 0 ? drawn : changed(drawn, []))

/** The last stroke goes on to a point. */
export const extended = (drawn: Drawn, point: Point): Drawn => ({
  ...drawn,
  strokes: [...drawn.strokes.slice(0, -1), [...(drawn.strokes.at(-1) ?? []), point]],
})

/** A stroke that was begun by mistake: it was never there. */
export function givenUp(drawn: Drawn): Drawn {
  const strokes = drawn.past.at(-1)
  return strokes ? { ...drawn, strokes, past: drawn.past.slice(0, -1) } : drawn
}

export function undone({ strokes, past, future }: Drawn): Drawn {
  const before = past.at(-1)
  return before ? { strokes: before, past: past.slice(0, -1), future: [...future, strokes] } : { strokes, past, future }
}

export function redone({ strokes, past, future }: Drawn): Drawn {
  const after = future.at(-1)
  return after ? { strokes: after, past: [...past, strokes], future: future.slice(0, -1) } : { strokes, past, future }
}

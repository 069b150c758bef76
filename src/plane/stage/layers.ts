/** The context of a square canvas, and the sizes that drawing on it needs. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D
  /** The side of the canvas, in its own pixels. */
  readonly side: number
  /** How many of its pixels one CSS pixel has along a side. */
  readonly ratio: number
}

/** The most pixels for a CSS pixel: more would cost time without a visible gain. */
const MOST_RATIO = 2

/** The sheet of a canvas, with as many pixels as the screen shows of it; undefined if it has no size or no context. A change of size clears it. */
export function sheetOf(canvas: HTMLCanvasElement): Sheet | undefined {
  const ratio = Math.min(MOST_RATIO, devicePixelRatio)
  const side = Math.round(canvas.clientWidth * ratio)
  const context = canvas.getContext('2d')
  if (!context || side === 0) return undefined
  if (canvas.width !== side || canvas.height !== side) canvas.width = canvas.height = side
  return { context, side, ratio }
}

/** Calls `draw` once in the next animation frame, however often `ask` is called. */
export function onceAFrame(draw: (now: number) => void): { ask(): void; end(): void } {
  let due = 0
  return {
    ask: () => {
      due ||= requestAnimationFrame((now) => {
        due = 0
        draw(now)
      })
    },
    end: () => {
      cancelAnimationFrame(due)
      due = 0
    },
  }
}

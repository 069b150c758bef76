/** A canvas's context with the sizes that everything on it goes by. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D
  /** Of the square canvas, in its own pixels. */
  readonly side: number
  /** Its pixels in a CSS pixel. */
  readonly ratio: number
}

/** More would cost time that nobody sees. */
const MOST_RATIO = 2

/** A canvas's sheet, of as many pixels as it is shown at; undefined where it has no size or no context. A new size clears it. */
export function sheetOf(canvas: HTMLCanvasElement): Sheet | undefined {
  const ratio = Math.min(MOST_RATIO, devicePixelRatio)
  const side = Math.round(canvas.clientWidth * ratio)
  const context = canvas.getContext('2d')
  if (!context || side === 0) return undefined
  if (canvas.width !== side || canvas.height !== side) canvas.width = canvas.height = side
  return { context, side, ratio }
}

/** Calls `draw` in the next animation frame, once, however often it is asked. */
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

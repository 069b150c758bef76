import { textFamily } from '../../ui/fonts'
import type { StagePicture } from '../run/stage-pictures'

// What sheets and films are made of. It knows pictures and words, and no run: whoever has several runs makes several rows.

/** A picture, and the lines that stand below it. */
export interface Cell {
  /** Undefined leaves its place empty. */
  readonly picture: StagePicture | undefined
  readonly lines: readonly string[]
}

/** Cells side by side: frames of one run, or one frame of several. */
export interface Row {
  /** Stands above them. */
  readonly name?: string
  readonly cells: readonly Cell[]
}

/** Light, whatever theme is on: what is taken away is printed and put on slides. Greys alone, so that a GIF of grey pictures is exact. */
export const PAPER = { ground: '#ffffff', ink: '#1c1c1c', soft: '#5e5e5e' } as const

/** Sizes of a grid of cells, in pixels. */
export interface Grid {
  /** By which a picture's pixels are enlarged. */
  readonly factor: number
  /** Of the letters. */
  readonly font: number
  /** Of the largest picture. */
  readonly picture: number
  readonly cell: { readonly width: number; readonly height: number }
  readonly gap: number
}

const [LEAST_FONT, MOST_FONT] = [12, 24]
/** Height of a line, in heights of its letters. */
export const LINE = 1.35

/** Side of some pictures side by side in a square, with one pixel between them, in pixels of theirs. */
export const sideOf = ({ samples, shape }: Pick<StagePicture, 'samples' | 'shape'>): number => {
  const columns = Math.ceil(Math.sqrt(samples))
  return columns * shape.size + columns - 1
}

export const fontOf = (size: number, weight = 400): string => `${weight} ${size}px ${textFamily}`

/**
 * The sizes of cells that are drawn with a factor.
 *
 * @param widthOf how wide a line is in letters of a size; where it is given, cells are as wide as their lines
 */
export function gridOf(
  cells: readonly Cell[],
  factor: number,
  widthOf: (line: string, font: number) => number = () => 0,
): Grid {
  const picture = factor * Math.max(1, ...cells.map((cell) => (cell.picture ? sideOf(cell.picture) : 1)))
  const font = Math.round(Math.max(LEAST_FONT, Math.min(MOST_FONT, picture / 16)))
  const lines = Math.max(0, ...cells.map((cell) => cell.lines.length))
  const widest = Math.max(0, ...cells.flatMap((cell) => cell.lines.map((line) => widthOf(line, font))))
  return {
    factor,
    font,
    picture,
    cell: { width: Math.ceil(Math.max(picture, widest)), height: Math.ceil(picture + lines * LINE * font + font / 3) },
    gap: font,
  }
}

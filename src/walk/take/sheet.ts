import { type Cell, fontOf, type Grid, gridOf, LINE, PAPER, type Row } from './cells'
import { evenly, MOST_CANVAS } from './limits'
import { lightCanvas, paintCell, writeLine } from './paint-cells'

/** A contact sheet: rows of pictures with captions, a title above and lines below. */
interface Sheet {
  readonly title: string
  readonly rows: readonly Row[]
  /** Stand below: the settings in words, the link. */
  readonly foot: readonly string[]
}

/** How wide a line is in letters of a size, in pixels. */
type LineWidth = (line: string, font: number) => number

interface SheetSize {
  readonly grid: Grid
  readonly width: number
  readonly height: number
}

/** Width against height of a sheet whose rows are broken. */
const ASPECT = 1.5
/** Factors that a sheet can be drawn with. */
export const SHEET_FACTORS = [2, 4, 8] as const

const titleFont = ({ font }: Grid) => Math.round(1.4 * font)

/** A sheet is at least so many letters' heights wide, so that its lines have room. */
const LEAST_WIDTH = 36

/** A line broken where it gets too wide: between words, and within one that is wider by itself, such as a link. */
function brokenLine(line: string, width: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = []
  let rest = line
  while (widthOf(rest) > width && rest.length > 1) {
    let end = Math.max(1, Math.floor((rest.length * width) / widthOf(rest)))
    while (end > 1 && widthOf(rest.slice(0, end)) > width) end -= 1
    const space = rest.lastIndexOf(' ', end)
    lines.push(rest.slice(0, space > 0 ? space : end))
    rest = rest.slice(space > 0 ? space + 1 : end)
  }
  return [...lines, rest]
}

/** A sheet with its lines broken, and its size when it is drawn with this grid. */
function sized(sheet: Sheet, grid: Grid, widthOf: LineWidth): SheetSize & { readonly sheet: Sheet } {
  const { cell, gap, font } = grid
  const columns = Math.max(1, ...sheet.rows.map(({ cells }) => cells.length))
  const inner = Math.ceil(Math.max(columns * (cell.width + gap) - gap, LEAST_WIDTH * font))
  const foot = sheet.foot.flatMap((line) => brokenLine(line, inner, (piece) => widthOf(piece, font)))
  const names = sheet.rows.filter(({ name }) => name).length
  const text = LINE * (titleFont(grid) + font * (names + foot.length))
  const height = Math.ceil(2.5 * gap + text + sheet.rows.length * (cell.height + gap))
  return { sheet: { ...sheet, foot }, grid, width: inner + 2 * gap, height }
}

const fits = ({ width, height }: SheetSize): boolean =>
  Math.max(width, height) <= MOST_CANVAS.side && width * height <= MOST_CANVAS.area

/** Cells broken into rows, so that the sheet is somewhat wider than high. */
export function broken(cells: readonly Cell[], { cell, gap }: Grid): readonly Row[] {
  const columns = Math.ceil(Math.sqrt((ASPECT * cells.length * (cell.height + gap)) / (cell.width + gap)))
  return Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) => ({
    cells: cells.slice(i * columns, (i + 1) * columns),
  }))
}

/** A sheet that a canvas can hold: with smaller pictures where need be, and where those do not help, with fewer. */
export interface FittedSheet extends SheetSize {
  readonly sheet: Sheet
  /** How many of the wanted cells it has. */
  readonly shownCount: number
}

/** Where a sheet's cells come from: frames of a run, each made when it is wanted. */
interface CellSource {
  readonly last: number
  readonly at: (place: number) => Cell
}

/**
 * Makes a sheet fit: by smaller pictures, and where that is not enough, by fewer.
 *
 * @param make the sheet of some cells, drawn with this grid
 * @param count how many cells are wanted
 * @param factor that is wanted
 */
export function fittedSheet(
  make: (cells: readonly Cell[], grid: Grid) => Sheet,
  { last, at }: CellSource,
  count: number,
  factor: number,
  widthOf: LineWidth,
): FittedSheet {
  for (let shownCount = Math.min(count, last + 1); ; shownCount = Math.floor(0.9 * shownCount)) {
    const cells = evenly(shownCount, last).map(at)
    for (let smaller = factor; smaller >= 1; smaller = Math.floor(smaller / 2)) {
      const grid = gridOf(cells, smaller, widthOf)
      const sizedSheet = sized(make(cells, grid), grid, widthOf)
      if (fits(sizedSheet) || shownCount <= 1) return { ...sizedSheet, shownCount: cells.length }
    }
  }
}

/** How wide lines are in the page's letters. */
export function lineWidths(): LineWidth {
  const context = lightCanvas(1, 1)
  return (line, font) => {
    context.font = fontOf(font)
    return context.measureText(line).width
  }
}

/** Paints a sheet. */
export function paintSheet({ sheet, grid, width, height }: FittedSheet): HTMLCanvasElement {
  const context = lightCanvas(width, height)
  const { gap, font, cell } = grid
  const inner = width - 2 * gap
  let y = gap
  const write = (line: string, size: number, colour: string) => {
    context.fillStyle = colour
    writeLine(context, line, gap, y + size, inner, size)
    y += LINE * size
  }
  write(sheet.title, titleFont(grid), PAPER.ink)
  y += gap / 2
  for (const { name, cells } of sheet.rows) {
    if (name) write(name, font, PAPER.ink)
    cells.forEach((each, i) => {
      paintCell(context, each, grid, gap + i * (cell.width + gap), y)
    })
    y += cell.height + gap
  }
  for (const line of sheet.foot) write(line, font, PAPER.soft)
  return context.canvas
}

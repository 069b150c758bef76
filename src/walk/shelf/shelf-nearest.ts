/** How many pictures a part shows side by side. */
const COLUMNS = 10

/** A part of a picture, as the CSS style of an element that shows only this part. */
export interface Part {
  readonly aspectRatio: string
  readonly backgroundSize: string
  readonly backgroundPosition: string
}

const position = (i: number, count: number): string => `${count > 1 ? (100 * i) / (count - 1) : 0}%`

/**
 * Cuts a picture of rows of samples, each over the row of their nearest training pictures, into parts of ten pairs, in the
 * order of reading.
 *
 * @param size side of one sample, in pixels
 * @returns none if the picture's size does not fit
 */
export function partsOf(
  { width, height }: { readonly width: number; readonly height: number },
  size: number,
): readonly Part[] {
  const [columns, rows] = [width / (size * COLUMNS), height / (size * 2)]
  if (!Number.isInteger(columns) || !Number.isInteger(rows)) return []
  return Array.from({ length: rows * columns }, (_, i) => ({
    aspectRatio: `${COLUMNS} / 2`,
    backgroundSize: `${100 * columns}% ${100 * rows}%`,
    backgroundPosition: `${position(i % columns, columns)} ${position(Math.floor(i / columns), rows)}`,
  }))
}

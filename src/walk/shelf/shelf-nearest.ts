/** Pictures that are shown side by side. */
const COLUMNS = 10

/** A part of a picture: what of it is seen, as a style of whatever shows it. */
export interface Part {
  readonly aspectRatio: string
  readonly backgroundSize: string
  readonly backgroundPosition: string
}

const at = (i: number, count: number): string => `${count > 1 ? (100 * i) / (count - 1) : 0}%`

/**
 * Cuts a picture of rows of samples, each over the row of their nearest training pictures, into parts of ten pairs, in the
 * order of reading.
 *
 * @param size side of a picture on it, as width and height in pixels
 * @returns none where it is no such picture
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
    backgroundPosition: `${at(i % columns, columns)} ${at(Math.floor(i / columns), rows)}`,
  }))
}

import { pointsCsv } from '../../src/plane/data/export-points'
import { openPoints } from '../../src/plane/data/read/open-points'
import { sortFiles } from '../../src/walk/shelf/sort-files'

/** What goes through a door: the file of a case, under its name. */
type Door = (file: File) => Promise<object>

/** The plane's: points of a file, or of a text as if it were one. */
const points: Door = async (file) => {
  const result = await openPoints(file, file.name, { seed: 0, asData: [] })
  if ('code' in result) return { refused: result.code, ...result.details }
  const original = [...(result.original ?? [])]
  return {
    points: Array.from(result.points.labels, (_, i) => original.slice(2 * i, 2 * i + 2)), labels: [...result.points.labels],
    left: result.left.map(({ kind }) => kind), csv: pointsCsv(result),
  }
}

/** The walk's: where a file goes that is dropped there. */
const walk: Door = async (file) => {
  const sorted = await sortFiles([[file.name, file]])
  return { goes: sorted.kind, ...(sorted.kind === 'elsewhere' && { kind: sorted.fileKind }) }
}

/** Every door that a case may name: the functions that the page itself calls. */
export const doors: Readonly<Record<string, Door>> = { points, walk }

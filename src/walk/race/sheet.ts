import { pageLink } from '../../shell/page-link'
import { raceText } from '../../i18n/race'
import { integer } from '../../i18n/format/numbers'
import { lastRecorded } from '../../runs/run'
import { writeLink } from '../run/link'
import type { WalkRun } from '../run/walk-run'
import type { Cell, Row } from '../take/cells'
import type { MakeFile } from '../take/export-job'
import { type FittedSheet, fittedSheet, lineWidths, paintSheet } from '../take/sheet'
import { toPng } from '../take/to-png'
import { type Fact, runFrames } from '../take/walk-cells'
import { demandCanvas } from '../take/walk-pictures'
import { frameAt, type Lane, shareAt } from './lanes'

/** Pictures of each lane. */
const COLUMNS = 8
/** By which a picture's pixels are enlarged, where a canvas is large enough. */
const FACTOR = 4
const FACTS: readonly Fact[] = ['t', 'evaluations']
const EMPTY: Cell = { picture: undefined, lines: [] }
/** Rounding of shares. */
const CLOSE = 1e-9

/** The frames of a lane at even shares of its cost; none where it has not come yet. */
function cellsOf(run: WalkRun, count: number): readonly Cell[] {
  const frames = runFrames(run)
  const reached = shareAt(run, Math.max(0, lastRecorded(run)))
  return Array.from({ length: count }, (_, i) => {
    const share = i / Math.max(1, count - 1)
    return share > reached + CLOSE ? EMPTY : frames.at(frameAt(run, share), FACTS)
  })
}

/** A race as rows of a sheet: a lane each, from noise on the left to data, at equal shares of their cost below each other. */
export const raceSheetRows = (
  lanes: readonly Pick<Lane, 'run'>[],
  titles: readonly string[],
  count: number,
): readonly Row[] =>
  lanes.map(({ run }, place) => ({
    name: raceText.title.lane(place + 1, titles[place] ?? ''),
    cells: cellsOf(run, count),
  }))

const linkOf = ({ run }: Pick<Lane, 'run'>): string => pageLink(writeLink(run.settings))

/** The contact sheet of a race, as large as a canvas can be. */
function raceSheet(lanes: readonly Lane[], titles: readonly string[]): FittedSheet {
  const rows = raceSheetRows(lanes, titles, COLUMNS)
  const widest = lanes.reduce((most, { run }, i) => (run.shape.size > (lanes[most]?.run.shape.size ?? 0) ? i : most), 0)
  return fittedSheet(
    (cells) => ({
      title: raceText.sheet.title,
      rows: raceSheetRows(lanes, titles, cells.length),
      foot: lanes.map((lane, place) => `${integer(place + 1)}: ${linkOf(lane)}`),
    }),
    { last: COLUMNS - 1, at: (column) => rows[widest]?.cells[column] ?? EMPTY },
    COLUMNS,
    FACTOR,
    lineWidths(),
  )
}

/** Makes a PNG of the contact sheet, with the link of each lane. */
export const makeRaceSheet =
  (lanes: readonly Lane[], titles: readonly string[]): MakeFile =>
  async () => {
    demandCanvas()
    return {
      name: 'race-sheet.png',
      file: await toPng(paintSheet(raceSheet(lanes, titles)), lanes.map(linkOf).join('\n')),
    }
  }

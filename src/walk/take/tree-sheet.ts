import { placesOf } from '../../runs/places'
import { nearestFrame } from '../../runs/playback'
import { lastRecorded } from '../../runs/run'
import { T } from '../../runs/timeline'
import type { Player } from '../run/player'
import type { WalkRun } from '../run/walk-run'
import { differencesOf } from '../tree/differences'
import { nameOf } from '../tree/names'
import { type Row as TreeRow, rowsOf, runOf } from '../tree/rows'
import type { Cell, Row } from './cells'
import { type Fact, runFrames } from './walk-cells'

const EMPTY: Cell = { picture: undefined, lines: [] }

/** The frames of a run nearest to places of the timeline; none where it has not come yet, nor where its past is another run's. */
function cellsOf(
  run: WalkRun | undefined,
  { join }: TreeRow,
  places: readonly number[],
  facts: readonly Fact[],
): Cell[] {
  if (!run) return places.map(() => EMPTY)
  const [ownPlaces, recorded, frames] = [placesOf(run.times), lastRecorded(run), runFrames(run)]
  const reached = Math.min(...ownPlaces.slice(0, recorded + 1))
  const spacing = T / Math.max(1, places.length - 1) / 2
  return places.map((t) =>
    (join && t > join.t) || t < reached - spacing ? EMPTY : frames.at(nearestFrame(ownPlaces, recorded, t), facts),
  )
}

/** The tree as rows of a sheet: a run each, from noise on the left to data, at so many places of the timeline. */
export function treeSheetRows(player: Player, count: number, facts: readonly Fact[]): readonly Row[] {
  const rows = rowsOf(player.store.getState().settings)
  const places = Array.from({ length: count }, (_, i) => T * (1 - i / Math.max(1, count - 1)))
  return rows
    .filter(({ branch }) => branch.isShown)
    .map((row) => {
      const leaves = rows.find(({ branch }) => branch.id === row.join?.from)
      const name = [nameOf(row.branch), ...differencesOf(row, leaves)].join(' · ')
      return { name, cells: cellsOf(runOf(player, row.branch), row, places, facts) }
    })
}

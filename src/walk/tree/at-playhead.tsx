import { useMemo } from 'react'
import { treeText } from '../../i18n/tree'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { modelOf } from '../model/models'
import { usePlayer } from '../run/context'
import type { Player } from '../run/player'
import { runPicture } from '../run/stage-pictures'
import type { WalkState } from '../run/store'
import { usePainter } from '../run/use-painter'
import { choose, frameAtPlayhead } from './actions'
import { nameOf } from './names'
import { type Row, runOf } from './rows'
import styles from './tree.module.css'

/** A painter of a run's frame at the playhead; it paints when that is another one. */
function picturePainter({ branch }: Row) {
  let painted: readonly unknown[] = []
  return (canvas: HTMLCanvasElement, player: Player, { settings }: WalkState) => {
    const run = runOf(player, branch)
    const index = run ? frameAtPlayhead(player, branch) : -1
    const frame = run?.frames[index]
    if (painted[0] === frame && painted[1] === canvas) return
    painted = [frame, canvas]
    const picture = run && runPicture(run, index)
    paintPicture(canvas, picture?.bytes, picture?.shape ?? modelOf(settings), picture?.samples)
  }
}

function AtPlayhead({ row, chosen: isChosen }: { row: Row; chosen: boolean }) {
  const player = usePlayer()
  const paint = useMemo(() => picturePainter(row), [row])
  const canvas = usePainter(paint)
  const name = nameOf(row.branch)
  return (
    <li>
      <button
        type="button"
        className={styles.picture}
        aria-pressed={isChosen}
        onClick={() => {
          choose(player, row.branch)
        }}
      >
        <PixelCanvas ref={canvas} label={treeText.picture(name)} />
        <span>{name}</span>
      </button>
    </li>
  )
}

/** The pictures of all runs that are shown, at the noise level of the playhead. A press chooses one. */
export function PicturesAtPlayhead({ rows, chosen: chosenId }: { rows: readonly Row[]; chosen: number }) {
  return (
    <ul className={styles.pictures} aria-label={treeText.atPlayhead}>
      {rows.map((row) => (
        <AtPlayhead key={row.branch.id} row={row} chosen={row.branch.id === chosenId} />
      ))}
    </ul>
  )
}

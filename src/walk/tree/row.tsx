import { type CSSProperties, useMemo, useRef, useState } from 'react'
import { treeText } from '../../i18n/tree'
import { lastRecorded, stepsOf } from '../../runs/run'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { usePlayer, useWalk } from '../run/context'
import type { Player } from '../run/player'
import { paintRunStrip } from '../run/strips'
import { usePainter } from '../run/use-painter'
import { choose, describe, remove } from './actions'
import { TREE } from './branching'
import { agreementOf } from './computed-again'
import { nameOf } from './names'
import { type Row as TreeRow, runOf } from './rows'
import styles from './tree.module.css'

/** A painter of a run's film, beside what it shares with the run that it leaves; it paints when the film has changed. */
function filmPainter({ branch, join }: TreeRow, columns: number) {
  let painted: unknown = null // of a run that is not known yet, the empty film is painted once
  return (canvas: HTMLCanvasElement, player: Player) => {
    const run = runOf(player, branch)
    if (painted === run) return
    painted = run
    if (run) paintRunStrip(canvas, run, columns, join?.t)
    else canvas.width = columns // clears it
  }
}

function Film({ row, columns }: { row: TreeRow; columns: number }) {
  const paint = useMemo(() => filmPainter(row, columns), [row, columns])
  const canvas = usePainter(paint)
  return (
    <PixelCanvas
      ref={canvas}
      label={treeText.strip(nameOf(row.branch))}
      className={styles.film ?? ''}
      style={{ aspectRatio: columns }}
    />
  )
}

function Rename({ row: { branch }, onDone }: { row: TreeRow; onDone: () => void }) {
  const player = usePlayer()
  const [name, setName] = useState(nameOf(branch))
  const ended = useRef(false)
  /** Ends it once: the focus that then leaves the field changes nothing more. */
  const end = (change: boolean) => {
    if (ended.current) return
    ended.current = true
    if (change && name !== nameOf(branch)) describe(player, branch, { name: name.trim() })
    onDone()
  }
  return (
    <input
      className={styles.input}
      aria-label={treeText.name}
      value={name}
      maxLength={40}
      autoFocus
      onChange={({ target }) => {
        setName(target.value)
      }}
      onBlur={() => {
        end(true)
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter') end(true)
        if (key === 'Escape') end(false)
      }}
    />
  )
}

/** How much of a run there is; of one that was computed again, how well its frames agree with those that it had. */
function useExtent({ branch }: TreeRow): string {
  const player = usePlayer()
  const run = useWalk(() => runOf(player, branch))
  if (!run) return treeText.notKept
  const [recorded, total] = [lastRecorded(run), stepsOf(run)]
  const agreement = agreementOf(player, run)
  const extent = recorded >= total ? treeText.complete : treeText.frames(recorded, total)
  return agreement ? `${extent} · ${treeText.again[agreement]}` : extent
}

interface RowProps {
  row: TreeRow
  chosen: boolean
  /** The run that it leaves, and how many rows above it that stands. */
  leaves: TreeRow | undefined
  up: number
  differences: readonly string[]
  columns: number
}

/** A run of the tree: its name, what it changed of the run that it leaves, and its film from there on. */
export function Row({ row, chosen: isChosen, leaves, up, differences, columns }: RowProps) {
  const player = usePlayer()
  const [renaming, setRenaming] = useState(false)
  const extent = useExtent(row)
  const { branch, join } = row
  const name = nameOf(branch)
  const words = treeText
  const until = row.settings.past.at(-1)?.until
  const alone = until === undefined ? words.begins : words.pastUntil(until)
  const changes = join && leaves ? (differences.length > 0 ? differences.join(' · ') : words.same) : alone
  const about = [join && leaves && words.leaves(nameOf(leaves.branch), join.at), extent].filter(Boolean).join(' · ')
  const stem = join && ({ '--t': `${(join.t / T) * 100}%`, '--up': up } as CSSProperties)
  return (
    <li className={styles.row} data-chosen={isChosen}>
      <div className={styles.words}>
        {renaming ? (
          <Rename
            row={row}
            onDone={() => {
              setRenaming(false)
              focusTree()
            }}
          />
        ) : (
          <Button
            kind="quiet"
            name={name}
            explain={words.chooseExplain}
            pressed={isChosen}
            onPress={() => {
              choose(player, branch)
            }}
          />
        )}
        <span className={styles.about}>
          <strong>{changes}</strong> · <span>{about}</span>
        </span>
        <RowButtons
          row={row}
          onRename={() => {
            setRenaming(true)
          }}
        />
      </div>
      <div className={styles.track}>
        {stem && <i className={styles.stem} style={stem} aria-hidden="true" />}
        {branch.isShown && <Film row={row} columns={columns} />}
      </div>
    </li>
  )
}

/** The focus stays in the tree when what had it is gone. */
const focusTree = () => {
  document.getElementById(TREE)?.focus({ preventScroll: true })
}

function RowButtons({ row: { branch }, onRename }: { row: TreeRow; onRename: () => void }) {
  const player = usePlayer()
  const words = treeText
  const name = nameOf(branch)
  return (
    <span className={styles.buttons}>
      <Button
        kind="quiet"
        name={branch.isShown ? words.hideRun(name) : words.showRun(name)}
        icon={<span>{branch.isShown ? words.hide : words.show}</span>}
        explain={words.showExplain}
        onPress={() => {
          describe(player, branch, { isShown: !branch.isShown })
        }}
      />
      <Button kind="quiet" name={words.rename(name)} icon={<span>{words.renameShort}</span>} onPress={onRename} />
      <Button
        kind="quiet"
        name={words.remove(name)}
        icon={<span>{words.removeShort}</span>}
        explain={words.removeExplain}
        onPress={() => {
          focusTree() // the button goes with its row
          remove(player, branch)
        }}
      />
    </span>
  )
}

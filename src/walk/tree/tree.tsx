import { useEffect, useMemo, useRef, useState } from 'react'
import { treeText } from '../../i18n/tree'
import { T } from '../../runs/timeline'
import { useWidth } from '../../shell/use-width'
import { Button } from '../../ui/button'
import { useChosen, usePlayer, useWalk } from '../run/context'
import { bytesOfRuns, mostKeptBytes } from '../run/kept-runs'
import { patchSettings, type Player, watchedRun } from '../run/player'
import { pause } from '../../runs/playback'
import { sameRun, type Settings } from '../model/settings'
import { nameOf } from './names'
import { keepOnly } from './actions'
import { rememberDropped } from './computed-again'
import { PicturesAtPlayhead } from './at-playhead'
import { differencesOf } from './differences'
import { finishAll, isComplete } from './finish'
import { followPast } from './keep-past'
import { linkedTree, MOST_LINKED } from './link-text'
import { TREE } from './branching'
import { Row } from './row'
import { type Row as TreeRow, rowsOf } from './rows'
import styles from './tree.module.css'

/** Height of a film, in CSS pixels. */
const FILM = 30

/** Keeps past and settings together while there is a tree. @returns whether the change that led here made the run begin by itself */
function useKeptPast(player: Player): boolean {
  const [dropped, setDropped] = useState<Settings>()
  const isStill = useWalk(({ settings }) => dropped?.branch === settings.branch && sameRun(dropped, settings))
  useEffect(() => {
    patchSettings(player, {}) // the address was written before this part knew how to
    return followPast(player, setDropped)
  }, [player])
  return isStill
}

/** One playhead over all films. */
function Playhead() {
  const player = usePlayer()
  const t = useWalk(({ settings }) => watchedRun(player).times[settings.frame] ?? T)
  return <i className={styles.playhead} style={{ left: `${(t / T) * 100}%` }} aria-hidden="true" />
}

function Rows({ rows, chosen: chosenId }: { rows: readonly TreeRow[]; chosen: number }) {
  const list = useRef<HTMLOListElement>(null)
  const columns = Math.max(6, Math.round(useWidth(list) / FILM))
  return (
    <ol ref={list} className={styles.rows}>
      {rows.map((row, place) => {
        const above = rows.findIndex(({ branch }) => branch.id === row.join?.from)
        return (
          <Row
            key={row.branch.id}
            row={row}
            chosen={row.branch.id === chosenId}
            leaves={rows[above]}
            up={place - above}
            differences={differencesOf(row, rows[above])}
            columns={columns}
          />
        )
      })}
      <Playhead />
    </ol>
  )
}

/** Computes what is missing of all runs, says how far it is, and stops. */
function Finish({ rows }: { rows: readonly TreeRow[] }) {
  const player = usePlayer()
  const [running, setRunning] = useState(false)
  const isMissing = useWalk(() => rows.some(({ branch }) => !isComplete(player, branch)))
  const { recorded, total } = useWalk(({ run }) => run)
  const chosenId = useWalk(({ settings }) => settings.branch)
  const name = rows.find(({ branch }) => branch.id === chosenId)
  const words = treeText
  const press = () => {
    if (running) pause(player)
    else {
      setRunning(true)
      void finishAll(player).then(() => {
        setRunning(false)
      })
    }
  }
  return (
    <>
      <Button
        name={running ? words.stop : words.finish}
        explain={running ? words.stopExplain : words.finishExplain}
        unavailable={!running && !isMissing}
        onPress={press}
      />
      <p role="note">{running && name && words.progress(nameOf(name.branch), recorded, total)}</p>
    </>
  )
}

function Foot({ rows, leftOut }: { rows: readonly TreeRow[]; leftOut: number }) {
  const player = usePlayer()
  const keptRuns = useWalk(() => player.keptRuns)
  const watched = useWalk(() => watchedRun(player))
  const bytes = useMemo(() => bytesOfRuns([...keptRuns, watched]), [keptRuns, watched]) // over all frames: not with every move
  const words = treeText
  return (
    <div className={styles.foot}>
      <Finish rows={rows} />
      <Button
        name={words.clear}
        explain={words.clearExplain}
        onPress={() => {
          keepOnly(player)
        }}
      />
      <p>
        {words.memory(bytes, mostKeptBytes())} {leftOut > 0 && words.leftOut(leftOut, MOST_LINKED)}
      </p>
    </div>
  )
}

/** The tree of runs: which leaves which, and where; their films under one playhead, and their pictures at it. */
export function Tree() {
  const player = usePlayer()
  const dropped = useKeptPast(player)
  useEffect(() => rememberDropped(player), [player])
  const settings = useChosen()
  const { branches, branch } = settings
  const rows = useMemo(() => rowsOf({ ...settings, frame: 0 }), [settings])
  const shownRows = useMemo(() => rows.filter((row) => row.branch.isShown), [rows])
  const { leftOut } = useMemo(() => linkedTree(branches, branch), [branches, branch])
  return (
    <section id={TREE} tabIndex={-1} className={styles.tree} aria-labelledby="tree-title">
      <div className={styles.heading}>
        <h2 id="tree-title">{treeText.title}</h2>
        <p>{dropped ? treeText.dropped : treeText.intro}</p>
      </div>
      <PicturesAtPlayhead rows={shownRows} chosen={branch} />
      <Rows rows={rows} chosen={branch} />
      <Foot rows={rows} leftOut={leftOut} />
    </section>
  )
}

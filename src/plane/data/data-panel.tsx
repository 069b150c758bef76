import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { nextSeed } from '../../runs/seed'
import { planeText } from '../../i18n/plane'
import { count } from '../../i18n/format/numbers'
import { Button } from '../../ui/button'
import { DiceIcon } from '../../ui/icons'
import { Range } from '../../ui/range'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { brushOf } from './brush'
import { BrushTools } from './brush-tools'
import styles from './data-panel.module.css'
import { ReadReport } from './read-report'
import { Gallery } from './gallery'
import { cutText, findPoints, isUnreadable } from '.'
import { PasteDialog } from './paste-dialog'
import { problem } from './problem'
import { SavePoints } from './save-points'
import { problemText, type Outcome } from './take'

/** The numbers of points that the range offers: finer steps where there are few points. */
const COUNTS = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000]

/** Chooses how many points are drawn, and by which seed. */
function Amount() {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const { pointCount, seed, points } = usePlane(
    useShallow(({ settings: { pointCount, seed, points } }) => ({ pointCount, seed, points })),
  )
  const labels = usePlane((state) => state.points.labels)
  const isOwn = points.kind === 'own'
  const n = isOwn ? labels.length : pointCount
  const ones = labels.reduce((sum, label) => sum + label, 0)
  const index = COUNTS.findLastIndex((each) => each <= n)
  return (
    <div className={styles.amount}>
      <Range
        name={words.count}
        value={Math.max(0, index)}
        min={0}
        max={COUNTS.length - 1}
        step={1}
        disabled={isOwn}
        format={() => count(n)}
        onChange={(next) => {
          patchPlane(plane, { pointCount: COUNTS[next] ?? pointCount })
        }}
      />
      <Button
        name={words.dice}
        explain={words.diceExplain}
        icon={<DiceIcon />}
        disabled={isOwn}
        onPress={() => {
          patchPlane(plane, { seed: nextSeed(seed) })
        }}
      />
      <p>
        {words.ofClasses(labels.length - ones, ones)} {isOwn ? words.countOwn : words.countExplain}
      </p>
    </div>
  )
}

/** A field for a text from whose ink the points are drawn. */
function TextField() {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const id = useId()
  const points = usePlane(({ settings }) => settings.points)
  // A text without ink stands in the field only; the points stay.
  const [inkless, setInkless] = useState<{ readonly typed: string; readonly at: typeof points }>()
  const inklessText = inkless?.at === points ? inkless.typed : undefined
  const take = (next: string) => {
    const ref = { kind: 'text', text: next } as const
    const hasInk = next.trim() !== '' && findPoints(ref, 1, 0) !== undefined
    setInkless(hasInk ? undefined : { typed: next, at: points })
    if (hasInk) patchPlane(plane, { points: ref })
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words.text}</label>
      <input
        id={id}
        type="text"
        value={inklessText ?? (points.kind === 'text' ? points.text : '')}
        placeholder={words.textHint}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          take(cutText(event.target.value))
        }}
      />
      <p id={`${id}-note`} role="status">
        {inklessText
          ? problemText(problem(isUnreadable({ kind: 'text', text: inklessText }) ? 'private' : 'no-ink'))
          : words.textExplain}
      </p>
    </div>
  )
}

/** `outcome`: the last result of reading, while the room still has its points. `onOutcome`: takes a new result. */
interface DataPanelProps {
  outcome: Outcome | undefined
  onOutcome: (outcome: Outcome) => void
}

/** Chooses, draws, types, reads and saves the room's points. */
export function DataPanel({ outcome, onOutcome }: DataPanelProps) {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const brush = brushOf(plane)
  const drawing = useStore(brush, (state) => state.on)
  const [pasting, setPasting] = useState(false)
  // Drawing ends when the panel, and with it the tools, goes away.
  useEffect(
    () => () => {
      brush.setState({ on: false, empty: false })
    },
    [brush],
  )
  return (
    <section className={styles.panel} aria-label={words.title}>
      <Gallery />
      <Amount />
      <TextField />
      <div className={styles.buttons}>
        <Button
          name={drawing ? words.drawn : words.draw}
          explain={words.drawExplain}
          pressed={drawing}
          onPress={() => {
            brush.setState({ on: !drawing, empty: false })
          }}
        />
        <Button
          name={words.read}
          explain={words.readExplain}
          onPress={() => {
            setPasting(true)
          }}
        />
      </div>
      {drawing && <BrushTools />}
      <ReadReport outcome={outcome} onOutcome={onOutcome} />
      <SavePoints />
      <PasteDialog
        open={pasting}
        onClose={() => {
          setPasting(false)
        }}
        onOutcome={onOutcome}
      />
    </section>
  )
}

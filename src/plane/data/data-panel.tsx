import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
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
import { problemText, type Taken } from './take'
/** What the range offers: 1 to 5,000, finer where they are few. */
const COUNTS = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000]

/** How many points are drawn of what is chosen, and which. */
function Amount() {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const { pointCount, seed, points } = usePlane(({ settings }) => settings)
  const labels = usePlane((state) => state.points.labels)
  const own = points.kind === 'own'
  const n = own ? labels.length : pointCount
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
        disabled={own}
        format={() => count(n)}
        onChange={(next) => {
          patchPlane(plane, { pointCount: COUNTS[next] ?? pointCount })
        }}
      />
      <Button
        name={words.dice}
        explain={words.diceExplain}
        icon={<DiceIcon />}
        disabled={own}
        onPress={() => {
          patchPlane(plane, { seed: nextSeed(seed) })
        }}
      />
      <p>
        {words.ofClasses(labels.length - ones, ones)} {own ? words.countOwn : words.countExplain}
      </p>
    </div>
  )
}

/** A text whose ink the points are. */
function TextField() {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const id = useId()
  const points = usePlane(({ settings }) => settings.points)
  // What leaves no ink is in the field only, and the points stay.
  const [inkless, setInkless] = useState<{ readonly typed: string; readonly at: typeof points }>()
  const stands = inkless?.at === points ? inkless.typed : undefined
  const take = (next: string) => {
    const ref = { kind: 'text', text: next } as const
    const found = next.trim() !== '' && findPoints(ref, 1, 0) !== undefined
    setInkless(found ? undefined : { typed: next, at: points })
    if (found) patchPlane(plane, { points: ref })
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words.text}</label>
      <input
        id={id}
        type="text"
        value={stands ?? (points.kind === 'text' ? points.text : '')}
        placeholder={words.textHint}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          take(cutText(event.target.value))
        }}
      />
      <p id={`${id}-note`} role="status">
        {stands
          ? problemText(problem(isUnreadable({ kind: 'text', text: stands }) ? 'private' : 'no-ink'))
          : words.textExplain}
      </p>
    </div>
  )
}

/** What was last read, while its points are those of the room. @param onTaken keeps it */
interface DataPanelProps {
  taken: Taken | undefined
  onTaken: (taken: Taken) => void
}

/** Choosing, drawing, typing, reading and saving the points that this room is about. */
export function DataPanel({ taken, onTaken }: DataPanelProps) {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const brush = brushOf(plane)
  const drawing = useStore(brush, (state) => state.on)
  const [pasting, setPasting] = useState(false)
  // Without its tools in sight nobody draws.
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
      <ReadReport taken={taken} onTaken={onTaken} />
      <SavePoints />
      <PasteDialog
        open={pasting}
        onClose={() => {
          setPasting(false)
        }}
        onTaken={onTaken}
      />
    </section>
  )
}

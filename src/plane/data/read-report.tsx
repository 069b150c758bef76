import { useStore } from 'zustand'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import styles from './data-panel.module.css'
import { readingOf } from './reading'
import { linkSentence, problemText, readSentences, type Outcome } from './take'

/** The progress of reading a long file, with a button to cancel. */
export function Reading() {
  const words = planeText.planeData
  const reading = useStore(readingOf(usePlaneRoom()).store)
  if (!reading) return null
  return (
    <div className={styles.reading}>
      <progress aria-label={words.reading.progress(reading.name)} value={reading.share} max={1} />
      <p>{words.reading.share(reading.name, reading.share)}</p>
      <Button name={words.reading.cancel} explain={words.reading.cancelExplain} onPress={reading.cancel} />
    </div>
  )
}

/** Buttons that bring back the points before, and that read parts as data which were left out. */
function Undoing({
  outcome,
  onOutcome,
}: {
  outcome: Extract<Outcome, { kind: 'read' }>
  onOutcome: (outcome: Outcome) => void
}) {
  const words = planeText.planeData
  const plane = usePlaneRoom()
  const {
    read: { left },
    before,
    again,
  } = outcome
  const otherwise = left.filter((each) => each.otherwise).map(({ kind }) => kind)
  return (
    <div className={styles.buttons}>
      <Button
        name={words.taken.undo}
        explain={words.taken.undoExplain}
        onPress={() => {
          patchPlane(plane, { points: before })
        }}
      />
      {otherwise.length > 0 && (
        <Button
          name={words.taken.asData}
          explain={words.taken.asDataExplain}
          onPress={() => {
            patchPlane(plane, { points: before })
            void again(otherwise).then(onOutcome)
          }}
        />
      )}
    </div>
  )
}

/** Reports on points that were pasted, opened or dropped. */
export function ReadReport({
  outcome,
  onOutcome,
}: {
  outcome: Outcome | undefined
  onOutcome: (outcome: Outcome) => void
}) {
  const plane = usePlaneRoom()
  usePlane(({ settings }) => settings.points)
  const link = linkSentence(plane)
  return (
    <>
      <div className={styles.report} role="status">
        {outcome?.kind === 'problem' && <p className={styles.problem}>{problemText(outcome.problem)}</p>}
        {outcome?.kind === 'read' && readSentences(outcome.read).map((sentence) => <p key={sentence}>{sentence}</p>)}
        {link && <p>{link}</p>}
      </div>
      {outcome?.kind === 'read' && <Undoing outcome={outcome} onOutcome={onOutcome} />}
    </>
  )
}

import { useContext, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { Disclosure } from '../../ui/disclosure'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { PlanePlayerContext } from '../player-context'
import { distilOn, pauseLearning } from './follow'
import styles from './learn-panel.module.css'
import { LossCurve } from './loss-curve'
import { Words } from '../../ui/words'

/** The student: a second network that learns to do in one step what the flow of the first does in many. */
export function StudentPart() {
  const words = planeText.planeLearning
  const plane = usePlaneRoom()
  const { early, studentStep, studentLosses, status, who } = usePlane(
    useShallow(
      ({ learning: { step, studentStep: steps, studentLosses: losses, status: how, who: whose, lost: isLost } }) => ({
        early: step === 0 || isLost,
        studentStep: steps,
        studentLosses: losses,
        status: how,
        who: whose,
      }),
    ),
  )
  const answerer = usePlane(({ settings }) => settings.answerer)
  const steps = usePlane(({ settings }) => settings.steps)
  const [stepsBefore, setStepsBefore] = useState(steps)
  const player = useContext(PlanePlayerContext)
  /** Shows the student: it does in one step what the others do in many, so a run of one step is computed and shown. */
  const show = () => {
    if (answerer === 'student') patchPlane(plane, { answerer: 'exact', ...(steps === 1 && { steps: stepsBefore }) })
    else {
      setStepsBefore(steps)
      patchPlane(plane, { answerer: 'student', steps: 1, direction: 'reverse' })
    }
    player?.finish()
  }
  const distils = status === 'learning' && who === 'student'
  const facts = words.student.facts(studentStep)
  return (
    <Disclosure name={words.student.title} summary={studentStep > 0 ? facts : ''}>
      <div className={styles.fields}>
        <p className={styles.note}>
          <Words>{words.student.intro}</Words>
        </p>
        <div className={styles.buttons}>
          {distils ? (
            <Button
              name={words.pause}
              explain={words.pauseExplain}
              onPress={() => {
                pauseLearning(plane)
              }}
            />
          ) : (
            <Button
              name={words.student.go}
              explain={words.student.goExplain}
              disabled={early || status === 'diverged'}
              onPress={() => {
                distilOn(plane)
              }}
            />
          )}
          <Button
            name={words.student.show}
            explain={words.student.showExplain}
            disabled={studentStep === 0}
            pressed={answerer === 'student'}
            onPress={show}
          />
        </div>
        {early && <p className={styles.note}>{words.student.early}</p>}
        {studentStep > 0 && <p className={styles.facts}>{facts}</p>}
        {studentStep > 0 && <LossCurve losses={studentLosses} />}
        <p className={styles.note}>
          <Words>{words.student.note}</Words>
        </p>
      </div>
    </Disclosure>
  )
}

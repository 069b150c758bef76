import { faultText, fixed } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/Button'
import { PauseIcon, PlayIcon, RestartIcon, StepRightIcon } from '../../ui/icons'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import type { Learning } from '../store'
import { ExactError } from './ExactError'
import { bringBack, learnOn, pauseLearning, startAgain, undoDivergence } from './follow'
import styles from './LearnPanel.module.css'
import { LessonFields, SizeFields } from './LessonFields'
import { LossCurve } from './LossCurve'
import { NetworkFile } from './NetworkFile'
import { StudentPart } from './StudentPart'

const words = planeText.planeLearning

function Buttons() {
  const plane = usePlaneRoom()
  const { status, who, step, replaced } = usePlane(({ learning }) => learning)
  const learns = status === 'learning' && who === 'network'
  const diverged = status === 'diverged'
  return (
    <div className={styles.buttons}>
      {learns
        ? <Button kind="primary" name={words.pause} explain={words.pauseExplain} icon={<><PauseIcon />{words.pause}</>} onPress={() => { pauseLearning(plane) }} />
        : <Button kind="primary" name={words.go} explain={words.goExplain} icon={<><PlayIcon />{words.go}</>} disabled={diverged} onPress={() => { learnOn(plane, null) }} />}
      <Button name={words.step} explain={words.stepExplain} icon={<StepRightIcon />} disabled={learns || diverged} onPress={() => { learnOn(plane, 1) }} />
      <Button name={words.again} explain={words.againExplain} icon={<RestartIcon />} disabled={step === 0 && !diverged} onPress={() => { startAgain(plane) }} />
      {replaced && <Button name={words.back} explain={words.backExplain} onPress={() => { bringBack(plane) }} />}
    </div>
  )
}

function factsOf({ status, who, step, stepsPerSecond, parameters }: Learning): string {
  const [steps, weights] = [step.toLocaleString('en'), parameters.toLocaleString('en')]
  return status === 'learning' && who === 'network' ? words.facts(steps, fixed(stepsPerSecond, 0), weights) : words.factsPaused(steps, weights)
}

/** On which process it learns, and what that means to a run on another one. */
function Process() {
  const shape = usePlane(({ learning }) => learning.shape)
  const process = usePlane(({ settings }) => settings.process)
  const schedule = usePlane(({ settings }) => settings.schedule)
  if (!shape) return null
  const title = planeText.settings.processTitles[shape.process.id]
  const name = shape.process.id === 'discrete' ? `${title}, ${words.schedules[shape.process.schedule]}` : title
  const same = shape.process.id === process && (process !== 'discrete' || shape.process.schedule === schedule)
  return <p className={styles.note}>{same ? words.learnsOn(name) : words.learnsOnOther(name)}</p>
}

/** What went wrong, and the way back. */
function Trouble() {
  const plane = usePlaneRoom()
  const { status, before, fault } = usePlane(({ learning }) => learning)
  const sentence = fault && (Object.hasOwn(words.faults, fault.code) ? words.faults[fault.code]?.(fault.details) : faultText(fault.code, fault.details))
  if (status !== 'diverged' && !sentence) return null
  return (
    <div className={styles.problem} role="alert">
      {status === 'diverged' && (
        <>
          <p>{words.diverged((before ?? 0).toLocaleString('en'))}</p>
          <Button kind="primary" name={words.undo} explain={words.undoExplain} onPress={() => { undoDivergence(plane) }} />
        </>
      )}
      {sentence && <p>{sentence}</p>}
    </div>
  )
}

/** The network that learns while it is watched. */
export function LearnPanel() {
  const plane = usePlaneRoom()
  const learning = usePlane((state) => state.learning)
  const answerer = usePlane(({ settings }) => settings.answerer)
  const shown = answerer === 'network'
  return (
    <section className={styles.panel} aria-labelledby="learn-title">
      <h2 id="learn-title">{words.title}</h2>
      <p className={styles.intro}>{words.intro}</p>
      <Buttons />
      <Trouble />
      <p className={styles.facts}>{learning.shape ? factsOf(learning) : words.noneYet}</p>
      <LossCurve losses={learning.losses} />
      {learning.step > 0 && <p className={styles.note}>{words.curve.note}</p>}
      {learning.step > 0 && <ExactError />}
      <Button
        name={shown ? words.showExact : words.show} explain={shown ? words.showExactExplain : words.showExplain} disabled={learning.step === 0 && !shown}
        onPress={() => { patchPlane(plane, { answerer: shown ? 'exact' : 'network' }) }}
      />
      <Process />
      <LessonFields />
      <SizeFields />
      <StudentPart />
      <NetworkFile />
    </section>
  )
}

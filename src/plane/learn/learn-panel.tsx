import { useShallow } from 'zustand/react/shallow'
import { faultText } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { PauseIcon, PlayIcon, RestartIcon, StepRightIcon } from '../../ui/icons'
import { Switch } from '../../ui/switch'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import type { Player } from '../player'
import type { Learning } from '../store'
import { ExactError } from './exact-error-part'
import { bringBack, learnOn, pauseLearning, startAgain, undoDivergence } from './follow'
import styles from './learn-panel.module.css'
import { TrainingFields, SizeFields } from './training-fields'
import { LossCurve } from './loss-curve'
import { NetworkFile } from './network-file-part'
import { Recall } from './recall'
import { watchSamples } from './samples'
import { StudentPart } from './student-part'
import { Words } from '../../ui/words'

function Buttons() {
  const words = planeText.planeLearning
  const plane = usePlaneRoom()
  const {
    learns,
    diverged,
    none,
    replaced,
    lost: isLost,
  } = usePlane(
    useShallow(({ learning: { status, who, step, replaced: before, lost: gone } }) => ({
      lost: gone,
      learns: status === 'learning' && who === 'network',
      diverged: status === 'diverged',
      none: step === 0,
      replaced: before !== undefined,
    })),
  )
  return (
    <div className={styles.buttons}>
      {learns ? (
        <Button
          kind="primary"
          name={words.pause}
          explain={words.pauseExplain}
          icon={
            <>
              <PauseIcon />
              {words.pause}
            </>
          }
          onPress={() => {
            pauseLearning(plane)
          }}
        />
      ) : (
        <Button
          kind="primary"
          name={words.go}
          explain={words.goExplain}
          icon={
            <>
              <PlayIcon />
              {words.go}
            </>
          }
          disabled={diverged}
          onPress={() => {
            learnOn(plane, null)
          }}
        />
      )}
      <Button
        name={words.step}
        explain={words.stepExplain}
        icon={<StepRightIcon />}
        disabled={learns || diverged || isLost}
        onPress={() => {
          learnOn(plane, 1)
        }}
      />
      <Button
        name={words.again}
        explain={words.againExplain}
        icon={<RestartIcon />}
        disabled={isLost || (none && !diverged)}
        onPress={() => {
          startAgain(plane)
        }}
      />
      {replaced && (
        <Button
          name={words.back}
          explain={words.backExplain}
          disabled={isLost}
          onPress={() => {
            bringBack(plane)
          }}
        />
      )}
    </div>
  )
}

function factsOf({ status, who, step, stepsPerSecond, parameters }: Learning): string {
  const words = planeText.planeLearning
  return status === 'learning' && who === 'network'
    ? words.facts(step, stepsPerSecond, parameters)
    : words.factsPaused(step, parameters)
}

/** The progress of learning: the parts that change with every report. */
function Progress() {
  const words = planeText.planeLearning
  const learning = usePlane((state) => state.learning)
  return (
    <>
      <p className={styles.facts}>{learning.shape ? factsOf(learning) : words.noneYet}</p>
      <LossCurve losses={learning.losses} />
    </>
  )
}

/** Names the process on which the network learns, and explains a run on another one. */
function Process() {
  const words = planeText.planeLearning
  const shape = usePlane(({ learning }) => learning.shape)
  const process = usePlane(({ settings }) => settings.process)
  const schedule = usePlane(({ settings }) => settings.schedule)
  if (!shape) return null
  const title = planeText.settings.processTitles[shape.process.id]
  const name = shape.process.id === 'discrete' ? `${title}, ${words.schedules[shape.process.schedule]}` : title
  const same = shape.process.id === process && (process !== 'discrete' || shape.process.schedule === schedule)
  return (
    <p className={styles.note}>
      <Words>{same ? words.learnsOn(name) : words.learnsOnOther(name)}</Words>
    </p>
  )
}

/** Explains what went wrong, with a way back. */
function Trouble() {
  const words = planeText.planeLearning
  const plane = usePlaneRoom()
  const { status, before, fault } = usePlane(
    useShallow(({ learning: { status: how, before: to, fault: why } }) => ({ status: how, before: to, fault: why })),
  )
  const sentence = fault && faultText(fault.code, fault.details)
  if (status !== 'diverged' && !sentence) return null
  return (
    <div className={styles.problem} role="alert">
      {status === 'diverged' && (
        <>
          <p>{words.diverged(before ?? 0)}</p>
          <Button
            kind="primary"
            name={words.undo}
            explain={words.undoExplain}
            onPress={() => {
              undoDivergence(plane)
            }}
          />
        </>
      )}
      {sentence && <p>{sentence}</p>}
    </div>
  )
}

/** Shows the network on the picture: its field, and particles that it walks back. */
function OnThePicture({ player }: { player: Player }) {
  const words = planeText.planeLearning
  const { plane } = player
  const untaught = usePlane(({ learning }) => learning.step === 0)
  const showsNetwork = usePlane(({ settings }) => settings.answerer === 'network')
  const follow = usePlane(({ settings }) => settings.samplesFollow)
  return (
    <>
      <div className={styles.buttons}>
        <Button
          name={showsNetwork ? words.showExact : words.show}
          explain={showsNetwork ? words.showExactExplain : words.showExplain}
          disabled={untaught && !showsNetwork}
          onPress={() => {
            patchPlane(plane, { answerer: showsNetwork ? 'exact' : 'network' })
          }}
        />
        <Button
          name={words.watch}
          explain={words.watchExplain}
          disabled={untaught}
          onPress={() => {
            watchSamples(player)
          }}
        />
      </div>
      <Switch
        name={words.follow}
        explain={words.followExplain}
        on={follow}
        onChange={(on) => {
          patchPlane(plane, { samplesFollow: on })
        }}
      />
    </>
  )
}

/** The panel of the network that learns while the visitor watches. */
export function LearnPanel({ player }: { player: Player }) {
  const words = planeText.planeLearning
  const learned = usePlane(({ learning }) => learning.step > 0)
  return (
    <section className={styles.panel} aria-labelledby="learn-title">
      <h2 id="learn-title">{words.title}</h2>
      <p className={styles.intro}>{words.intro}</p>
      <Buttons />
      <Trouble />
      <Progress />
      {learned && (
        <p className={styles.note}>
          <Words>{words.curve.note}</Words>
        </p>
      )}
      {learned && <ExactError />}
      <OnThePicture player={player} />
      {learned && <Recall player={player} />}
      <Process />
      <TrainingFields />
      <SizeFields />
      <StudentPart />
      <NetworkFile />
    </section>
  )
}

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { learnedText } from '../../i18n/learned'
import { Button } from '../../ui/button'
import { usePlayer, useWalk } from '../run/context'
import { Algorithm } from './algorithm'
import { DrawFields } from './draw-fields'
import { picturesOf } from './draws'
import styles from './learned.module.css'
import { followLesson, lessonOf, nextLine, wholeRound } from './lesson'
import { trainingLines } from './lines'
import { Loss, TrainingPictures } from './training-pictures'

/** Algorithm 1, live: line by line or round by round, and what each line makes. */
export function TrainingCard() {
  const player = usePlayer()
  const [store] = useState(() => lessonOf(player))
  const { line, draws, answer, status, fault } = useStore(store)
  useWalk((state) => state.pictures) // renders again when the gallery arrives
  const pictures = picturesOf(player)
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  const words = learnedText.training
  useEffect(() => followLesson(player, store), [player, store])
  return (
    <section className={styles.card} aria-label={learnedText.algorithm(1, words.title)} data-status={status}>
      <Algorithm number={1} title={words.title} lines={trainingLines()} at={line} explain={words.explain[line]} />
      <div className={styles.buttons}>
        <Button
          kind="primary"
          name={words.round}
          explain={words.roundExplain}
          disabled={!pictures}
          onPress={() => {
            wholeRound(player, store)
          }}
        />
        <Button
          name={words.next}
          explain={words.nextExplain}
          disabled={!pictures}
          onPress={() => {
            nextLine(player, store)
          }}
        />
      </div>
      {pictures ? (
        <>
          <DrawFields store={store} pictures={pictures} />
          <TrainingPictures line={line} answer={answer} pictures={pictures} draws={draws} />
        </>
      ) : (
        <p className={styles.note}>{learnedText.waiting.pictures}</p>
      )}
      <div className={styles.after}>
        {!ready && <p className={styles.note}>{learnedText.waiting.network}</p>}
        {fault && (
          <p className={styles.fault} role="status">
            {faultText(fault.code, fault.details)}
          </p>
        )}
        {line === 5 && answer && <Loss answer={answer} />}
      </div>
    </section>
  )
}

import { useState } from 'react'
import { decidedText } from '../../i18n/decided'
import { Words } from '../../ui/words'
import { useModel, usePlayer, useWalk } from '../run/context'
import { Charts } from './charts'
import { DecidedContext, useDecidedStudy, useMoments, useSubject } from './context'
import { Controls } from './controls'
import styles from './decided.module.css'
import { MomentView } from './moment-view'
import { Notes } from './notes'
import { decidedOf } from './store'
import { SummaryView } from './summary-view'

/** Which walk it is about. */
function Of() {
  const { kind } = useDecidedStudy().subject
  const direction = useWalk(({ settings }) => settings.direction)
  const words = decidedText.of
  return (
    <p className={styles.note}>{kind === 'run' ? words.run : direction === 'reverse' ? words.noRun : words.forward}</p>
  )
}

function Sheets() {
  const moments = useMoments()
  return (
    <div className={styles.sheets}>
      {moments.map((_, i) => (
        <MomentView key={i} index={i} />
      ))}
    </div>
  )
}

function Body() {
  const player = usePlayer()
  const [study] = useState(() => decidedOf(player))
  const subject = useSubject()
  return (
    <div className={styles.decided}>
      <p className={styles.intro}>
        <Words>{decidedText.intro}</Words>
      </p>
      {subject ? (
        <DecidedContext value={{ study, subject }}>
          <Of />
          <Controls />
          <SummaryView />
          <Sheets />
          <Charts />
          <Notes />
        </DecidedContext>
      ) : (
        <p className={styles.note}>{decidedText.waiting}</p>
      )}
    </div>
  )
}

/** When is it decided? Sixteen continuations from each of four moments, and how varied they are. */
export function Decided() {
  const { id } = useModel()
  return <Body key={id} />
}

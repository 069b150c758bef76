import { useEffect, useState } from 'react'
import { decidedText } from '../../i18n/decided'
import { toEnd } from '../../runs/playback'
import { Button } from '../../ui/button'
import { focusOn } from '../../ui/focus-on'
import { Words } from '../../ui/words'
import { goLive } from '../run/begin'
import { useModel, usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import { Charts } from './charts'
import { DecidedContext, useDecidedStudy, useMoments, useSubject } from './context'
import { Controls } from './controls'
import styles from './decided.module.css'
import { MomentView } from './moment-view'
import { Notes } from './notes'
import { decidedOf } from './store'
import { SummaryView } from './summary-view'

/** Id of the sentence that stays when the button beside it goes. */
const OF = 'decided-of'

/** Walks back to the end, so that there are frames to continue from. */
function WalkBack() {
  const player = usePlayer()
  const { walkBack, walkBackExplain } = decidedText.of
  return (
    <Button
      name={walkBack}
      explain={walkBackExplain}
      onPress={() => {
        if (watchedRun(player).source === 'recording') goLive(player)
        toEnd(player, 'end')
        focusOn(OF)
      }}
    />
  )
}

/** Which walk it is about. */
function Of() {
  const { kind } = useDecidedStudy().subject
  const isReverse = useWalk(({ settings }) => settings.direction === 'reverse')
  const words = decidedText.of
  if (kind === 'run') return <p className={styles.note}>{words.run}</p>
  if (!isReverse)
    return (
      <p className={styles.note}>
        <Words>{words.forward}</Words>
      </p>
    )
  return (
    <div className={styles.buttons}>
      <p className={styles.note}>{words.noRun}</p>
      <WalkBack />
    </div>
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
  useEffect(() => {
    study.see(subject)
  }, [study, subject])
  return (
    <div className={styles.decided}>
      <p className={styles.intro}>
        <Words>{decidedText.intro}</Words>
      </p>
      {subject ? (
        <DecidedContext value={{ study, subject }}>
          <div id={OF} tabIndex={-1} className={styles.of}>
            <Of />
          </div>
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

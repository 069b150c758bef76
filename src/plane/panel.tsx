import { type ReactNode, useState } from 'react'
import { planeText } from '../i18n/plane'
import { useRooms } from '../shell/rooms'
import { Choice } from '../ui/choice'
import { usePlane, usePlaneRoom } from './context'
import { DataIncoming } from './data/data-incoming'
import { DataPanel } from './data/data-panel'
import { Reading } from './data/read-report'
import type { Outcome } from './data/take'
import { ExperimentsPanel } from './experiments-panel'
import { LearnPanel } from './learn/learn-panel'
import { takeNetwork } from './learn/take-network'
import styles from './panel.module.css'
import type { Player } from './player'

const TABS = ['data', 'experiments', 'learning'] as const
type Tab = (typeof TABS)[number]

function Intro() {
  const forward = usePlane(({ settings }) => settings.direction === 'forward')
  return (
    <section aria-labelledby="panel-title">
      <h2 id="panel-title">{forward ? planeText.forwardTitle : planeText.reverseTitle}</h2>
      <p className={styles.intro}>{forward ? planeText.forwardIntro : planeText.reverseIntro}</p>
    </section>
  )
}

/** The panel beside the picture, with tabs for the points, the experiments and the network that learns. */
export function Panel({ player, notices }: { player: Player; notices: ReactNode }) {
  const words = planeText.panel
  const followsNetwork = usePlane(({ settings }) => settings.answerer !== 'exact')
  const linkedTab = useRooms().store.getState().part
  const [tab, setTab] = useState<Tab>(TABS.find((each) => each === linkedTab) ?? (followsNetwork ? 'learning' : 'data'))
  const plane = usePlaneRoom()
  const { store } = plane
  const points = usePlane(({ settings }) => settings.points)
  const [lastOutcome, setLastOutcome] = useState<{ readonly result: Outcome; readonly at: typeof points }>()
  const takeResult = (result: Outcome) => {
    if (result.kind === 'cancelled') return
    if (result.kind === 'network') {
      setTab('learning')
      void takeNetwork(plane, result.file).then((refusal) => {
        if (refusal) store.setState(({ notices }) => ({ notices: [...notices, { kind: 'network', refusal }] }))
      })
      return
    }
    setLastOutcome({ result, at: store.getState().settings.points })
    setTab('data') // that tab says what became of the points
  }
  return (
    <div className={styles.panel}>
      {tab === 'data' && <Intro />}
      {notices}
      <Choice
        name={words.name}
        nameHidden
        value={tab}
        options={TABS.map((value) => ({ value, label: words.tabs[value] }))}
        onChange={setTab}
      />
      <Reading />
      {tab === 'data' ? (
        <DataPanel outcome={lastOutcome?.at === points ? lastOutcome.result : undefined} onOutcome={takeResult} />
      ) : tab === 'experiments' ? (
        <ExperimentsPanel />
      ) : (
        <LearnPanel player={player} />
      )}
      <DataIncoming onOutcome={takeResult} />
    </div>
  )
}

import { useState } from 'react'
import { planeText } from '../i18n/plane'
import { Choice } from '../ui/Choice'
import { usePlane } from './context'
import { DataPanel } from './data/DataPanel'
import { ExperimentsPanel } from './ExperimentsPanel'
import { LearnPanel } from './learn/LearnPanel'
import styles from './Panel.module.css'

const words = planeText.panel
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

/** Beside the picture: the points, experiments to begin with, or the network that learns. */
export function Panel() {
  const learns = usePlane(({ settings }) => settings.answerer !== 'exact')
  const [tab, setTab] = useState<Tab>(learns ? 'learning' : 'data')
  return (
    <div className={styles.panel}>
      {tab === 'data' && <Intro />}
      <Choice name={words.name} nameHidden value={tab} options={TABS.map((value) => ({ value, label: words.tabs[value] }))} onChange={setTab} />
      {tab === 'data' ? <DataPanel /> : tab === 'experiments' ? <ExperimentsPanel /> : <LearnPanel />}
    </div>
  )
}

import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { planeText } from '../i18n/plane'
import { Button } from '../ui/button'
import { CheckIcon } from '../ui/icons'
import { usePlane, usePlaneRoom } from './context'
import { type ExperimentId, EXPERIMENTS, settingsOf } from './experiments'
import styles from './experiments-panel.module.css'
import { type PlaneSettings, samePoints, sameRuns } from './settings'
import type { PlaneStore } from './store'
import { Words } from '../ui/words'

/** Whether the settings are those of an experiment, wherever the playhead stands. */
const isCurrent = (id: ExperimentId, now: PlaneSettings): boolean => {
  const experimentSettings = settingsOf(id, now.seed)
  return (
    samePoints(experimentSettings, now) &&
    sameRuns(experimentSettings, now) &&
    experimentSettings.direction === now.direction &&
    experimentSettings.heatMap === now.heatMap
  )
}

interface ChosenExperiment {
  readonly id: ExperimentId
  readonly before: PlaneSettings
}

/** The last experiment of each room and the settings that it replaced: it outlives the panel, which comes and goes. */
const lastExperiments = new WeakMap<PlaneStore, ChosenExperiment>()

/** Experiments to choose, each with a line on what to watch. Choosing one replaces all settings; Undo brings them back. */
export function ExperimentsPanel() {
  const words = planeText.planeData.experiments
  const { store } = usePlaneRoom()
  const currentId = usePlane(({ settings }) => EXPERIMENTS.find((id) => isCurrent(id, settings)))
  const [last, setLast] = useState(lastExperiments.get(store))
  const choose = (id: ExperimentId) => {
    const next = { id, before: store.getState().settings }
    lastExperiments.set(store, next)
    setLast(next)
    store.setState({ settings: settingsOf(id, next.before.seed) })
  }
  const undo = () => {
    if (last) store.setState({ settings: last.before })
    lastExperiments.delete(store)
    setLast(undefined)
  }
  return (
    <section className={styles.panel} aria-labelledby="experiments-title">
      <h2 id="experiments-title">{words.title}</h2>
      <div className={styles.head} role="status">
        <p>{last ? words.set(words.list[last.id]?.title ?? '') : words.intro}</p>
        {last && <Button name={words.undo} explain={words.undoExplain} onPress={undo} />}
      </div>
      <ul className={styles.list}>
        {EXPERIMENTS.map((id) => {
          const current = id === currentId
          return (
            <li key={id}>
              <AriaButton
                className={styles.card ?? ''}
                aria-pressed={current}
                onPress={() => {
                  choose(id)
                }}
              >
                <span className={styles.title}>
                  {words.list[id]?.title} {current && <CheckIcon />}
                </span>
                <span className={styles.watch}>
                  <Words passive>{words.list[id]?.watch ?? ''}</Words>
                </span>
              </AriaButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

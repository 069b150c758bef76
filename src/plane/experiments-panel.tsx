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

/** Whether an experiment is what stands now, wherever its playhead is. */
const stands = (id: ExperimentId, now: PlaneSettings): boolean => {
  const set = settingsOf(id, now.seed)
  return samePoints(set, now) && sameRuns(set, now) && set.direction === now.direction && set.heatMap === now.heatMap
}

interface Done {
  readonly id: ExperimentId
  readonly before: PlaneSettings
}

/** What a room's last experiment replaced, while its panel comes and goes. */
const replaced = new WeakMap<PlaneStore, Done>()

/** Named states of the room, each with what there is to watch. Choosing one replaces all settings, until Undo. */
export function ExperimentsPanel() {
  const words = planeText.planeData.experiments
  const { store } = usePlaneRoom()
  const settings = usePlane((state) => state.settings)
  const [done, setDone] = useState(replaced.get(store))
  const choose = (id: ExperimentId) => {
    const next = { id, before: store.getState().settings }
    replaced.set(store, next)
    setDone(next)
    store.setState({ settings: settingsOf(id, settings.seed) })
  }
  const undo = () => {
    if (done) store.setState({ settings: done.before })
    replaced.delete(store)
    setDone(undefined)
  }
  return (
    <section className={styles.panel} aria-labelledby="experiments-title">
      <h2 id="experiments-title">{words.title}</h2>
      <div className={styles.head} role="status">
        <p>{done ? words.set(words.list[done.id]?.title ?? '') : words.intro}</p>
        {done && <Button name={words.undo} explain={words.undoExplain} onPress={undo} />}
      </div>
      <ul className={styles.list}>
        {EXPERIMENTS.map((id) => {
          const current = stands(id, settings)
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

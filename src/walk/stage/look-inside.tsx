import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import styles from '../formula/equation.module.css'
import { inspect, study } from '../run/actions'
import { usePlayer, useWalk } from '../run/context'

/** Opens the inspector of the step, near its equation, and the studies of the network that took it. */
export function LookInside() {
  const player = usePlayer()
  const open = useWalk(({ settings }) => settings.inspecting)
  const openStudy = useWalk(({ settings }) => settings.study)
  const words = settingsText.lookInside
  return (
    <div className={styles.button}>
      <Button
        name={words.open}
        explain={words.explain}
        keyHint="I"
        pressed={open}
        onPress={() => {
          inspect(player, !open)
        }}
      />
      <Button
        kind="quiet"
        name={words.study}
        explain={words.studyExplain}
        keyHint="Y"
        pressed={openStudy !== null}
        onPress={() => {
          study(player, openStudy === null ? 'learned' : null)
        }}
      />
    </div>
  )
}

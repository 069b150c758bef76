import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import styles from '../formula/equation.module.css'
import { inspect } from '../run/actions'
import { usePlayer, useWalk } from '../run/context'

/** Opens the inspector of the step, near its equation. */
export function LookInside() {
  const player = usePlayer()
  const open = useWalk(({ inspecting }) => inspecting)
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
    </div>
  )
}

import { takeText } from '../../i18n/take'
import settingsStyles from '../../runs/settings.module.css'
import { toSide } from '../../runs/playback'
import { Button } from '../../ui/button'
import { usePlayer, useWalk } from '../run/context'
import styles from './take-dialog.module.css'

/** Says that the walk back has not been computed to its end, and offers to do that. */
export function MissingFrames() {
  const words = takeText
  const player = usePlayer()
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const { recorded, total } = useWalk(({ run }) => run)
  if (forward || recorded >= total) return null
  return (
    <div className={styles.missing}>
      <p className={settingsStyles.advice} role="note">
        {words.missing(recorded, total)}
      </p>
      <Button
        name={words.computeRest}
        explain={words.computeRestExplain}
        onPress={() => {
          toSide(player, 'data')
        }}
      />
    </div>
  )
}

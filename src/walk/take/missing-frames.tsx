import { takeText } from '../../i18n/take'
import settingsStyles from '../../runs/settings.module.css'
import { toSide } from '../../runs/playback'
import { Button } from '../../ui/button'
import { usePlayer, useWalk } from '../run/context'
import { finishAll, isComplete } from '../tree/finish'
import styles from './take-dialog.module.css'

/** Says that the walk back has not been computed to its end, and offers to do that. @param tree of all its runs that are shown */
export function MissingFrames({ tree = false }: { tree?: boolean }) {
  const words = takeText
  const player = usePlayer()
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const { recorded, total } = useWalk(({ run }) => run)
  const missing = useWalk(({ settings }) =>
    tree ? settings.branches.filter((branch) => branch.isShown && !isComplete(player, branch)).length : 0,
  )
  if (forward || (tree ? missing === 0 : recorded >= total)) return null
  return (
    <div className={styles.missing}>
      <p className={settingsStyles.advice} role="note">
        {tree ? words.missingRuns(missing) : words.missing(recorded, total)}
      </p>
      <Button
        name={words.computeRest}
        explain={words.computeRestExplain}
        onPress={() => {
          if (tree) void finishAll(player)
          else toSide(player, 'data')
        }}
      />
    </div>
  )
}

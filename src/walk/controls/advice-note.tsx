import { settingsText } from '../../i18n/settings'
import type { Advice } from '../run/advice'
import styles from '../../runs/settings.module.css'
import { Words } from '../../ui/words'

/** A sentence on what goes badly together, beside the control that can mend it. */
export function AdviceNote({ of }: { of: Advice }) {
  return (
    <p className={styles.advice} role="note">
      <Words>{settingsText.advice[of]}</Words>
    </p>
  )
}

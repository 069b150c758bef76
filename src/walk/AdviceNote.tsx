import { settingsText } from '../i18n/settings'
import type { Advice } from './advice'
import styles from '../rooms/Settings.module.css'
import { Words } from '../ui/Words'

/** A sentence on what goes badly together, beside the control that can mend it. */
export function AdviceNote({ of }: { of: Advice }) {
  return <p className={styles.advice} role="note"><Words>{settingsText.advice[of]}</Words></p>
}

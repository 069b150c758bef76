import { settingsText } from '../../i18n/settings'
import type { Advice } from '../run/advice'
import styles from '../../runs/settings.module.css'
import { Words } from '../../ui/words'

/** A warning about settings that go badly together, beside a control that can change that. */
export function AdviceNote({ advice }: { advice: Advice }) {
  return (
    <p className={styles.advice} role="note">
      <Words>{settingsText.advice[advice]}</Words>
    </p>
  )
}

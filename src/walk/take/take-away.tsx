import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import styles from './take-away.module.css'

/** The button that opens the dialog in which a walk is taken away. */
export function TakeAway({ onOpen }: { onOpen: () => void }) {
  const words = settingsText.takeAway
  return (
    <section className={styles.opener} data-part="take">
      <Button name={words.open} explain={words.openExplain} keyHint="E" onPress={onOpen} />
      <p>{words.about}</p>
    </section>
  )
}

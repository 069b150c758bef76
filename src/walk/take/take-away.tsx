import { useState } from 'react'
import { settingsText } from '../../i18n/settings'
import { later } from '../../shell/lazy'
import { Button } from '../../ui/button'
import styles from './take-away.module.css'

const TakeDialog = later<{ onClose: () => void }>(() => import('./take-dialog').then((module) => module.TakeDialog))

/** The button that opens the dialog in which a walk is taken away. */
export function TakeAway() {
  const words = settingsText.takeAway
  const [open, setOpen] = useState(false)
  return (
    <section className={styles.opener}>
      <Button
        name={words.open}
        explain={words.openExplain}
        onPress={() => {
          setOpen(true)
        }}
      />
      <p>{words.about}</p>
      {open && (
        <TakeDialog
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </section>
  )
}

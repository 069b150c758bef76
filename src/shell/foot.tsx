import type { ReactNode } from 'react'
import { text } from '../i18n'
import { Button } from '../ui/button'
import styles from './foot.module.css'
import { openShare } from './share'

/** The page's foot: a room's own buttons, and what a teacher makes of a link. */
export function Foot({ children }: { children?: ReactNode }) {
  const words = text.header
  return (
    <footer className={styles.foot} data-part="foot">
      {children}
      <Button kind="quiet" name={words.shareAs} explain={words.shareAsExplain} onPress={openShare} />
    </footer>
  )
}

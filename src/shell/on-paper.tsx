import { type ReactNode, useSyncExternalStore } from 'react'
import { inLanguage } from './language'
import styles from './on-paper.module.css'

const media = matchMedia('print')

function subscribe(changed: () => void): () => void {
  media.addEventListener('change', changed)
  return () => {
    media.removeEventListener('change', changed)
  }
}

/** Shows its children on paper only. */
export const OnPaper = ({ children }: { children: ReactNode }) =>
  useSyncExternalStore(subscribe, () => media.matches) ? children : null

/** The settings in sentences, and the link to this state. @param fragment of the link, as the room writes it */
export function PrintedFooter({ sentences, fragment }: { sentences: readonly string[]; fragment: string }) {
  return (
    <footer className={styles.printed}>
      <p>{sentences.join(' ')}</p>
      <p>{new URL(inLanguage(fragment) || '#', location.href).href}</p>
    </footer>
  )
}

import { type ReactNode, useSyncExternalStore } from 'react'
import { laterText } from '../i18n/later'
import { fitsQrCode, QrCode } from '../ui/qr-code'
import { pageLink } from './page-link'
import styles from './on-paper.module.css'

/** Letters of a link beyond which its code is printed larger, so that a telephone can read it. */
const DENSE = 250

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

/** The settings in sentences, and the link to this state, to be typed or scanned. @param fragment of the link, as the room writes it */
export function PrintedFooter({ sentences, fragment }: { sentences: readonly string[]; fragment: string }) {
  const words = laterText.print
  const link = pageLink(fragment)
  const fits = fitsQrCode(link)
  return (
    <footer className={styles.printed}>
      <div className={styles.words}>
        <p>{sentences.join(' ')}</p>
        <p>{link}</p>
        {!fits && <p>{words.noCode}</p>}
      </div>
      {fits && (
        <div className={styles.code} data-dense={link.length > DENSE}>
          <QrCode text={link} label={words.code} />
        </div>
      )}
    </footer>
  )
}

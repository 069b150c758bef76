import { type ReactNode, useState } from 'react'
import styles from './Disclosure.module.css'
import { DownIcon } from './icons'

interface DisclosureProps {
  name: string
  /** What it stands at, in sight also while it is closed. */
  summary?: string
  /** Whether it is open at first; from then on the visitor decides. */
  open?: boolean
  children: ReactNode
}

/** What is rarely wanted, behind its name. */
export function Disclosure({ name, summary, open = false, children }: DisclosureProps) {
  const [openAtFirst] = useState(open)
  return (
    <details className={styles.disclosure} open={openAtFirst}>
      <summary className={styles.summary}>
        <span className={styles.arrow} aria-hidden="true"><DownIcon /></span>
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          {summary && <span className={styles.state}>{summary}</span>}
        </span>
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}

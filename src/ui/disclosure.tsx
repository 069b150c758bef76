import { type ReactNode, useState } from 'react'
import styles from './disclosure.module.css'
import { DownIcon } from './icons'
import { Words } from './words'

interface DisclosureProps {
  name: string
  /** The current settings inside, in words; shown even while it is closed. */
  summary?: string
  /** Whether it is open at first. */
  open?: boolean
  /** Called when the visitor opens or closes it. */
  onToggle?: (open: boolean) => void
  children: ReactNode
}

/** Hides rarely used controls behind a name until the visitor opens it. */
export function Disclosure({ name, summary, open = false, onToggle, children }: DisclosureProps) {
  const [openAtFirst] = useState(open)
  return (
    <details
      className={styles.disclosure}
      open={openAtFirst}
      onToggle={(event) => {
        onToggle?.(event.currentTarget.open)
      }}
    >
      <summary className={styles.summary}>
        <span className={styles.arrow} aria-hidden="true">
          <DownIcon />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>
            <Words passive>{name}</Words>
          </span>
          {summary && (
            <span className={styles.state}>
              <Words passive>{summary}</Words>
            </span>
          )}
        </span>
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}

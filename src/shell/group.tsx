import type { ReactNode } from 'react'
import styles from '../runs/settings.module.css'
import { Words } from '../ui/words'

/** Each group has a column of its own, so that what comes and goes in one moves nothing in another. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group} role="group" aria-label={title}>
      <h3>
        <Words>{title}</Words>
      </h3>
      {children}
    </div>
  )
}

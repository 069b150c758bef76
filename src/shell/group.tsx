import type { ReactNode } from 'react'
import styles from '../runs/settings.module.css'
import { Words } from '../ui/words'

/** A titled group of controls. Each has its own column, so that controls that appear in one group move nothing in another. */
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

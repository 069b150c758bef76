import type { ReactNode } from 'react'
import { learnedText } from '../../i18n/learned'
import styles from './learned.module.css'
import type { Line } from './lines'

interface AlgorithmProps {
  readonly number: 1 | 2
  readonly title: string
  readonly lines: readonly Line[]
  /** The line that is being done. */
  readonly at: number
  /** What that line does. */
  readonly explain: ReactNode
}

/** An algorithm as a paper prints it, with the line marked that is being done. */
export function Algorithm({ number, title, lines, at, explain }: AlgorithmProps) {
  const name = learnedText.algorithm(number, title)
  return (
    <figure className={styles.algorithm}>
      <figcaption>{name}</figcaption>
      <ol data-terms>
        {lines.map(({ number: line, inner, content }) => (
          <li key={line} data-inner={inner} aria-current={line === at ? 'step' : undefined} data-line={line}>
            <span className={styles.number} aria-hidden="true">
              {line}
            </span>
            <span className={styles.content}>{content}</span>
          </li>
        ))}
      </ol>
      <p className={styles.doing} role="status">
        {explain}
      </p>
    </figure>
  )
}

import type { ReactNode } from 'react'
import { text } from '../i18n'
import { Button } from '../ui/Button'
import { CloseIcon } from '../ui/icons'
import type { LinkNote } from './link'
import styles from './Notices.module.css'
import type { ShownPassing } from './usePassing'

/** A link's note as a sentence. */
export function linkText(note: LinkNote, own: string): string {
  const words = text.notice
  switch (note.kind) {
    case 'unknown': return words.unknown(note.name)
    case 'clamped': return words.clamped(note.name, note.found, note.used)
    case 'own': return own
    case 'ignored': return words.ignored(note.name, note.found)
  }
}

interface NoticesProps<Notice> {
  notices: readonly Notice[]
  /** A notice's sentences, one a line. */
  sentences: (notice: Notice) => readonly string[]
  /** What a notice asks of the visitor. */
  answer?: (notice: Notice) => ReactNode
  onDismiss: (notice: Notice) => void
  passing: ShownPassing | undefined
}

/** What the visitor should know and may put away. */
export function Notices<Notice>({ notices, sentences, answer, onDismiss, passing }: NoticesProps<Notice>) {
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {notices.map((notice, i) => (
        <div key={i} className={styles.notice}>
          <div>{sentences(notice).map((sentence) => <p key={sentence}>{sentence}</p>)}{answer?.(notice)}</div>
          <Button kind="quiet" name={text.notice.dismiss} icon={<CloseIcon />} onPress={() => { onDismiss(notice) }} />
        </div>
      ))}
      {passing && (
        <p key={passing.count} className={styles.passing}>
          <span>{passing.text}</span>
          {passing.undo && <Button name={text.header.undoReset} onPress={passing.undo} />}
        </p>
      )}
    </div>
  )
}

import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { text } from '../i18n'
import { Button } from '../ui/button'
import { CloseIcon } from '../ui/icons'
import type { LinkNote } from './link'
import styles from './notices.module.css'
import { dismiss as dismissPage, type PageNotice, pageNotices } from './page-notices'
import type { ShownPassing } from './use-passing'

/** A link's note as a sentence. */
export function linkText(note: LinkNote, own: string): string {
  const words = text.notice
  switch (note.kind) {
    case 'unknown':
      return words.unknown(note.name)
    case 'clamped':
      return words.clamped(note.name, note.found, note.used)
    case 'own':
      return own
    case 'ignored':
      return words.ignored(note.name, note.found)
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

function Line({ children, onDismiss }: { children: ReactNode; onDismiss: () => void }) {
  return (
    <div className={styles.notice}>
      <div>{children}</div>
      <Button kind="quiet" name={text.notice.dismiss} icon={<CloseIcon />} onPress={onDismiss} />
    </div>
  )
}

/** What concerns the page, in either room. */
function PageLine({ notice }: { notice: PageNotice }) {
  const words = text.notice
  return (
    <Line
      onDismiss={() => {
        dismissPage(notice)
      }}
    >
      <div className={styles.offer}>
        <p>{words[notice.kind]}</p>
        {notice.kind === 'update' && (
          <Button name={words.takeUpdate} explain={words.takeUpdateExplain} onPress={notice.take} />
        )}
      </div>
    </Line>
  )
}

/** What the visitor should know and may put away. */
export function Notices<Notice>({ notices, sentences, answer, onDismiss, passing }: NoticesProps<Notice>) {
  const ofPage = useStore(pageNotices)
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {ofPage.map((notice) => (
        <PageLine key={notice.kind} notice={notice} />
      ))}
      {notices.map((notice, i) => (
        <Line
          key={i}
          onDismiss={() => {
            onDismiss(notice)
          }}
        >
          {sentences(notice).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {answer?.(notice)}
        </Line>
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

import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { text } from '../i18n'
import { Button } from '../ui/button'
import { CloseIcon } from '../ui/icons'
import type { LinkNote } from './link'
import styles from './notices.module.css'
import { dismissPageNotice as dismissPage, type PageNotice, pageNotices } from './page-notices'
import type { ShownMessage } from './use-passing-message'

/** A link's note as a sentence. @param ownText the sentence for kind 'own', which differs between rooms */
export function linkNoteText(note: LinkNote, ownText: string): string {
  const words = text.notice
  switch (note.kind) {
    case 'unknown':
      return words.unknown(note.name)
    case 'clamped':
      return words.clamped(note.name, note.linkValue, note.usedValue)
    case 'own':
      return ownText
    case 'ignored':
      return words.ignored(note.name, note.linkValue)
  }
}

interface NoticesProps<Notice> {
  notices: readonly Notice[]
  /** The sentences of a notice, one per line. */
  sentences: (notice: Notice) => readonly string[]
  /** The buttons with which the visitor answers a notice. */
  answer?: (notice: Notice) => ReactNode
  onDismiss: (notice: Notice) => void
  message: ShownMessage | undefined
}

function Line({ children, onDismiss }: { children: ReactNode; onDismiss: () => void }) {
  return (
    <div className={styles.notice}>
      <div>{children}</div>
      <Button kind="quiet" name={text.notice.dismiss} icon={<CloseIcon />} onPress={onDismiss} />
    </div>
  )
}

/** A notice on the page itself. */
function PageLine({ notice }: { notice: PageNotice }) {
  const words = text.notice
  return (
    <Line
      onDismiss={() => {
        dismissPage(notice)
      }}
    >
      <div className={styles.offer}>
        {(notice.kind === 'link' ? notice.sentences() : [words[notice.kind]]).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {notice.kind === 'update' && (
          <Button name={words.takeUpdate} explain={words.takeUpdateExplain} onPress={notice.take} />
        )}
      </div>
    </Line>
  )
}

/** All notices, each of which the visitor can dismiss, and the passing message. */
export function Notices<Notice>({ notices, sentences, answer, onDismiss, message: passing }: NoticesProps<Notice>) {
  const noticesOfPage = useStore(pageNotices)
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {noticesOfPage.map((notice) => (
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

import { faultText, text } from '../i18n'
import { Button } from '../ui/Button'
import { CloseIcon } from '../ui/icons'
import { usePlayer, useWalk } from './context'
import styles from './Notices.module.css'
import type { Notice } from './store'

export function noticeText(notice: Notice): string {
  const words = text.notice
  switch (notice.kind) {
    case 'lost': return words.lost
    case 'recovered': return words.recovered
    case 'fault': return faultText(notice.fault.code, notice.fault.details)
    case 'link':
      switch (notice.note.kind) {
        case 'unknown': return words.unknown(notice.note.name)
        case 'clamped': return words.clamped(notice.note.name, notice.note.found, notice.note.used)
        case 'ignored': return words.ignored(notice.note.name, notice.note.found)
      }
  }
}

/** What the visitor should know and may put away. */
export function Notices({ passing }: { passing: { text: string; undo?: () => void } | undefined }) {
  const player = usePlayer()
  const notices = useWalk((state) => state.notices)
  const dismiss = (notice: Notice) => { player.store.setState({ notices: notices.filter((other) => other !== notice) }) }
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {notices.map((notice, i) => (
        <p key={i} className={styles.notice}>
          <span>{noticeText(notice)}</span>
          <Button kind="quiet" name={text.notice.dismiss} icon={<CloseIcon />} onPress={() => { dismiss(notice) }} />
        </p>
      ))}
      {passing && (
        <p className={styles.passing}>
          <span>{passing.text}</span>
          {passing.undo && <Button name={text.header.undoReset} onPress={passing.undo} />}
        </p>
      )}
    </div>
  )
}

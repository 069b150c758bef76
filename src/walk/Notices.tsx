import { faultText, text } from '../i18n'
import { Button } from '../ui/Button'
import { CloseIcon } from '../ui/icons'
import { usePlayer, useWalk } from './context'
import type { LinkNote } from '../rooms/link'
import styles from './Notices.module.css'
import type { Notice } from './store'

function linkText(note: LinkNote): string {
  const words = text.notice
  switch (note.kind) {
    case 'unknown': return words.unknown(note.name)
    case 'clamped': return words.clamped(note.name, note.found, note.used)
    case 'own': return words.ownLink
    case 'ignored': return words.ignored(note.name, note.found)
  }
}

/** A notice's sentences, one a line. */
function sentences(notice: Notice): readonly string[] {
  switch (notice.kind) {
    case 'lost': return [text.notice.lost]
    case 'recovered': return [text.notice.recovered]
    case 'fault': return [faultText(notice.fault.code, notice.fault.details)]
    case 'own': return [text.own.opened(notice.title), ...notice.notes.map((note) => faultText(note, {}))]
    case 'link': return notice.notes.map(linkText)
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
        <div key={i} className={styles.notice}>
          <div>{sentences(notice).map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
          <Button kind="quiet" name={text.notice.dismiss} icon={<CloseIcon />} onPress={() => { dismiss(notice) }} />
        </div>
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

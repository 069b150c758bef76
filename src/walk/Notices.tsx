import { faultText, noteText, text } from '../i18n'
import { linkText, Notices as AnyNotices } from '../rooms/Notices'
import type { Passing } from '../rooms/usePassing'
import { usePlayer, useWalk } from './context'
import type { Notice } from './store'

function sentences(notice: Notice): readonly string[] {
  switch (notice.kind) {
    case 'lost': return [text.notice.lost]
    case 'recovered': return [text.notice.recovered]
    case 'fault': return [faultText(notice.fault.code, notice.fault.details)]
    case 'own': return [text.own.opened(notice.title), ...notice.notes.map(noteText)]
    case 'link': return notice.notes.map((note) => linkText(note, text.notice.ownLink))
  }
}

export function Notices({ passing }: { passing: Passing | undefined }) {
  const { store } = usePlayer()
  const notices = useWalk((state) => state.notices)
  return <AnyNotices notices={notices} sentences={sentences} passing={passing} onDismiss={(notice) => { store.setState({ notices: notices.filter((other) => other !== notice) }) }} />
}

import { faultText } from '../i18n'
import { planeText } from '../i18n/plane'
import { linkText, Notices as AnyNotices } from '../rooms/Notices'
import type { ShownPassing } from '../rooms/usePassing'
import { usePlane, usePlaneRoom } from './context'
import type { PlaneNotice } from './store'

function sentences(notice: PlaneNotice): readonly string[] {
  switch (notice.kind) {
    case 'said': return [notice.text]
    case 'lost': return [planeText.lost]
    case 'fault': return [faultText(notice.fault.code, notice.fault.details)]
    case 'link': return notice.notes.map((note) => linkText(note, planeText.ownLink))
  }
}

export function Notices({ passing }: { passing: ShownPassing | undefined }) {
  const { store } = usePlaneRoom()
  const notices = usePlane((state) => state.notices)
  return <AnyNotices notices={notices} sentences={sentences} passing={passing} onDismiss={(notice) => { store.setState({ notices: notices.filter((other) => other !== notice) }) }} />
}

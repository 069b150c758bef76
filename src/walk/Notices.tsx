import type { NetworkSource } from '../engine/protocol'
import { faultText, noteText, text } from '../i18n'
import { later } from '../rooms/lazy'
import { linkText, Notices as AnyNotices } from '../rooms/Notices'
import type { Passing } from '../rooms/usePassing'
import { usePlayer, useWalk } from './context'
import type { Notice } from './store'

function sentences(notice: Notice): readonly string[] {
  switch (notice.kind) {
    case 'lost': return [text.notice.lost]
    case 'recovered': return [text.notice.recovered]
    case 'size': case 'fault': return [faultText(notice.fault.code, notice.fault.details)]
    case 'own': return [text.own.opened(notice.title), ...notice.notes.map(noteText)]
    case 'link': return notice.notes.map((note) => linkText(note, text.notice.ownLink))
  }
}

const SizeQuestion = later(() => import('./SizeQuestion').then((module) => module.SizeQuestion))

export function Notices({ passing, onOpenOwn }: { passing: Passing | undefined; onOpenOwn: (source: NetworkSource) => void }) {
  const { store } = usePlayer()
  const notices = useWalk((state) => state.notices)
  return (
    <AnyNotices
      notices={notices}
      sentences={sentences}
      answer={(notice) => notice.kind === 'size' && notice.source.kind !== 'shelf' && <SizeQuestion proposed={notice.proposed} onSize={(size) => { onOpenOwn({ ...notice.source, size } as NetworkSource) }} />}
      passing={passing}
      onDismiss={(notice) => { store.setState({ notices: notices.filter((other) => other !== notice) }) }}
    />
  )
}

import type { NetworkSource } from '../engine/protocol/pictures'
import { faultText, noteText, text } from '../i18n'
import { later } from '../shell/lazy'
import { linkNoteText, Notices as AnyNotices } from '../shell/notices'
import { useFaultText } from '../shell/use-fault-text'
import type { ShownMessage } from '../shell/use-passing-message'
import { Button } from '../ui/button'
import { usePlayer, useWalk } from './run/context'
import type { Notice } from './run/store'

function sentences(notice: Notice): readonly string[] {
  switch (notice.kind) {
    case 'lost':
      return [text.notice.lost]
    case 'recovered':
      return [text.notice.recovered]
    case 'size':
    case 'fault':
      return [faultText(notice.fault.code, notice.fault.details)]
    case 'own':
      return [text.notice.opened(notice.title), ...notice.notes.map(noteText)]
    case 'link':
      return notice.notes.map((note) => linkNoteText(note, text.notice.ownLink))
  }
}

const SizeQuestion = later(() => import('./shelf/size-question').then((module) => module.SizeQuestion))

interface NoticesProps {
  message: ShownMessage | undefined
  onOpenOwn: (source: NetworkSource) => void
  onFetchPictures: () => void
}

export function Notices({ message, onOpenOwn, onFetchPictures }: NoticesProps) {
  const { store } = usePlayer()
  const notices = useWalk((state) => state.notices)
  useFaultText() // a notice may come before its words
  const dismiss = (notice: Notice) => {
    store.setState({ notices: notices.filter((other) => other !== notice) })
  }
  const answer = (notice: Notice) => {
    if (notice.kind === 'size' && notice.source.kind !== 'shelf')
      return (
        <SizeQuestion
          proposed={notice.proposed}
          onSize={(size) => {
            onOpenOwn({ ...notice.source, size } as NetworkSource)
          }}
        />
      )
    if (notice.kind !== 'fault' || notice.fault.code !== 'gallery') return null
    return (
      <Button
        name={text.status.retry}
        explain={text.status.retryPicturesExplain}
        onPress={() => {
          dismiss(notice)
          onFetchPictures()
        }}
      />
    )
  }
  return <AnyNotices notices={notices} sentences={sentences} answer={answer} message={message} onDismiss={dismiss} />
}

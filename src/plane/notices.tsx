import { faultText } from '../i18n'
import { planeText } from '../i18n/plane'
import { linkNoteText, Notices as AnyNotices } from '../shell/notices'
import type { ShownMessage } from '../shell/use-passing-message'
import { Button } from '../ui/button'
import { usePlane, usePlaneRoom } from './context'
import { problemText } from './data/take'
import { bringOffered, forgetNetwork } from './learn/keeping'
import { refusalText } from './learn/network-refusal'
import type { PlaneNotice } from './store'

function sentences(notice: PlaneNotice): readonly string[] {
  switch (notice.kind) {
    case 'unpaired':
      return [planeText.planeLearning.unpaired]
    case 'points':
      return [problemText(notice.problem)]
    case 'network':
      return [refusalText(notice.refusal)]
    case 'copied': {
      const { copied, studentGone } = planeText.planeLearning.recovery
      return [copied(notice.step, notice.ms, notice.steps), ...(notice.student ? [studentGone] : [])]
    }
    case 'lost':
      return [planeText.lost]
    case 'kept':
      return [(notice.offered ? planeText.planeLearning.kept.offered : planeText.planeLearning.kept.back)(notice.step)]
    case 'fault':
      return [faultText(notice.fault.code, notice.fault.details)]
    case 'link':
      return notice.notes.map((note) => linkNoteText(note, planeText.ownLink))
  }
}

/** Buttons that bring back or forget a network that this machine has kept. */
function KeptAnswer({ offered, onAnswer }: { offered: boolean; onAnswer: () => void }) {
  const plane = usePlaneRoom()
  const { kept: words } = planeText.planeLearning
  const bringBack = () => {
    onAnswer()
    void bringOffered(plane)
  }
  return (
    <>
      {offered && <Button name={words.bring} explain={words.bringExplain} onPress={bringBack} />}{' '}
      <Button
        name={words.forget}
        explain={words.forgetExplain}
        onPress={() => {
          void forgetNetwork(plane)
        }}
      />
    </>
  )
}

export function Notices({ passing }: { passing: ShownMessage | undefined }) {
  const { store } = usePlaneRoom()
  const notices = usePlane((state) => state.notices)
  const dismiss = (notice: PlaneNotice) => {
    store.setState({ notices: notices.filter((other) => other !== notice) })
  }
  return (
    <AnyNotices
      notices={notices}
      sentences={sentences}
      message={passing}
      onDismiss={dismiss}
      answer={(notice) =>
        notice.kind === 'kept' && (
          <KeptAnswer
            offered={notice.offered}
            onAnswer={() => {
              dismiss(notice)
            }}
          />
        )
      }
    />
  )
}

import { text } from '../../i18n'
import { Foot as AnyFoot } from '../../shell/foot'
import { Button } from '../../ui/button'
import { reset } from '../run/actions'
import { usePlayer } from '../run/context'
import { showStage } from '../run/show-stage'
import { useFirstMinute } from './context'

/** The foot of this room: the page for teachers, and the first minute once more. */
export function Foot({ onTeachers }: { onTeachers: () => void }) {
  const player = usePlayer()
  const { again } = useFirstMinute()
  const words = text.firstMinute
  const startAgain = () => {
    reset(player)
    again()
    showStage()
  }
  return (
    <AnyFoot>
      <Button kind="quiet" name={words.doors.teachers} explain={words.doors.teachersExplain} onPress={onTeachers} />
      <Button kind="quiet" name={words.again} explain={words.againExplain} onPress={startAgain} />
    </AnyFoot>
  )
}

import { useSettled } from '../../shell/settled'
import { usePlayer, useWalk } from '../run/context'
import { PICTURE_WORDS } from '../run/show-stage'
import { pictureWords } from './picture-words'

/** The large picture in words, which screen readers say while the walk goes on: in the room, the one region that says where it stands. */
export function Spoken() {
  const player = usePlayer()
  const state = useWalk((walkState) => walkState)
  const moves = state.playing || state.run.goal !== undefined
  const sentence = useSettled(() => pictureWords(player, player.store.getState()), moves)
  return (
    <span id={PICTURE_WORDS} className="visually-hidden" role="status">
      {sentence}
    </span>
  )
}

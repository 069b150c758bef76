import { type Gesture, gestureNow } from '../../runs/gesture'
import { createHistory, type UndoHistory } from '../../runs/history'
import { seek } from '../../runs/playback'
import type { Player } from './player'
import { sameRun, type Settings } from '../model/settings'
import type { WalkStore } from './store'

const histories = new WeakMap<WalkStore, UndoHistory>()

const free: ReadonlySet<keyof Settings> = new Set(['t', 'frame', 'inspecting', 'study'])

/** What was set in a walk, to be undone. The playhead is left where it is, unless it is that of another run; so are the inspector and the study that are open. */
function create(player: Player, gesture: () => Gesture): UndoHistory {
  const { store } = player
  return createHistory<Settings>(
    {
      free,
      read: () => store.getState().settings,
      onChange: (listener) => {
        store.subscribe(({ settings }, before) => {
          if (settings !== before.settings) listener(before.settings)
        })
      },
      restore: (to, moved) => {
        const { settings: here } = store.getState()
        const other = !sameRun(to, here)
        const { inspecting, study } = here
        const t = moved.has('t') ? to.t : here.t
        store.setState({ settings: { ...to, inspecting, study, t, frame: other ? 0 : here.frame } })
        if (other && to.direction === 'reverse') seek(player, to.frame) // what was not kept of that run is computed again
      },
    },
    gesture,
  )
}

/** The history of a walk, from when it is first asked for. */
export function walkHistory(player: Player, gesture = gestureNow): UndoHistory {
  const history = histories.get(player.store) ?? create(player, gesture)
  histories.set(player.store, history)
  return history
}

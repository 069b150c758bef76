import { type Gesture, gestureNow } from '../runs/gesture'
import { createHistory, type UndoHistory } from '../runs/history'
import type { Plane } from './context'
import { brushOf } from './data/brush'
import { bringBackFor } from './learn/follow'
import { type PlaneSettings, samePoints, sameRuns } from './settings'
import type { PlaneStore } from './store'

/** All that is set, and whether the sheet that is drawn on has been emptied. */
interface Standing extends PlaneSettings {
  readonly emptySheet: boolean
}

const histories = new WeakMap<PlaneStore, UndoHistory>()

/** Which particle is looked at is no more set than where the playhead stands. */
const free: ReadonlySet<keyof Standing> = new Set(['t', 'frame', 'chosen'])

/** What was set in a plane, to be undone. The playhead is left where it is, unless it is that of other runs. */
function create(plane: Plane, seek: (frame: number) => void, gesture: () => Gesture): UndoHistory {
  const { store } = plane
  const brush = brushOf(plane)
  const standing = (settings = store.getState().settings, { on, empty } = brush.getState()): Standing => ({
    ...settings,
    emptySheet: on && empty,
  })
  return createHistory<Standing>(
    {
      free,
      read: () => standing(),
      onChange: (listener) => {
        store.subscribe(({ settings }, before) => {
          if (settings !== before.settings) listener(standing(before.settings))
        })
        brush.subscribe((now, before) => {
          if (now.on && before.on && now.empty !== before.empty) listener(standing(undefined, before))
        })
      },
      restore: ({ emptySheet, ...to }, moved) => {
        const { settings: here } = store.getState()
        const others = !sameRuns(to, here) || !samePoints(to, here)
        const kept = {
          t: moved.has('t') ? to.t : here.t,
          chosen: moved.has('chosen') ? to.chosen : here.chosen,
          frame: others ? 0 : here.frame,
        }
        bringBackFor(plane, to)
        store.setState({ settings: { ...to, ...kept } })
        if (brush.getState().on) brush.setState({ empty: emptySheet })
        if (others && to.direction === 'reverse') seek(to.frame) // its frames are computed again
      },
    },
    gesture,
  )
}

/** The history of a plane, from when it is first asked for. @param seek shows a frame, and computes what is missing up to it */
export function planeHistory(
  plane: Plane,
  seek: (frame: number) => void = () => undefined,
  gesture = gestureNow,
): UndoHistory {
  const known = histories.get(plane.store) ?? create(plane, seek, gesture)
  histories.set(plane.store, known)
  return known
}

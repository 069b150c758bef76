import { type Gesture, gestureNow } from '../runs/gesture'
import { createHistory, type UndoHistory } from '../runs/history'
import type { Plane } from './context'
import { brushOf } from './data/brush'
import { bringBackFor } from './learn/follow'
import { type PlaneSettings, samePoints, sameRuns } from './settings'
import type { PlaneStore } from './store'

/** What undo restores: all settings, and whether the sheet to draw on has been emptied. */
interface Standing extends PlaneSettings {
  readonly emptySheet: boolean
}

const histories = new WeakMap<PlaneStore, UndoHistory>()

/** Changes of these alone are no step of undo: where the playhead stands, and which particle is looked at. */
const free: ReadonlySet<keyof Standing> = new Set(['t', 'frame', 'chosen'])

/** The history of a plane's settings. Undo leaves the playhead where it is, unless it restores other runs. */
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
        const restoresOtherRuns = !sameRuns(to, here) || !samePoints(to, here)
        const playhead = {
          t: moved.has('t') ? to.t : here.t,
          chosen: moved.has('chosen') ? to.chosen : here.chosen,
          frame: restoresOtherRuns ? 0 : here.frame,
        }
        bringBackFor(plane, to)
        store.setState({ settings: { ...to, ...playhead } })
        if (brush.getState().on) brush.setState({ empty: emptySheet })
        if (restoresOtherRuns && to.direction === 'reverse') seek(to.frame) // computes the frames up to there again
      },
    },
    gesture,
  )
}

/** The history of a plane; it begins with the first call. @param seek shows a frame, and computes the missing frames up to it */
export function planeHistory(
  plane: Plane,
  seek: (frame: number) => void = () => undefined,
  gesture = gestureNow,
): UndoHistory {
  const history = histories.get(plane.store) ?? create(plane, seek, gesture)
  histories.set(plane.store, history)
  return history
}

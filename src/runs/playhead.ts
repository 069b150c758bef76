import type { StoreApi } from 'zustand/vanilla'
import type { Playable, Playhead } from './playback'

/** The part of a room's state that describes its playhead. */
interface PlayheadState {
  readonly settings: Pick<Playhead, 'direction' | 't' | 'frame' | 'speed'>
  readonly playing: boolean
  readonly run: Pick<Playhead, 'goal' | 'waiting'>
}

/** The playhead of a room's store. It writes only what has changed, so that nothing else is drawn again. */
export function playheadOf<State extends PlayheadState>(store: StoreApi<State>): Pick<Playable, 'playhead' | 'move'> {
  const playhead = (): Playhead => {
    const {
      settings: { direction, t, frame, speed },
      playing,
      run: { goal, waiting },
    } = store.getState()
    return { direction, t, frame, speed, playing, goal, waiting }
  }
  return {
    playhead,
    move: (patch) => {
      const [current, { settings, run }] = [playhead(), store.getState()]
      const { t, frame, playing, goal, waiting } = { ...current, ...patch }
      const changed: Partial<PlayheadState> = {
        ...((t !== current.t || frame !== current.frame) && { settings: { ...settings, t, frame } }),
        ...(playing !== current.playing && { playing }),
        ...((goal !== current.goal || waiting !== current.waiting) && { run: { ...run, goal, waiting } }),
      }
      // These keys keep all their other values, so the result still has the store's type.
      if (Object.keys(changed).length > 0) store.setState(changed as Partial<State>)
    },
  }
}

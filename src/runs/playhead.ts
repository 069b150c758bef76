import type { StoreApi } from 'zustand/vanilla'
import type { Playable, Playhead } from './playback'

/** The part of a room's state in which its playhead lies. */
interface PlayheadState {
  readonly settings: Pick<Playhead, 'direction' | 't' | 'frame' | 'speed'>
  readonly playing: boolean
  readonly run: Pick<Playhead, 'goal' | 'waiting'>
}

/** The playhead of a room's store. What has not changed is not written: nothing draws again for it. */
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
      const [now, { settings, run }] = [playhead(), store.getState()]
      const { t, frame, playing, goal, waiting } = { ...now, ...patch }
      const changed: Partial<PlayheadState> = {
        ...((t !== now.t || frame !== now.frame) && { settings: { ...settings, t, frame } }),
        ...(playing !== now.playing && { playing }),
        ...((goal !== now.goal || waiting !== now.waiting) && { run: { ...run, goal, waiting } }),
      }
      // Only these keys are written, each with all else that it had: still of the store's type.
      if (Object.keys(changed).length > 0) store.setState(changed as Partial<State>)
    },
  }
}

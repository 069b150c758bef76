import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { type Model, modelOf } from '../model/models'
import type { Player } from './player'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import type { WalkState } from './store'

export const PlayerContext = createContext<Player | null>(null)

export function usePlayer(): Player {
  const player = useContext(PlayerContext)
  if (!player) throw new Error('usePlayer outside of PlayerContext')
  return player
}

/** The network that is chosen. */
export const useModel = (): Model => useWalk(({ settings }) => modelOf(settings))

/** The schedule that is chosen, of the forward walk and the timeline. */
export const useSchedule = () => useWalk(useShallow(({ settings }: WalkState) => scheduleOf(settings)))

/** A slice of the walk's state; the component renders again when that slice changes, and only then. */
export function useWalk<Slice>(select: (state: WalkState) => Slice): Slice {
  return useStore(usePlayer().store, select)
}

const still = ({ settings }: WalkState): Settings => ({ ...settings, frame: 0 })

/** The settings without the frame that is shown: what reads them does not render again as the reverse walk moves. */
export function useChosen(): Omit<Settings, 'frame'> {
  return useWalk(useShallow(still))
}

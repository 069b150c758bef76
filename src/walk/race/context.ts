import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Race, RaceState } from './store'

/** Ids of what is focused when the button that was pressed goes. */
export const LANES = 'race-lanes'
export const ALLOWED = 'race-allowed'

export const RaceContext = createContext<Race | null>(null)

export function useRace(): Race {
  const race = useContext(RaceContext)
  if (!race) throw new Error('useRace outside of RaceContext')
  return race
}

/** A slice of the race's state. */
export const useRaceState = <Slice>(select: (state: RaceState) => Slice): Slice => useStore(useRace().store, select)

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { LookedStep } from '../../engine/protocol/look'
import { usePlayer, useWalk } from '../run/context'
import { watchedRun, type Player } from '../run/player'
import type { WalkRun } from '../run/walk-run'
import type { Inspection, InspectionStore, Look } from './looking'
import { stepOf } from './subject'

export const InspectionContext = createContext<InspectionStore | null>(null)

function useStoreOfInspection(): InspectionStore {
  const store = useContext(InspectionContext)
  if (!store) throw new Error('useInspection outside of InspectionContext')
  return store
}

/** A slice of what is looked at. */
export const useInspection = <Slice>(select: (state: Inspection) => Slice): Slice =>
  useStore(useStoreOfInspection(), select)

/** Changes what is looked at. */
export function usePatch(): (patch: Partial<Omit<Inspection, 'look'>>) => void {
  const store = useStoreOfInspection()
  return (patch) => {
    store.setState(patch)
  }
}

/** The step that is shown, of the picture that is looked at. */
export interface Seen {
  readonly player: Player
  readonly run: WalkRun
  readonly forward: boolean
  /** Of the reverse walk; 1 is the first. */
  readonly step: number
  readonly sample: number
  readonly look: Look
  /** What the step knew, where it has been looked at. */
  readonly lookedStep: LookedStep | undefined
}

export function useSeen(): Seen {
  const player = usePlayer()
  const frame = useWalk(({ settings }) => settings.frame)
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const run = useWalk(() => watchedRun(player))
  const look = useInspection((state) => state.look)
  const sample = Math.min(
    useInspection((state) => state.sample),
    run.samples - 1,
  )
  const step = stepOf(frame)
  // An answer about the step before is not of this one; it goes as soon as the new question is asked.
  const lookedStep = look.status === 'looked' && look.step.index === step && !forward ? look.step : undefined
  return { player, run, forward, step, sample, look, lookedStep }
}

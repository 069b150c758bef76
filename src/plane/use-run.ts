import { useShallow } from 'zustand/react/shallow'
import { effectiveGrid } from '../runs/sampler-settings'
import { patchPlane, usePlane, usePlaneRoom } from './context'
import { type RunChoice, runOf } from './settings'

/** The choice of the first or (`beside`) the second run, and a function with which its controls change it. */
export function useRun(beside: boolean): {
  readonly run: RunChoice
  readonly set: (patch: Partial<RunChoice>) => void
} {
  const plane = usePlaneRoom()
  const run = usePlane(useShallow(({ settings }) => (beside && settings.beside ? settings.beside : runOf(settings))))
  const set = (patch: Partial<RunChoice>) => {
    const next = { ...run, ...patch }
    const possible = { ...patch, grid: effectiveGrid(next) }
    patchPlane(plane, beside ? { beside: { ...next, ...possible } } : possible)
  }
  return { run, set }
}

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { PlaneEngineClient } from '../engine/page/plane/client'
import type { PlaneSettings } from './settings'
import type { PlaneState, PlaneStore } from './store'

/** What every part of the room may use. */
export interface Plane {
  readonly store: PlaneStore
  readonly engine: PlaneEngineClient
}

export const PlaneContext = createContext<Plane | null>(null)

export function usePlaneRoom(): Plane {
  const plane = useContext(PlaneContext)
  if (!plane) throw new Error('usePlaneRoom outside of PlaneContext')
  return plane
}

/** A slice of the plane's state; the component renders again when that slice changes, and only then. */
export function usePlane<Slice>(select: (state: PlaneState) => Slice): Slice {
  return useStore(usePlaneRoom().store, select)
}

export function patchPlane({ store }: Plane, patch: Partial<PlaneSettings>): void {
  store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }))
}

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { FirstMinuteStore } from './follow'
import type { FirstMinute } from './states'

export const FirstMinuteContext = createContext<FirstMinuteStore | null>(null)

export function useFirstMinute(): FirstMinuteStore & { readonly state: FirstMinute } {
  const minute = useContext(FirstMinuteContext)
  if (!minute) throw new Error('useFirstMinute outside of FirstMinuteContext')
  return { ...minute, state: useStore(minute.store) }
}

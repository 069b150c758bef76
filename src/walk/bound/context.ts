import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { text } from '../../i18n'
import { boundText } from '../../i18n/bound'
import { networkTitle } from '../model/class-words'
import { modelOf } from '../model/models'
import type { Settings } from '../model/settings'
import { usePlayer, useWalk } from '../run/context'
import type { BoundState, BoundStore } from './store'
import { networkIsThere } from './subject'

export const BoundContext = createContext<BoundStore | null>(null)

export function useBoundStore(): BoundStore {
  const store = useContext(BoundContext)
  if (!store) throw new Error('useBoundStore outside of BoundContext')
  return store
}

/** A slice of what was measured. */
export const useBound = <Slice>(select: (state: BoundState) => Slice): Slice => useStore(useBoundStore(), select)

/** What the settings say of network and picture; the same object as long as these are the same. */
export function useSubjectSettings(): Settings {
  const player = usePlayer()
  const settings = useWalk(
    useShallow(({ settings: { model, own: ownNetwork, picture, label } }) => ({
      model,
      own: ownNetwork,
      picture,
      label,
    })),
  )
  return { ...player.store.getState().settings, ...settings }
}

/** Whether the network that is chosen can be asked. */
export function useNetworkIsThere(): boolean {
  const player = usePlayer()
  return useWalk((state) => networkIsThere(player, state))
}

/** The name of a network that was measured. */
export const titleOf = (id: string, ownNetwork: Settings['own']): string =>
  networkTitle(id, { title: ownNetwork?.id === id ? ownNetwork.title : (text.networks[id] ?? id) })

/** What the schedule of a network is called. */
export function scheduleName(chosenModel: Parameters<typeof modelOf>[0]): string {
  const { id } = modelOf(chosenModel).schedule
  const { schedules } = boundText
  return id === 'cosine' || id === 'linear' ? schedules[id] : schedules.other
}

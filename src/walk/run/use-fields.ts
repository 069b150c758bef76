import { possible } from './possible'
import { useChosen, usePlayer } from './context'
import { patchSettings } from './player'
import type { Settings } from '../model/settings'

/** What controls show, and how they change it: what else must change with it does. */
export function useFields() {
  const player = usePlayer()
  const settings = useChosen()
  return {
    settings,
    set: (patch: Partial<Settings>) => {
      patchSettings(player, { ...patch, ...possible({ ...settings, ...patch }) })
    },
  }
}

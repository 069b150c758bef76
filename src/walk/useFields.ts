import { useChosen, usePlayer } from './context'
import { patchSettings } from './player'
import type { Settings } from './settings'

/** What controls show, and how they change it. */
export function useFields() {
  const player = usePlayer()
  const settings = useChosen()
  return { settings, set: (patch: Partial<Settings>) => { patchSettings(player, patch) } }
}

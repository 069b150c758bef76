import { play } from '../../runs/playback'
import { nextSeed } from '../../runs/seed'
import { classOfPicture } from '../run/actions'
import { patchSettings, type Player } from '../run/player'
import type { Settings } from '../model/settings'
import type { Thing } from './states'

/** Another class than the one that is asked for. */
export const otherClass = ({ label }: Pick<Settings, 'label'>): number => (label === 8 ? 3 : 8)

function walkBack(player: Player, patch: Partial<Settings>): void {
  patchSettings(player, { direction: 'reverse', from: 'noise', frame: 0, ...patch })
  player.beforePlay?.()
  play(player)
}

/** Out of pure noise comes what the forward walk's picture was. */
export function bringBack(player: Player): void {
  walkBack(player, { label: classOfPicture(player) })
}

/** What the button of an offer does; drawing has a dialog of its own, and a question is only answered. */
export function doThing(player: Player, thing: Thing): void {
  const { settings } = player.store.getState()
  if (thing === 'other-noise') walkBack(player, { seed: nextSeed(settings.seed) })
  if (thing === 'other-class') walkBack(player, { label: otherClass(settings) })
}

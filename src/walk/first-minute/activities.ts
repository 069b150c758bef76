import { play } from '../../runs/playback'
import { nextSeed } from '../../runs/seed'
import { classOfPicture } from '../run/actions'
import { patchSettings, type Player } from '../run/player'
import type { Settings } from '../model/settings'
import type { Activity } from './states'

/** A class that differs from the one that the walk asks for. */
export const otherClass = ({ label }: Pick<Settings, 'label'>): number => (label === 8 ? 3 : 8)

function walkBack(player: Player, patch: Partial<Settings>): void {
  patchSettings(player, { direction: 'reverse', from: 'noise', frame: 0, ...patch })
  player.beforePlay?.()
  play(player)
}

/** Walks back from pure noise to the class of the forward walk's picture. */
export function bringBack(player: Player): void {
  walkBack(player, { label: classOfPicture(player) })
}

/** Begins an activity. Drawing opens a dialog instead, and “how” only shows an answer. */
export function beginActivity(player: Player, activity: Activity): void {
  const { settings } = player.store.getState()
  if (activity === 'other-noise') walkBack(player, { seed: nextSeed(settings.seed) })
  if (activity === 'other-class') walkBack(player, { label: otherClass(settings) })
}

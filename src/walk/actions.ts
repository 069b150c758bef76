import { pause } from '../rooms/playback'
import { patchSettings, type Player } from './player'
import { defaults, type Settings, withModel } from './settings'
import { T } from '../rooms/timeline'

/** Hands the forward walk's xₜ to the reverse walk. At t = 0 there is nothing to take away: the walk starts at t = 1. */
export function fromHere(player: Player): void {
  const { settings } = player.store.getState()
  patchSettings(player, { direction: 'reverse', from: Math.max(1, Math.min(T, settings.t)) })
}

/** Everything back to its first state; returns what it was, so that it can be undone. */
export function reset(player: Player): Settings {
  const { settings } = player.store.getState()
  pause(player)
  player.store.setState({ settings: defaults, notices: [] })
  return settings
}

/** Whether a network that is on its way can be given up for the one before. */
export const canCancel = ({ loaded, ready }: Player): boolean => ready !== undefined && ready !== loaded

/** Gives up the network that is on its way, and goes back to the last one that was ready. */
export function cancelLoad(player: Player, reload: () => void): void {
  const { settings } = player.store.getState()
  if (player.ready === undefined) return
  if (settings.model === player.ready) reload() // the visitor's own was being opened
  else patchSettings(player, withModel(settings, player.ready))
}

import { goLive } from './engine-events'
import { pause, play, seek, step, toEnd } from './playback'
import { engineReady, patchSettings, type Player } from './player'
import { defaults, type Settings, withModel } from './settings'
import { T } from '../rooms/timeline'

/** One step (or more) along the timeline: left is data, right is noise, whichever way the walk goes. */
export function towards(player: Player, end: 'data' | 'noise', steps = 1): void {
  const { settings } = player.store.getState()
  const by = (end === 'noise') === (settings.direction === 'forward') ? 1 : -1
  if (steps === 1) step(player, by)
  else if (settings.direction === 'reverse') {
    pause(player)
    seek(player, settings.frame + by * steps)
  } else for (let i = 0; i < steps; i++) step(player, by)
}

/** Plays or pauses. A recording is played only while there is no network: with one, the walk is computed here and now. */
export function togglePlay(player: Player): void {
  const { playing, settings, run } = player.store.getState()
  if (playing || run.goal !== undefined) {
    pause(player)
    return
  }
  if (settings.direction === 'reverse' && run.source === 'recording' && engineReady(player)) goLive(player)
  play(player)
}

/** To the start of the walk that is on; recorded frames stay. */
export function restart(player: Player): void {
  toEnd(player, 'start')
}

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

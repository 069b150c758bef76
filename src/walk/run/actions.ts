import { pause, play } from '../../runs/playback'
import { isOwn, modelOf } from '../model/models'
import { lastReady } from './network'
import { patchSettings, type Player } from './player'
import { defaults, type Settings, type Study, withModel } from '../model/settings'
import { T } from '../../runs/timeline'

/** What the forward walk's picture shows, as its network is to be asked for it: any, where nobody knows. */
export function classOfPicture({ gallery, store }: Player): number | null {
  const { settings } = store.getState()
  const { id, hasNullClass } = modelOf(settings)
  const knownLabel =
    settings.picture.kind === 'gallery' && !isOwn(id) ? gallery?.labels[settings.picture.index] : undefined
  return knownLabel ?? (hasNullClass ? null : settings.label)
}

/** At t = 0 there is nothing to take away. */
export const canWalkBack = ({ t }: Pick<Settings, 't'>): boolean => t >= 1

/** Hands the forward walk's xₜ to the reverse walk, which is asked for what the picture shows, and plays it. */
export function fromHere(player: Player): void {
  const { settings } = player.store.getState()
  if (!canWalkBack(settings)) return
  patchSettings(player, {
    direction: 'reverse',
    from: Math.min(T, settings.t),
    label: classOfPicture(player),
    frame: 0,
  })
  play(player)
}

/** Everything back to its first state. */
export function reset(player: Player): void {
  pause(player)
  player.store.setState({ settings: defaults, notices: [] })
}

/** Gives up the network that is on its way, and goes back to the last one that was ready. */
export function cancelLoad(player: Player, reload: () => void): void {
  const { settings, ownNetworks } = player.store.getState()
  const before = lastReady(player.network)
  if (before === undefined) return
  const ownNetwork = ownNetworks.find((opened) => opened.ownNetwork.id === before)?.ownNetwork ?? null
  if (settings.model === before) reload() // the visitor's own was being opened
  else patchSettings(player, withModel(settings, { model: before, own: ownNetwork }))
}

/** Opens the inspector of a step, or closes it; the picture and the playhead stay where they are. */
export function inspect(player: Player, open: boolean): void {
  patchSettings(player, { inspecting: open })
}

/** Opens a study of the network below the walk, or closes the one that is open. */
export function study(player: Player, open: Study | null): void {
  patchSettings(player, { study: open })
}

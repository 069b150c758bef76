import { modelOf } from '../model/models'
import type { Player } from '../run/player'

/**
 * Something that is remembered of the walk's network, from when it is first wanted: made anew once another network is chosen.
 *
 * @param create makes it
 */
export function ofNetwork<Remembered>(create: (player: Player) => Remembered): (player: Player) => Remembered {
  const known = new WeakMap<Player, { readonly id: string; readonly value: Remembered }>()
  return (player) => {
    const { id } = modelOf(player.store.getState().settings)
    const before = known.get(player)
    if (before?.id === id) return before.value
    const value = create(player)
    known.set(player, { id, value })
    return value
  }
}

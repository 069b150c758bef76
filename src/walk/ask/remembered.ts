import { modelOf } from '../model/models'
import type { Player } from '../run/player'

const networkOf = (player: Player): string => modelOf(player.store.getState().settings).id

/**
 * Something that a study remembers of a walk, from when it is first wanted: it is as the visitor left it when the study opens
 * again.
 *
 * @param create makes it
 * @param end is called with what is given up
 * @param subjectOf what it is about: when that is another, it is made anew; by default the walk's network
 */
export function remembered<Remembered>(
  create: (player: Player) => Remembered,
  end: (given: Remembered) => void = () => undefined,
  subjectOf = networkOf,
): (player: Player) => Remembered {
  const known = new WeakMap<Player, { readonly subject: string; readonly value: Remembered }>()
  return (player) => {
    const subject = subjectOf(player)
    const before = known.get(player)
    if (before?.subject === subject) return before.value
    if (before) end(before.value)
    const value = create(player)
    known.set(player, { subject, value })
    return value
  }
}

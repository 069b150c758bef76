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
export function remember<Value>(
  create: (player: Player) => Value,
  end: (old: Value) => void = () => undefined,
  subjectOf = networkOf,
): (player: Player) => Value {
  const memory = new WeakMap<Player, { readonly subject: string; readonly value: Value }>()
  return (player) => {
    const subject = subjectOf(player)
    const old = memory.get(player)
    if (old?.subject === subject) return old.value
    if (old) end(old.value)
    const value = create(player)
    memory.set(player, { subject, value })
    return value
  }
}

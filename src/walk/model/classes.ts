import type { Menu } from '../../network'

// A network with several menus has a class for every combination of their choices, each menu with an "any" after its last
// label: the mixed radix number of the choices (training/conditions.py). With one menu a class is its label's number, and
// "any" of everything, the last class, is null in the settings.

/** The class of choices, one a menu, null for any; null if all are any. */
export function classOf(menus: readonly Menu[], choices: readonly (number | null)[]): number | null {
  if (choices.every((choice) => choice === null)) return null
  return menus.reduce((row, { labels }, i) => row * (labels.length + 1) + (choices[i] ?? labels.length), 0)
}

/** The choices of a class. */
export function choicesOf(menus: readonly Menu[], label: number | null): (number | null)[] {
  let rest = label ?? Infinity
  return menus
    .toReversed()
    .map(({ labels }) => {
      if (rest === Infinity) return null
      const choice = rest % (labels.length + 1)
      rest = Math.floor(rest / (labels.length + 1))
      return choice === labels.length ? null : choice
    })
    .reverse()
}

/** How many classes there are besides the one that is null. */
export const classCount = (menus: readonly Menu[]): number =>
  menus.reduce((rows, { labels }) => rows * (labels.length + 1), 1) - 1

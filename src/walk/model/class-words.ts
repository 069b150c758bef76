import { text } from '../../i18n'
import { choicesOf } from './classes'
import type { Menu } from '../../network'

const wordsOf = ({ name }: Menu) => text.menus[name] ?? text.menus.class

function inWords(menus: readonly Menu[], label: number | null, say: (menu: Menu, label: string) => string): string {
  const chosen = choicesOf(menus, label).flatMap((choice, i) => {
    const menu = menus[i]
    return menu && choice !== null ? [say(menu, menu.labels[choice] ?? '')] : []
  })
  return chosen.length > 0 ? chosen.join(', ') : text.anyClass
}

/** A class in words: what the network is asked for. */
export const classTitle = (menus: readonly Menu[], label: number | null): string =>
  inWords(menus, label, (menu, word) => wordsOf(menu).title(word))

/** A picture of a class in words. */
export const pictureTitle = (menus: readonly Menu[], label: number | null): string =>
  inWords(menus, label, (menu, word) => wordsOf(menu).picture(word))

import { text } from '../../i18n'
import { choicesOf } from './classes'
import { isOwn, type ModelMenu } from './models'

const wordsOf = ({ name }: ModelMenu) => text.menus[name] ?? text.menus.class

/** The labels of a menu as they are shown: of a visitor's own network as its card has them. */
export const labelsOf = ({ name, labels, ours }: ModelMenu): readonly string[] =>
  labels.map((label, i) => (ours && text.labels[name]?.[i]) ?? label)

/** What a network is called: a visitor's own as its card says. */
export const networkTitle = (id: string, card: { readonly title: string }): string =>
  isOwn(id) ? card.title : (text.networks[id] ?? card.title)

function inWords(
  menus: readonly ModelMenu[],
  label: number | null,
  say: (menu: ModelMenu, label: string) => string,
): string {
  const chosenWords = choicesOf(menus, label).flatMap((choice, i) => {
    const menu = menus[i]
    return menu && choice !== null ? [say(menu, labelsOf(menu)[choice] ?? '')] : []
  })
  return chosenWords.length > 0 ? chosenWords.join(', ') : text.anyClass
}

/** A class in words: what the network is asked for. */
export const classTitle = (menus: readonly ModelMenu[], label: number | null): string =>
  inWords(menus, label, (menu, word) => wordsOf(menu).title(word))

/** A picture of a class in words. */
export const pictureTitle = (menus: readonly ModelMenu[], label: number | null): string =>
  inWords(menus, label, (menu, word) => wordsOf(menu).picture(word))

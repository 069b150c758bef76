import type { ShownText } from './in-page'

/** Words that no language of the page changes, each with its reason. */
const KEPT: Readonly<Record<string, string>> = {
  Noisewalk: 'the name of the page',
  Apache: 'the name of a licence',
  Fashion: 'of Fashion-MNIST, the name of a data set',
  Noto: 'the name of a set of emoji',
  Twemoji: 'the name of a set of emoji',
  Emoji: 'of “Noto Emoji”, in the name of its licence',
  Dismiss: 'the component library’s own word for readers of the screen, which it has in thirty languages',
  https: 'the beginning of an address',
}

/** Names of files, addresses and parts of them; symbols with a subscript or a stroke: σ_down, dx/dt. */
const NO_WORD = /[\p{L}\p{M}\d]+(?:[._/:][\p{L}\p{M}\d._/:-]*[\p{L}\p{M}\d])+/gu
/** Two Latin letters or more that stand alone and have no accent, as every word of English has; but for names with a capital within. */
const PLAIN = /(?<![\p{L}\p{M}\p{N}])[A-Za-z][a-z]+(?![\p{L}\p{M}\p{N}])/gu

/** The texts that hold an English word, with what of them is English. */
export const unchanged = (texts: readonly ShownText[]): string[] => [
  ...new Set(
    texts.flatMap(({ text, where }) => {
      const words = [...text.replace(NO_WORD, ' ').matchAll(PLAIN)].map(([word]) => word)
      const left = words.filter((word) => !Object.hasOwn(KEPT, word))
      return left.length > 0 ? [`${where}: ${left.join(' ')} in “${text.slice(0, 80)}”`] : []
    }),
  ),
]

/** Each small letter and its accented one, all of them in the page's own fonts; the others stay as they are. */
const PLAIN = 'acdeghijklnorstuwyz'
const ACCENTED = 'áçđéĝĥíĵķľñöřšţúŵýž'
const accentOf = new Map(Array.from(PLAIN).map((letter, i) => [letter, ACCENTED[i] ?? letter]))

/** What is no word: an address, a path or a name of a program; a name with a capital within it, or of capitals; a single letter. */
const NAME = /^(?:\p{L}|\p{L}+\p{Lu}.*|.*[\d_].*)$/u
/** Names that look like words. */
const NAMES = new Set(['Noisewalk'])
/** A word, or what a program calls something: letters with points, slashes or underscores within. */
const WORD = /[A-Za-z]+(?:[._/:][A-Za-z\d._/:-]*[A-Za-z\d])*/g

/** Every second letter twice: half as long again. */
const lengthened = (word: string): string =>
  Array.from(word)
    .map((letter, i) => (i % 2 === 1 ? letter + letter : letter))
    .join('')

function accentedWord(word: string): string {
  if (NAME.test(word) || NAMES.has(word) || /[._/:]/.test(word)) return word
  return Array.from(lengthened(word))
    .map((letter) => {
      const accent = accentOf.get(letter.toLowerCase()) ?? letter
      return letter === letter.toLowerCase() ? accent : accent.toUpperCase()
    })
    .join('')
}

/** Letters, digits and what else makes a piece of text part of a longer symbol. */
const PART = /[\p{L}\p{M}\p{N}_]/u

/** An English sentence in the pseudo-language; names, symbols and what is accented already stay as they are. */
export const accented = (sentence: string): string =>
  sentence.replace(WORD, (word, at: number) =>
    PART.test(sentence[at - 1] ?? ' ') || PART.test(sentence[at + word.length] ?? ' ') ? word : accentedWord(word),
  )

/** What a sentence was given, names of files for instance: these stay as they are within it. */
const givenWords = (details: readonly unknown[]): string[] =>
  details.flatMap((each) =>
    typeof each === 'string'
      ? [each]
      : typeof each === 'object' && each !== null
        ? givenWords(Object.values(each))
        : [],
  )

/** A sentence that was made of what it was given, which stays where it stands as a word. */
function accentedAround(sentence: string, details: readonly unknown[]): string {
  const names = givenWords(details)
    .filter((each) => each.length > 1)
    .map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (names.length === 0) return accented(sentence)
  const pieces = sentence.split(new RegExp(`(?<!\\p{L})(${names.join('|')})(?!\\p{L})`, 'u'))
  return pieces.map((piece, i) => (i % 2 === 1 ? piece : accented(piece))).join('') // every second one was given
}

/** Words of any shape: strings, lists and objects of them, and functions that return them. Keys stay as they are. */
export function accentedAll<Of>(words: Of): Of
export function accentedAll(words: unknown): unknown {
  if (typeof words === 'string') return accented(words)
  if (typeof words === 'function')
    return (...details: unknown[]) => {
      const sentence = (words as (...details: unknown[]) => unknown)(...details)
      return typeof sentence === 'string' ? accentedAround(sentence, details) : accentedAll(sentence)
    }
  if (Array.isArray(words)) return words.map((each: unknown) => accentedAll(each))
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, accentedAll(value)]))
}

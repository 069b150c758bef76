import type { TermId } from '../i18n/glossary'
import { spelling } from '../i18n/spelling'

/** A piece of a sentence, with the id of its term if it is one. */
interface TextPiece {
  readonly text: string
  readonly id?: TermId
}

/** Escapes a text for a regular expression, in which each space may also be a non-breaking one. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \u00a0]')

function finderOf({ spelled }: typeof spelling) {
  const ids = new Map(
    (Object.entries(spelled) as [TermId, readonly string[]][]).flatMap(([id, texts]) =>
      texts.map((text) => [text, id] as const),
    ),
  )
  const longestFirst = [...ids.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  // A term is neither within a word nor part of a longer symbol: there is no x in x̂₀, and no t in “don’t”.
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}’'/-])(?:${longestFirst})(?![\\p{L}\\p{M}₀-₉\\d-]|[’']\\p{L})`,
    'gu',
  )
  return { of: spelled, pattern, idOf: (text: string) => ids.get(text.replaceAll('\u00a0', ' ')) }
}

let finder: ReturnType<typeof finderOf> | undefined

/** Cuts a name or a sentence into pieces, and finds each term where it first occurs. */
export function findTerms(words: string): readonly TextPiece[] {
  const wholeId = Object.hasOwn(spelling.named, words) ? spelling.named[words] : undefined
  if (wholeId) return [{ text: words, id: wholeId }]
  if (spelling.plainNames.includes(words)) return [{ text: words }]
  if (finder?.of !== spelling.spelled) finder = finderOf(spelling) // another language is on
  const { pattern, idOf } = finder
  const pieces: TextPiece[] = []
  const earlierIds = new Set<TermId>()
  let end = 0
  for (const { 0: text, index } of words.matchAll(pattern)) {
    const id = idOf(text)
    if (!id || earlierIds.has(id)) continue
    earlierIds.add(id)
    if (index > end) pieces.push({ text: words.slice(end, index) })
    pieces.push({ text, id })
    end = index + text.length
  }
  if (end < words.length) pieces.push({ text: words.slice(end) })
  return pieces
}

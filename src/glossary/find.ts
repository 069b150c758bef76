import type { TermId } from '../i18n/glossary'
import { spelling } from '../i18n/spelling'

/** A piece of a sentence, and the term that it is, if any. */
interface Found {
  readonly text: string
  readonly id?: TermId
}

/** A space may be a hard one. */
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
  // Neither within a word nor part of a longer symbol: x is not in x̂₀, t not in “don’t”.
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}’'/-])(?:${longestFirst})(?![\\p{L}\\p{M}₀-₉\\d-]|[’']\\p{L})`,
    'gu',
  )
  return { of: spelled, pattern, idOf: (text: string) => ids.get(text.replaceAll('\u00a0', ' ')) }
}

let finder: ReturnType<typeof finderOf> | undefined

/** The terms of a name or a sentence, each where it first stands. */
export function findTerms(words: string): readonly Found[] {
  const whole = Object.hasOwn(spelling.named, words) ? spelling.named[words] : undefined
  if (whole) return [{ text: words, id: whole }]
  if (spelling.plainNames.includes(words)) return [{ text: words }]
  if (finder?.of !== spelling.spelled) finder = finderOf(spelling) // another language is on
  const { pattern, idOf } = finder
  const pieces: Found[] = []
  const seen = new Set<TermId>()
  let end = 0
  for (const { 0: text, index } of words.matchAll(pattern)) {
    const id = idOf(text)
    if (!id || seen.has(id)) continue
    seen.add(id)
    if (index > end) pieces.push({ text: words.slice(end, index) })
    pieces.push({ text, id })
    end = index + text.length
  }
  if (end < words.length) pieces.push({ text: words.slice(end) })
  return pieces
}

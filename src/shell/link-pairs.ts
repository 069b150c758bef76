/** Names and values of a link, undecoded signs mended as mail, chat and text programs break them. */
export type Pair = readonly [name: string, text: string]

/** Signs of the sentence in which a link stood. What they belong to in a link is written as %2E and the like (`encoded`). */
const SENTENCE = /[.,;:)\]}'"’”»…>]+$/

/** Text as a part of a link; signs that programs take for the end of one are encoded too. Broken halves of characters become �. */
export const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()*]|\.+$/g, (signs) =>
    Array.from(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
  )

/** Undoes encodeURIComponent; text that is none stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split('%'), (byte) => parseInt(byte, 16))),
    )
  }
}

/** A link that was encoded as a whole has no = of its own. */
function unwrapped(fragment: string): string {
  let text = fragment
  for (let times = 0; times < 3 && !text.includes('=') && /%(25)*3D/i.test(text); times++) text = decoded(text)
  return text
}

const cutAt = (part: string): Pair => {
  const at = part.indexOf('=')
  return at < 0 ? [decoded(part), ''] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))]
}

/** A pair whose = was encoded: its name holds it. */
const parted = ([name, text]: Pair): Pair =>
  text === '' && name.includes('=')
    ? [name.slice(0, name.indexOf('=')), name.slice(name.indexOf('=') + 1)]
    : [name, text]

/** The names and values of a fragment ("#t=250&seed=8"), whatever it is. */
export const allPairs = (fragment: string): Pair[] =>
  unwrapped(fragment.replace(/^(#|%23)/i, ''))
    .replace(/^[#?&!/]+/, '')
    .replace(SENTENCE, '')
    .replace(/&(amp;|#0*38;|#x0*26;)+/gi, '&')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => parted(cutAt(part)))
    .flatMap(([name, text]) => {
      // a room or a language is one word: what follows it was swallowed
      const {
        texts: [own = ''],
        swallowed,
      } = otherwise(text)
      return name === 'room' || name === 'lang' ? [[name, own] as const, ...swallowed] : [[name, text] as const]
    })

/**
 * What a value that cannot be read may have been, likeliest first, and the pairs that it has swallowed with an encoded &: without
 * the sign of the sentence at its end, without mail's "=3D".
 */
export function otherwise(text: string): { readonly texts: readonly string[]; readonly swallowed: readonly Pair[] } {
  const [first = '', ...rest] = text.replace(/&(amp;|#0*38;|#x0*26;)+/gi, '&').split('&')
  const own = [first, first.replace(/^3D/i, '')].flatMap((each) => [each, each.replace(/[\p{P}\p{Sm}\p{Cf}]+$/u, '')])
  return { texts: own, swallowed: rest.map((part) => parted([part, ''])) }
}

/** A name and its value in a link, decoded. Mail, chat and text programs break links; this module repairs them. */
export type Pair = readonly [name: string, text: string]

/** Punctuation of the sentence in which a link stood. In a link's own values such signs are encoded, as %2E and the like (`encode`). */
const SENTENCE_END = /[.,;:)\]}'"’”»…>]+$/

/**
 * Writes text as a part of a link. Encodes also the signs that programs take for the end of a link; halves of broken characters
 * become �.
 */
export const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()*]|\.+$/g, (signs) =>
    Array.from(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
  )

/** Undoes encodeURIComponent; leaves text that was not encoded so as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split('%'), (byte) => parseInt(byte, 16))),
    )
  }
}

/** Decodes a link that was encoded as a whole, up to three times: it has no = of its own. */
function decodeWhole(fragment: string): string {
  let text = fragment
  for (let times = 0; times < 3 && !text.includes('=') && /%(25)*3D/i.test(text); times++) text = decode(text)
  return text
}

const pairOf = (part: string): Pair => {
  const equals = part.indexOf('=')
  return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))]
}

/** Splits a pair whose = was encoded and therefore ended up in its name. */
const splitName = ([name, text]: Pair): Pair =>
  text === '' && name.includes('=')
    ? [name.slice(0, name.indexOf('=')), name.slice(name.indexOf('=') + 1)]
    : [name, text]

/** The names and values of a fragment ("#t=250&seed=8"), however broken it is. */
export const allPairs = (fragment: string): Pair[] =>
  decodeWhole(fragment.replace(/^(#|%23)/i, ''))
    .replace(/^[#?&!/]+/, '')
    .replace(SENTENCE_END, '')
    .replace(/&(amp;|#0*38;|#x0*26;)+/gi, '&')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => splitName(pairOf(part)))
    .flatMap(([name, text]) => {
      // A room or a language is one word, so whatever follows it are further pairs.
      const {
        texts: [word = ''],
        furtherPairs,
      } = repair(text)
      return name === 'room' || name === 'lang' ? [[name, word] as const, ...furtherPairs] : [[name, text] as const]
    })

/**
 * What an unreadable value may have been before a program broke it: without punctuation at its end, without mail's "=3D".
 * @returns candidates, the likeliest first, and further pairs that an encoded & had joined to the value
 */
export function repair(text: string): { readonly texts: readonly string[]; readonly furtherPairs: readonly Pair[] } {
  const [first = '', ...rest] = text.replace(/&(amp;|#0*38;|#x0*26;)+/gi, '&').split('&')
  const texts = [first, first.replace(/^3D/i, '')].flatMap((each) => [each, each.replace(/[\p{P}\p{Sm}\p{Cf}]+$/u, '')])
  return { texts, furtherPairs: rest.map((part) => splitName([part, ''])) }
}

/** Names that browsers give instead of the typed character: for a dead key, an input method, an unknown key. */
const HIDDEN = new Set(['Dead', 'Process', 'Unidentified', 'Compose'])

/** What an English keyboard has at a key's place; letters in lower case. */
function englishKeyAt(code: string, shift: boolean): string | undefined {
  const match = /^Key([A-Z])$|^(?:Digit|Numpad)(\d)$/.exec(code)
  if (code === 'Slash' && shift) return '?'
  return match?.[1]?.toLowerCase() ?? match?.[2] ?? (code === 'Space' ? ' ' : undefined)
}

/**
 * The key of an event; letters in lower case. Where the visitor's keyboard has no Latin letter or digit at that place (Cyrillic,
 * Persian, the upper row of AZERTY), it is the key that an English keyboard has there.
 */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key.length > 1 && !HIDDEN.has(key)) return key
  const isLatin = /^[\x20-\x7e]$/.test(key)
  const isUpperRow = isLatin && !shiftKey && code.startsWith('Digit') && !/^\d$/.test(key)
  return (isLatin && !isUpperRow ? undefined : englishKeyAt(code, shiftKey)) ?? key.toLowerCase()
}

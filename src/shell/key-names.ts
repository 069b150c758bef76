/** Names under which a browser hides what was typed: a dead key, an input method, an unknown one. */
const HIDDEN = new Set(['Dead', 'Process', 'Unidentified', 'Compose'])

/** A key's name by its place, as on an English keyboard; a letter small. */
function byPlace(code: string, shift: boolean): string | undefined {
  const found = /^Key([A-Z])$|^(?:Digit|Numpad)(\d)$/.exec(code)
  if (code === 'Slash' && shift) return '?'
  return found?.[1]?.toLowerCase() ?? found?.[2] ?? (code === 'Space' ? ' ' : undefined)
}

/**
 * The key of an event, a letter small. Where the keyboard writes no Latin letter or digit there (Cyrillic, Persian, the upper row
 * of AZERTY), it is the one that an English keyboard has in that place.
 */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key.length > 1 && !HIDDEN.has(key)) return key
  const latin = /^[\x20-\x7e]$/.test(key)
  const upperRow = latin && !shiftKey && code.startsWith('Digit') && !/^\d$/.test(key)
  return (latin && !upperRow ? undefined : byPlace(code, shiftKey)) ?? key.toLowerCase()
}

import { get, type Fields } from './fields'
import type { NamedNote } from './notes'

interface Filled {
  readonly fields: Fields
  readonly notes: readonly NamedNote[]
}

/**
 * Fills an object with the defaults of its missing keys. A key that is null although it needs a value gets its default too, and a
 * switch that is null is off, as in Python; a note reports these.
 *
 * @param meaningful keys for which null is a value of its own, or an error
 */
export function withDefaults(
  parsed: Fields,
  defaults: Readonly<Record<string, unknown>>,
  meaningful: readonly string[] = [],
): Filled {
  const assumed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(defaults)) {
    if (value !== null && !meaningful.includes(key) && get(parsed, key) === null)
      assumed[key] = typeof value === 'boolean' ? false : value
  }
  const defaultsTaken = Object.entries(assumed)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    .join(', ')
  return {
    fields: { ...parsed, value: { ...defaults, ...parsed.value, ...assumed } },
    notes: defaultsTaken ? [{ code: 'null-default', details: { file: parsed.file, found: defaultsTaken } }] : [],
  }
}

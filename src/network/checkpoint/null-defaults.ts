import { shown } from '../errors'
import { get, type Fields } from './fields'
import type { NamedNote } from './notes'

interface Filled {
  readonly fields: Fields
  readonly notes: readonly NamedNote[]
}

/**
 * The object with the defaults of what it does not say. A key that is null where something has to be said has its default too,
 * and a switch is off, as Python takes null for false; that is noted.
 *
 * @param kept keys for which null is a value of its own, or an error
 */
export function withDefaults(
  parsed: Fields,
  defaults: Readonly<Record<string, unknown>>,
  kept: readonly string[] = [],
): Filled {
  const assumed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(defaults)) {
    if (value !== null && !kept.includes(key) && get(parsed, key) === null)
      assumed[key] = typeof value === 'boolean' ? false : value
  }
  const found = Object.entries(assumed)
    .map(([key, value]) => `${key} = ${shown(value)}`)
    .join(', ')
  return {
    fields: { ...parsed, value: { ...defaults, ...parsed.value, ...assumed } },
    notes: found ? [{ code: 'null-default', details: { file: parsed.file, found } }] : [],
  }
}

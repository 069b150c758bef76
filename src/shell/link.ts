import { LANGUAGE, saysLanguage } from './language-link'
import { allPairs, encoded, otherwise, type Pair } from './link-pairs'
import {
  GRIDS,
  type NumberName,
  parameterRanges,
  PROCESSES,
  type SamplerParameters,
  SAMPLERS,
  VARIANCES,
} from '../runs/sampler-settings'

/** What a link said that could not be taken as it stood. */
export type LinkNote =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'clamped'; readonly name: string; readonly found: string; readonly used: string }
  | { readonly kind: 'ignored'; readonly name: string; readonly found: string }
  /** What was the visitor's own and too large for a link. */
  | { readonly kind: 'own' }

export type Read<Value> = { readonly value: Value; readonly exact: boolean } | undefined

/** One setting in a link. */
export interface Field<Settings, Key extends keyof Settings = keyof Settings> {
  /** Its name in the link. */
  readonly name: string
  readonly key: Key
  /** undefined where the text means nothing; `exact` is false where the nearest possible value was taken. */
  readonly read: (text: string) => Read<unknown>
  readonly write: (value: unknown) => string
}

/** More is not said of one link. */
const MOST_NOTES = 8

/** Makes fields of a kind of settings: `of<Settings>()('steps', 'steps', range(1, 1000))`. */
export const fieldsOf =
  <Settings>() =>
  <Key extends keyof Settings>(
    name: string,
    key: Key,
    read: (text: string) => Read<Settings[Key]>,
    write: (value: Settings[Key]) => string = String,
  ): Field<Settings> => ({ name, key, read, write: write as (value: unknown) => string })

export const number = (text: string, low: number, high: number, whole: boolean): Read<number> => {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined
  const found = Number(text)
  const value = Math.min(high, Math.max(low, whole ? Math.round(found) : found))
  return { value, exact: value === found }
}
export const oneOf =
  <Value extends string | number>(values: readonly Value[]) =>
  (text: string): Read<Value> => {
    const value = values.find((candidate) => String(candidate) === text)
    return value === undefined ? undefined : { value, exact: true }
  }
export const range =
  (low: number, high: number, whole = true) =>
  (text: string) =>
    number(text, low, high, whole)
export const flag = (text: string): Read<boolean> =>
  text === 'on' || text === 'off' ? { value: text === 'on', exact: true } : undefined
export const writeFlag = (on: boolean) => (on ? 'on' : 'off')

/** The parameters of all samplers: the link's ranges are the controls'. */
export function parameterFields<Settings extends SamplerParameters>(): Field<Settings>[] {
  const field = fieldsOf<SamplerParameters>()
  const parameter = (key: NumberName, name: string = key) => {
    const { min, max, digits } = parameterRanges[key]
    return field(name, key, range(min, max, digits === 0))
  }
  return [
    field('variance', 'variance', oneOf(VARIANCES)),
    parameter('eta'),
    parameter('order'),
    parameter('churn'),
    parameter('churnMin', 'churn-min'),
    parameter('churnMax', 'churn-max'),
    parameter('churnNoise', 'churn-noise'),
    parameter('snr'),
    parameter('count'),
    parameter('delta'),
    parameter('stay'),
    parameter('tolerance'),
  ]
}
export const readSampler = oneOf(SAMPLERS)
export const readProcess = oneOf(PROCESSES)
export const readGrid = oneOf(GRIDS)
export const readRho = range(1, 20, false)

/** What of a stranger's text is shown: short, and never markup (React escapes it). */
export const shortened = (text: string) => (text.length > 24 ? `${Array.from(text).slice(0, 24).join('')}…` : text)

/** The names and values of a fragment ("#t=250&seed=8"), but for the room's, the glossary's and the language's. */
export const pairsOf = (fragment: string): Pair[] =>
  allPairs(fragment).filter((pair) => pair[0] !== 'room' && pair[0] !== 'glossary' && !saysLanguage(pair))

/** A value as it stands, or as it must have been before a program broke it; what it had swallowed is read after it. */
function mendedRead(
  { read }: Pick<Field<never>, 'read'>,
  text: string,
  swallowed: (pairs: readonly Pair[]) => void,
): Read<unknown> {
  const plain = read(text)
  if (plain) return plain
  const other = otherwise(text)
  const found = other.texts.map(read).find((each) => each !== undefined)
  if (found) swallowed(other.swallowed)
  return found
}

/** Settings that the pairs give, and notes on what had to be mended, appended to `notes`. Never throws. */
export function readFields<Settings>(
  fields: readonly Field<Settings>[],
  pairs: readonly Pair[],
  notes: LinkNote[],
): Partial<Settings> {
  // A map and not an object: `constructor` and `__proto__` are just unknown names.
  const byName = new Map(fields.map((each) => [each.name, each]))
  const read: Partial<Record<keyof Settings, unknown>> = {}
  const queue = [...pairs]
  for (const [name, text] of queue) {
    // goes on over what is added
    if (notes.length >= MOST_NOTES) break
    const known = byName.get(name)
    const found =
      known &&
      mendedRead(known, text, (more) => {
        queue.push(...more)
      })
    if (!known && name !== LANGUAGE) notes.push({ kind: 'unknown', name: shortened(name) })
    else if (!known || !found) notes.push({ kind: 'ignored', name, found: shortened(text) })
    else {
      read[known.key] = found.value
      if (!found.exact) notes.push({ kind: 'clamped', name, found: shortened(text), used: known.write(found.value) })
    }
  }
  return read as Partial<Settings>
}

/**
 * The pairs of settings, always in one order: what differs from what a page begins with, or from what a reader would set by itself
 * for the same sampler, process and network.
 */
export function writeFields<Settings>(
  fields: readonly Field<Settings>[],
  settings: Settings,
  ...bases: readonly Settings[]
): string[] {
  return fields.flatMap(({ name, key, write }) => {
    const text = write(settings[key])
    return bases.every((base) => text === write(base[key])) ? [] : [`${name}=${encoded(text)}`]
  })
}

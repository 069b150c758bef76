import { LANGUAGE, saysLanguage } from './language-link'
import { allPairs, encode, type Pair, repair } from './link-pairs'
import { saysPage } from './page-pairs'
import {
  GRIDS,
  type NumberName,
  parameterRanges,
  PROCESSES,
  type SamplerParameters,
  SAMPLERS,
  VARIANCES,
} from '../runs/sampler-settings'

/** A part of a link that the page could not use as it stood. */
export type LinkNote =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'clamped'; readonly name: string; readonly linkValue: string; readonly usedValue: string }
  | { readonly kind: 'ignored'; readonly name: string; readonly linkValue: string }
  /** The visitor's own picture, points or network, which the link does not carry. */
  | { readonly kind: 'own' }

/** The notice that shows the notes on a link, if there are any. */
export const noticesOf = (notes: readonly LinkNote[]) => (notes.length > 0 ? [{ kind: 'link', notes } as const] : [])

export type Read<Value> = { readonly value: Value; readonly exact: boolean } | undefined

/** One setting in a link. */
export interface Field<Settings, Key extends keyof Settings = keyof Settings> {
  /** Its name in the link. */
  readonly name: string
  readonly key: Key
  /** undefined if the text means nothing; `exact` is false if the nearest possible value is used instead. */
  readonly read: (text: string) => Read<unknown>
  readonly write: (value: unknown) => string
}

/** The page shows at most so many notes on one link. */
const MOST_NOTES = 8

/** Returns a function that makes fields of one kind of settings: `of<Settings>()('steps', 'steps', range(1, 1000))`. */
export const fieldsOf =
  <Settings>() =>
  <Key extends keyof Settings>(
    name: string,
    key: Key,
    read: (text: string) => Read<Settings[Key]>,
    write: (value: Settings[Key]) => string = String,
  ): Field<Settings> => ({ name, key, read, write: write as (value: unknown) => string })

export const number = (text: string, low: number, high: number, isInteger: boolean): Read<number> => {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined
  const exactValue = Number(text)
  const value = Math.min(high, Math.max(low, isInteger ? Math.round(exactValue) : exactValue))
  return { value, exact: value === exactValue }
}
export const oneOf =
  <Value extends string | number>(values: readonly Value[]) =>
  (text: string): Read<Value> => {
    const value = values.find((candidate) => String(candidate) === text)
    return value === undefined ? undefined : { value, exact: true }
  }
export const range =
  (low: number, high: number, isInteger = true) =>
  (text: string) =>
    number(text, low, high, isInteger)
export const flag = (text: string): Read<boolean> =>
  text === 'on' || text === 'off' ? { value: text === 'on', exact: true } : undefined
export const writeFlag = (on: boolean) => (on ? 'on' : 'off')

/** The parameters of all samplers, with the same ranges in links as in the controls. */
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

/** A stranger's text, cut to a length that can be shown. React escapes any markup in it. */
export const shortened = (text: string) => (text.length > 24 ? `${Array.from(text).slice(0, 24).join('')}…` : text)

/** The names and values of a fragment ("#t=250&seed=8"), without those of the room, the glossary, the language and the page. */
export const pairsOf = (fragment: string): Pair[] =>
  allPairs(fragment).filter(
    (pair) => pair[0] !== 'room' && pair[0] !== 'glossary' && !saysLanguage(pair) && !saysPage(pair),
  )

/** Reads a value as it stands, or else as it may have been before a program broke it. @param addPairs takes pairs that were joined to it */
function readOrRepair(
  { read }: Pick<Field<never>, 'read'>,
  text: string,
  addPairs: (pairs: readonly Pair[]) => void,
): Read<unknown> {
  const plain = read(text)
  if (plain) return plain
  const repaired = repair(text)
  const reading = repaired.texts.map(read).find((each) => each !== undefined)
  if (reading) addPairs(repaired.furtherPairs)
  return reading
}

/** Reads settings from the pairs, and appends to `notes` what could not be used as it stood. Never throws. */
export function readFields<Settings>(
  fields: readonly Field<Settings>[],
  pairs: readonly Pair[],
  notes: LinkNote[],
): Partial<Settings> {
  // In a map, unlike in an object, `constructor` and `__proto__` are just unknown names.
  const byName = new Map(fields.map((each) => [each.name, each]))
  const values: Partial<Record<keyof Settings, unknown>> = {}
  const queue = [...pairs]
  // The loop also reads the pairs that it adds to the queue.
  for (const [name, text] of queue) {
    if (notes.length >= MOST_NOTES) break
    const field = byName.get(name)
    const reading =
      field &&
      readOrRepair(field, text, (more) => {
        queue.push(...more)
      })
    if (!field && name !== LANGUAGE) notes.push({ kind: 'unknown', name: shortened(name) })
    else if (!field || !reading) notes.push({ kind: 'ignored', name, linkValue: shortened(text) })
    else {
      values[field.key] = reading.value
      if (!reading.exact)
        notes.push({
          kind: 'clamped',
          name,
          linkValue: shortened(text),
          usedValue: shortened(field.write(reading.value)),
        })
    }
  }
  return values as Partial<Settings>
}

/**
 * Writes settings as pairs, always in the same order. Leaves out values that all `bases` have: the defaults of the page, and what a
 * reader sets by itself for the same sampler, process and network.
 */
export function writeFields<Settings>(
  fields: readonly Field<Settings>[],
  settings: Settings,
  ...bases: readonly Settings[]
): string[] {
  return fields.flatMap(({ name, key, write }) => {
    const text = write(settings[key])
    return bases.every((base) => text === write(base[key])) ? [] : [`${name}=${encode(text)}`]
  })
}

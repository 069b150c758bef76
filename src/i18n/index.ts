import { text as english } from './en/text'
import { durationIn } from './format/duration'
import { follow } from './language'

// Words are chosen when they are shown: `text` and the other parts (settings.ts, files.ts, plane.ts, …) are bindings that change with
// the language, so no module may keep a string of theirs; test/i18n/captured-words.test.ts finds one that does.

/** The words of the page, in the language that is on. */
export let text = english
follow('text', english, (words) => {
  text = words
})

type Sentences = Readonly<Record<string, (details: Readonly<Record<string, string | number | undefined>>) => string>>
/** Of the page itself, then of the parts that have come. */
const faults: (() => Sentences)[] = [() => text.fault]
const listeners = new Set<() => void>()

/** Sentences of the faults that only a part of the page has: they come with its strings. */
export function knowFaults(more: () => Sentences): void {
  faults.push(more)
  for (const listener of listeners) listener()
}

/** Calls the listener when more faults have their sentences; returns what ends that. */
export function onFaultsKnown(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Of how many parts the faults are known. */
export const faultsKnown = (): number => faults.length

/** What a file has or should have, as data: a code, and its numbers and names. */
type Description = readonly [code: string, ...values: (string | number)[]]
/** The words of a description by its code; the code says which values it takes. */
type Descriptions = Readonly<Record<string, (...values: never[]) => string>>
let descriptions: () => Descriptions = () => ({})

/** The words for descriptions: they come with the sentences of the faults that have some. */
export function knowDescriptions(of: () => Descriptions): void {
  descriptions = of
}

const described = ([code, ...values]: Description): string =>
  Object.hasOwn(descriptions(), code) ? (descriptions()[code]?.(...(values as never[])) ?? code) : code

/** The sentence of a fault's code; never throws, whatever the code says. */
export function faultText(code: string, details: Readonly<Record<string, string | number | Description>>): string {
  const faultSentences = faults.find((sentences) => Object.hasOwn(sentences(), code))
  const inWords = Object.entries(details).map(([name, detail]) => [
    name,
    typeof detail === 'object' ? described(detail) : detail,
  ])
  return (
    faultSentences?.()[code]?.(Object.fromEntries(inWords) as Record<string, string | number>) ??
    text.unknownFault(code)
  )
}

/** The sentence of what had to be assumed about a network: a code, or one with the names that it is about. */
export const noteText = (
  note: string | { readonly code: string; readonly details: Readonly<Record<string, string>> },
): string => (typeof note === 'string' ? faultText(note, {}) : faultText(note.code, note.details))

/** A duration in the largest fitting unit. */
export const duration = (ms: number): string => durationIn(text.units, ms)

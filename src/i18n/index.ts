import { en } from './en'

/** The strings of the page's language. Another language is another file of the same type. */
export const text = en

type Sentences = Readonly<Record<string, (details: Readonly<Record<string, string | number | undefined>>) => string>>
const faults = new Map(Object.entries<Sentences[string]>(text.fault))

/** Sentences of the faults that only a part of the page has: they come with its strings. */
export function knowFaults(more: Sentences): void {
  for (const [code, sentence] of Object.entries(more)) faults.set(code, sentence)
}

/** The sentence of a fault's code; never throws, whatever the code says. */
export function faultText(code: string, details: Readonly<Record<string, string | number>>): string {
  const sentence = faults.get(code)
  return sentence ? sentence(details) : text.unknownFault(code)
}

/** The sentence of what had to be assumed about a network: a code, or one with the names that it is about. */
export const noteText = (
  note: string | { readonly code: string; readonly details: Readonly<Record<string, string>> },
): string => (typeof note === 'string' ? faultText(note, {}) : faultText(note.code, note.details))

/** Settings that change together and are one thing by the first of them; more than these are all of them. */
const FEW = 8

/** What is said of an undo or a redo: which settings it changed. */
export function undoneText({ way, keys }: { readonly way: 'undo' | 'redo'; readonly keys: readonly string[] }): string {
  const { undo } = text
  if (keys.length === 0) return way === 'undo' ? undo.nothingToUndo : undo.nothingToRedo
  const first = Object.keys(undo.names).find((key) => keys.includes(key)) ?? ''
  const what = keys.length > FEW ? undo.many : (undo.names[first] ?? undo.many)
  return way === 'undo' ? undo.undone(what) : undo.redone(what)
}

/** A number with a fixed count of decimals, with a true minus sign; a dash where there is none. */
export const fixed = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits).replace('-', '−') : Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'

/** A number as somebody chose it, to two decimals and without needless ones: 2, 1.5, 1.25. */
export const asChosen = (value: number): string => fixed(value, 2).replace(/\.?0+$/, '')

/** A duration in the largest fitting unit. */
export function duration(ms: number): string {
  if (ms < 1000) return text.status.milliseconds(fixed(ms, 0))
  if (ms < 90_000) return text.status.seconds(fixed(ms / 1000, ms < 10_000 ? 1 : 0))
  return text.status.minutes(fixed(ms / 60_000, 0))
}
